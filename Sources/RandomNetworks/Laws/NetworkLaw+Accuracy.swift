public import Enclosures
public import ExactAlgebra

extension NetworkLaw.Options {
  /// Sets the digits of probabilities by a relative error that is aimed at.
  ///
  /// - Precondition: the error is positive.
  public mutating func aim(atRelativeError error: Rational) {
    precondition(error.signum() > 0, "an accuracy that is not positive")
    // One digit more for the rounding of bounds, and one for sums.
    bits = max(error.denominator.bitWidth - error.numerator.bitWidth, 0) + 4
  }
}

extension NetworkLaw {
  /// Probabilities that are proved to be smaller have no accuracy to reach.
  private static let negligible = Rational(10).power(-300)

  /// Whether all probabilities of patterns have a relative error, but for those that are proved to be
  /// below `1e-300`.
  public func isAccurate(toRelativeError error: Rational) -> Bool {
    patterns.allSatisfy { pattern in
      pattern.probability.isKnown(toRelativeError: error)
        || pattern.probability.isBelow(Self.negligible)
    }
  }
}

extension ReportedNumber {
  /// Whether a number that is not negative is proved to be below a bound.
  fileprivate func isBelow(_ bound: Rational) -> Bool {
    switch self {
    case .exact(let number): number < bound
    case .enclosed(let ball): ball.isFinite && ball.upper < bound
    case .confident, .estimated: false
    }
  }
}
