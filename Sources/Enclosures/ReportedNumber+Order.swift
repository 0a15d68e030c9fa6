public import ExactAlgebra

extension ReportedNumber {
  /// Whether it is at least a number, proved or at its level; not for estimates.
  public func isAtLeast(_ number: Rational) -> Bool {
    switch self {
    case .exact(let own): own >= number
    case .enclosed(let ball), .confident(let ball, _): ball.isFinite && ball.lower >= number
    case .estimated: false
    }
  }

  /// Whether it is below a number, proved or at its level; not for estimates.
  public func isBelow(_ number: Rational) -> Bool {
    switch self {
    case .exact(let own): own < number
    case .enclosed(let ball), .confident(let ball, _): ball.isFinite && ball.upper < number
    case .estimated: false
    }
  }

  /// Whether it is proved to be below a number.
  public func isProvedBelow(_ number: Rational) -> Bool { level == 1 && isBelow(number) }
}
