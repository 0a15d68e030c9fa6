public import ExactAlgebra

/// A point of a plane, exact.
public struct PlanePoint: Hashable, Sendable {
  /// The first coordinate.
  public let x: Rational
  /// The second coordinate.
  public let y: Rational

  /// The point with the given coordinates.
  public init(x: Rational, y: Rational) {
    self.x = x
    self.y = y
  }
}

extension PlanePoint: CustomStringConvertible {
  /// `(x, y)`.
  public var description: String { "(\(x), \(y))" }
}
