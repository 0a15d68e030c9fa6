public import ExactAlgebra

extension ReportedNumber {
  /// How far the number may be from one between its bounds, relative to its size: half of the distance
  /// of the bounds divided by the smaller absolute value of them. Zero for exact numbers; `nil` where
  /// it may be zero, where nothing is known, and for estimates.
  public var relativeError: Rational? {
    switch self {
    case .exact: return 0
    case .enclosed(let ball), .confident(let ball, _):
      guard ball.isFinite, ball.excludesZero else { return nil }
      let (lower, upper) = (ball.lower, ball.upper)
      return (upper - lower) / (2 * min(lower.magnitude, upper.magnitude))
    case .estimated: return nil
    }
  }

  /// Whether the number is known with a relative error.
  public func isKnown(toRelativeError error: Rational) -> Bool {
    relativeError.map { $0 <= error } ?? false
  }
}
