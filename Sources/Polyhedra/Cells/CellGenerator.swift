import ExactAlgebra

/// A vector of homogeneous coordinates `(x, s)`, `s >= 0`, up to a positive factor: the point
/// `x / s`, or the direction `x` where `s` is zero.
final class CellGenerator: Sendable {
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

extension CellGenerator {
  /// The point with the given coordinates.
  convenience init(point: [Rational]) {
    self.init(IntegerVector(direction: point + [1]))
  }

  /// The point with the given coordinates, taken exactly; `nil` where they are not finite.
  convenience init?(exactly point: [Double]) {
    // The place of the last binary digit that is not zero.
    var unit = 0
    for x in point where x != 0 {
      guard x.isFinite else { return nil }
      let digit = x.isNormal ? Int(x.exponent) - x.significandWidth : Int(x.ulp.exponent)
      unit = min(unit, digit)
    }
    let scale = Double(sign: .plus, exponent: -unit, significand: 1)
    let scaled = point.map { $0 * scale }
    if unit > -62, scaled.allSatisfy({ $0.magnitude < 0x1p62 }) {
      self.init(IntegerVector(scaled.map { Int($0) } + [1 << -unit]))
    } else {
      self.init(point: point.compactMap { Rational(exactly: $0) })
    }
  }

  /// The coordinates of the point.
  ///
  /// - Precondition: it is not at infinity.
  var point: [Rational] {
    let entries = vector.entries
    return entries.dropLast().map { Rational($0, entries[entries.count - 1]) }
  }

  /// The coordinates of the point, approximately.
  ///
  /// - Precondition: it is not at infinity.
  var approximatePoint: [Double] {
    approximations.dropLast().map { $0 / approximations[approximations.count - 1] }
  }
}
