import ExactAlgebra

/// A vector of homogeneous coordinates `(x, s)`, `s >= 0`, up to a positive factor: the point
/// `x / s`, or the direction `x` where `s` is zero.
final class Generator: Sendable {
  /// The primitive vector.
  let vector: IntegerVector
  /// Numbers near a multiple of it; see `IntegerVector.approximations`.
  let approximations: [Double]
  /// Whether `s` is zero.
  let isAtInfinity: Bool

  init(_ vector: IntegerVector) {
    self.vector = vector
    approximations = vector.approximations
    isAtInfinity = vector.signum(at: vector.count - 1) == 0
  }
}
