public import ExactAlgebra
public import GaussianMeasures
public import Polyhedra

/// A law with finitely many points, such as that of data.
///
///     let law = try EmpiricalLaw([[0, 0], [1, 2], [1, 2]])      // 1/3 and 2/3
///
/// All probabilities are exact. Points on the boundary of a half-space belong to it where it is closed.
public struct EmpiricalLaw: Hashable, Sendable {
  /// The points, at least one; a point may be listed several times.
  public let points: [[Rational]]
  /// Their probabilities: not negative, with sum 1.
  public let weights: [Rational]

  /// The law of points with weights; equal ones if they are `nil`.
  ///
  /// - Throws: `EmpiricalLawError`.
  public init(_ points: [[Rational]], weights: [Rational]? = nil) throws(EmpiricalLawError) {
    guard let dimension = points.first?.count else { throw .noPoints }
    for (number, point) in points.enumerated() where point.count != dimension {
      throw .pointDimension(point.count, point: number, expected: dimension)
    }
    let weights =
      weights ?? Array(repeating: Rational(1, Integer(points.count)), count: points.count)
    guard weights.count == points.count else {
      throw .weightCount(weights.count, expected: points.count)
    }
    do {
      try WeightError.check(weights)
    } catch { throw .weights(error) }
    self.points = points
    self.weights = weights
  }

  /// The dimension of the space.
  public var dimension: Int { points[0].count }

  /// The mean, exactly.
  public var mean: [Rational] { moments(of: []).first }

  /// The covariance matrix, exactly.
  public var covariance: [[Rational]] { moments(of: []).covariance! }

  /// The probability of the intersection of half-spaces.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  public func probability(of halfSpaces: [HalfSpace]) -> Rational {
    points.indices.reduce(0) { sum, number in
      halfSpaces.allSatisfy { $0.contains(points[number]) } ? sum + weights[number] : sum
    }
  }

  /// Mass and moments of the part of the law in the intersection of half-spaces.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  public func moments(of halfSpaces: [HalfSpace]) -> ExactMoments {
    var moments = ExactMoments(dimension: dimension)
    for (point, weight) in zip(points, weights)
    where !weight.isZero && halfSpaces.allSatisfy({ $0.contains(point) }) {
      moments.add(point, weight: weight)
    }
    return moments
  }
}

/// Why points and weights are not a law. Points count from 0.
public enum EmpiricalLawError: Error, Hashable, CustomStringConvertible {
  /// There are no points.
  case noPoints
  /// A point with another number of coordinates than the first one.
  case pointDimension(Int, point: Int, expected: Int)
  /// Another number of weights than of points.
  case weightCount(Int, expected: Int)
  /// The weights are not those of a law.
  case weights(WeightError)

  /// One line for the user; points count from 1 there.
  public var description: String {
    switch self {
    case .noPoints: "no points, expected at least one"
    case .pointDimension(let count, let point, let expected):
      "point \(point + 1) has \(count) coordinates, expected \(expected) as in the first one"
    case .weightCount(let count, let expected):
      "\(count) weights, expected \(expected), one for each point"
    case .weights(let error): error.description
    }
  }
}
