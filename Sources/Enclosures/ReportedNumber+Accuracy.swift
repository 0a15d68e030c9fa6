public import ExactAlgebra

extension ReportedNumber {
  /// The middle of the bounds, zero where there are none, or the value of an estimate: for orders and
  /// for digits that are rounded; an estimate itself.
  public var midpoint: Rational {
    switch self {
    case .exact(let number): number
    case .enclosed(let ball), .confident(let ball, _):
      ball.isFinite ? (ball.lower + ball.upper) / 2 : 0
    case .estimated(let value, _): Rational(exactly: value) ?? 0
    }
  }

  /// A floating-point number near it, for pictures.
  public var approximation: Double { Double(approximating: midpoint) }

  /// How far the number may be from the middle of its bounds, relative to this middle. Zero for exact
  /// numbers; `nil` where it may be zero, where nothing is known, and for estimates.
  public var relativeError: Rational? {
    switch self {
    case .exact: return 0
    case .enclosed(let ball), .confident(let ball, _):
      guard ball.isFinite, ball.excludesZero, ball.exponent > Int.min / 4 else { return nil }
      // At a size where the ends are written with few digits.
      let scaled = ball.shifted(by: -ball.exponent)
      let (lower, upper) = (scaled.lower, scaled.upper)
      return (upper - lower) / (upper + lower).magnitude
    case .estimated: return nil
    }
  }

  /// Whether the number is known with a relative error.
  public func isKnown(toRelativeError error: Rational) -> Bool {
    relativeError.map { $0 <= error } ?? false
  }

  /// The relative binary digits of a ball whose bounds, rounded, are to have a relative error.
  ///
  /// - Precondition: the error is positive.
  public static func relativeBits(forError error: Rational) -> Int {
    precondition(error.signum() > 0, "an accuracy that is not positive")
    // One digit for what bit widths round off, and two for the rounding of bounds.
    return max(error.denominator.bitWidth - error.numerator.bitWidth, 0) + 3
  }
}
