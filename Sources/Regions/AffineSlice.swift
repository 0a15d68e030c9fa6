public import ExactAlgebra

/// An affine subspace of the input space with coordinates: the points
/// `origin + u_1 * d_1 + ... + u_k * d_k`.
public struct AffineSlice: Hashable, Sendable {
  /// The point with coordinates zero.
  public let origin: [Rational]
  /// The vectors `d_1, ..., d_k`.
  public let directions: [[Rational]]

  /// The slice through a point along linearly independent vectors.
  ///
  /// - Throws: `RegionError.directionLength` where a vector has another length than the point,
  ///   `RegionError.dependentDirections` where the vectors are linearly dependent.
  public init(origin: [Rational], directions: [[Rational]]) throws(RegionError) {
    for (index, direction) in directions.enumerated() where direction.count != origin.count {
      throw .directionLength(
        number: index + 1, count: direction.count, expected: origin.count)
    }
    var span = RationalSubspace(ofDimension: origin.count)
    for (index, direction) in directions.enumerated() {
      guard span.insert(direction) else { throw .dependentDirections(number: index + 1) }
    }
    self.origin = origin
    self.directions = directions
  }

  /// The slice through some points: the first is the origin, and the others have a coordinate 1.
  ///
  /// - Throws: what `init(origin:directions:)` throws; there is at least one point.
  public init(through points: [[Rational]]) throws(RegionError) {
    guard let origin = points.first else { throw .noPoints }
    for (index, point) in points.enumerated() where point.count != origin.count {
      throw .directionLength(number: index, count: point.count, expected: origin.count)
    }
    try self.init(
      origin: origin, directions: points.dropFirst().map { zip($0, origin).map { $0 - $1 } })
  }

  /// All of a space, with its own coordinates.
  init(wholeSpaceOf dimension: Int) {
    self.init(
      Array(repeating: 0, count: dimension),
      (0..<dimension).map { direction in
        (0..<dimension).map { $0 == direction ? 1 : 0 }
      })
  }

  /// The slice along some of the directions only.
  func restricted(to numbers: [Int]) -> AffineSlice {
    AffineSlice(origin, numbers.map { directions[$0] })
  }

  private init(_ origin: [Rational], _ directions: [[Rational]]) {
    self.origin = origin
    self.directions = directions
  }

  /// `k`.
  public var dimension: Int { directions.count }

  /// The number of coordinates of the space around it.
  public var ambientDimension: Int { origin.count }

  /// The point with the given coordinates.
  ///
  /// - Precondition: there are as many coordinates as directions.
  public func point(_ coordinates: [Rational]) -> [Rational] {
    precondition(coordinates.count == dimension, "coordinates of another dimension")
    var point = origin
    for (u, direction) in zip(coordinates, directions) where !u.isZero {
      for index in point.indices where !direction[index].isZero {
        point[index] += u * direction[index]
      }
    }
    return point
  }
}
