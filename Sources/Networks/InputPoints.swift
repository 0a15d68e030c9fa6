public import ExactAlgebra

/// Points as inputs of networks: exact numbers, with floating-point numbers near them.
///
///     let points = InputPoints([[1, 0], [Rational(1, 3), 2]])
///     points[1]                                             // [1/3, 2]
///
/// Floating-point numbers are rational numbers, so points of either kind are exact. Millions of the second kind
/// fit into memory.
public struct InputPoints: Sendable {
  /// The number of coordinates.
  public let dimension: Int
  /// The number of points.
  public let count: Int
  /// Point by point, each number the nearest one or a neighbour.
  let numbers: [Double]
  /// The points, where they were not given in floating point.
  private let exact: [[Rational]]?

  /// Exact points.
  ///
  /// - Precondition: all have the same number of coordinates.
  public init(_ points: [[Rational]]) {
    let dimension = points.first?.count ?? 0
    precondition(points.allSatisfy { $0.count == dimension }, "points of different lengths")
    self.dimension = dimension
    count = points.count
    numbers = points.flatMap { $0.map { Double(approximating: $0) } }
    exact = points
  }

  /// Points in floating point, one after the other.
  ///
  /// - Precondition: the numbers are finite, and so many that every point has `dimension` of them.
  public init(_ numbers: [Double], dimension: Int) {
    precondition(dimension > 0 && numbers.count.isMultiple(of: dimension), "an unfinished point")
    precondition(numbers.allSatisfy(\.isFinite), "a number that is none")
    self.dimension = dimension
    count = numbers.count / dimension
    self.numbers = numbers
    exact = nil
  }

  /// A point, exactly.
  public subscript(index: Int) -> [Rational] {
    if let exact { return exact[index] }
    return (index * dimension..<(index + 1) * dimension).map { Rational(exactly: numbers[$0])! }
  }

  /// A bound for the errors of the numbers, as a part of them.
  var relativeError: Double { exact == nil ? 0 : 0x1p-52 }

  /// Some of the points.
  public func selecting(_ indices: [Int]) -> InputPoints {
    if let exact { return InputPoints(indices.map { exact[$0] }) }
    return InputPoints(
      indices.flatMap { numbers[$0 * dimension..<($0 + 1) * dimension] }, dimension: dimension)
  }
}
