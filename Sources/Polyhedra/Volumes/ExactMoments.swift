public import ExactAlgebra

/// Mass, first and second moments of a measure on `R^d`, exactly: `integral 1`, `integral x`,
/// `integral x x^T`.
public struct ExactMoments: Hashable, Sendable {
  /// The mass; a volume where the measure is that of lengths, areas and volumes.
  public var mass: Rational
  /// `integral x`: `d` numbers.
  public var first: [Rational]
  /// `integral x x^T`: `d` by `d`, symmetric.
  public var second: [[Rational]]

  /// Those of no measure at all.
  public init(dimension: Int) {
    mass = 0
    first = Array(repeating: 0, count: dimension)
    second = Array(repeating: first, count: dimension)
  }

  /// Those that are given.
  public init(mass: Rational, first: [Rational], second: [[Rational]]) {
    self.mass = mass
    self.first = first
    self.second = second
  }

  /// The dimension of the space: `d`.
  public var dimension: Int { first.count }

  /// Adds a point with a weight.
  ///
  /// - Precondition: the point has `d` coordinates.
  public mutating func add(_ point: [Rational], weight: Rational) {
    precondition(point.count == dimension, "a point of another dimension")
    mass += weight
    for row in first.indices where !point[row].isZero {
      let share = weight * point[row]
      first[row] += share
      for column in first.indices { second[row][column] += share * point[column] }
    }
  }

  /// Those of the sum of two measures on one space.
  public static func + (a: Self, b: Self) -> Self {
    Self(
      mass: a.mass + b.mass, first: zip(a.first, b.first).map { $0 + $1 },
      second: zip(a.second, b.second).map { zip($0, $1).map { $0 + $1 } })
  }

  /// Those of the measure multiplied by a number.
  public func scaled(by factor: Rational) -> Self {
    Self(
      mass: factor * mass, first: first.map { factor * $0 },
      second: second.map { $0.map { factor * $0 } })
  }

  /// The mean; `nil` where the mass is zero.
  public var mean: [Rational]? { mass.isZero ? nil : first.map { $0 / mass } }

  /// The covariance matrix; `nil` where the mass is zero.
  public var covariance: [[Rational]]? {
    guard let mean else { return nil }
    return mean.indices.map { row in
      mean.indices.map { second[row][$0] / mass - mean[row] * mean[$0] }
    }
  }
}
