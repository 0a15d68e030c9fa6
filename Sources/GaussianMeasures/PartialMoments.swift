public import Enclosures
import ExactAlgebra

/// The part of a law that lies in a set: its mass and its moments.
///
/// Integrals over the set, not divided by the mass, so that those of disjoint sets add up to those of
/// their union. `d` is the dimension of the space.
public struct PartialMoments: Sendable {
  /// The probability of the set.
  public var mass: ReportedNumber
  /// `integral x`: `d` numbers.
  public var first: [ReportedNumber]
  /// `integral x x^T`: `d` by `d`.
  public var second: [[ReportedNumber]]

  /// Moments that were computed.
  public init(mass: ReportedNumber, first: [ReportedNumber], second: [[ReportedNumber]]) {
    self.mass = mass
    self.first = first
    self.second = second
  }

  /// Those of the empty set in a space of a dimension.
  public static func zero(dimension: Int) -> PartialMoments {
    let row = [ReportedNumber](repeating: .exact(0), count: dimension)
    return PartialMoments(
      mass: .exact(0), first: row, second: Array(repeating: row, count: dimension))
  }

  /// Those of a union of disjoint sets.
  public static func + (a: Self, b: Self) -> Self {
    PartialMoments(
      mass: a.mass + b.mass, first: zip(a.first, b.first).map { $0 + $1 },
      second: zip(a.second, b.second).map { zip($0, $1).map { $0 + $1 } })
  }

  /// All of them multiplied by a number, such as the weight of a part of a mixture.
  public func scaled(by factor: ReportedNumber) -> Self {
    PartialMoments(
      mass: factor * mass, first: first.map { factor * $0 },
      second: second.map { $0.map { factor * $0 } })
  }

  /// Whether the mass is exactly zero, so that nothing can be said under the condition of the set.
  public var isNull: Bool {
    if case .exact(let mass) = mass { return mass.isZero }
    return false
  }

  /// The mean under the condition of the set: `d` numbers.
  ///
  /// - Precondition: the mass is not exactly zero.
  public var mean: [ReportedNumber] { first.map { $0 / mass } }

  /// The covariance under the condition of the set: `d` by `d`.
  ///
  /// - Precondition: the mass is not exactly zero.
  public var covariance: [[ReportedNumber]] {
    let mean = mean
    return second.indices.map { row in
      second.indices.map { column in
        second[row][column] / mass - mean[row] * mean[column]
      }
    }
  }
}
