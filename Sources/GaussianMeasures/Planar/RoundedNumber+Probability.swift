import Enclosures

extension RoundedNumber {
  /// Adds a number divided by `2 pi` or takes it away.
  ///
  /// The quotient has a relative error of at most `3 u`, with `u = 2^-53`: the rounded factor and a product.
  @inline(__always)
  mutating func add(turns number: RoundedNumber, sign: Double) {
    let quotient = number.value * (0.5 / .pi)
    value += sign * quotient
    let rounding = (3 * quotient.magnitude + value.magnitude) * Self.unit
    error += (number.error * 0.159_2 + rounding) * (1 + 0x1p-30)
  }

  /// A probability as a ball; `nil` where its relative error may be above half of `2^-relativeBits`: balls
  /// count their digits with one to spare.
  func probability(relativeBits: Int) -> Ball? {
    let tolerance = Double(sign: .plus, exponent: -max(relativeBits, 1) - 1, significand: value)
    guard error <= tolerance, tolerance.isNormal else { return nil }
    let ball = Ball(value, radius: error)
    return value + error < 1 ? ball : ball.withinProbabilities
  }
}
