public import ExactAlgebra
import Foundation

/// A real number with what it is worth.
///
///     let half = ReportedNumber.exact(Rational(1, 2))
///     let tail = ReportedNumber.enclosed(Ball(2, precision: 64).normalTail())
///     half + tail                       // enclosed: the weaker of the two
///
/// Sums, differences, products, quotients and logarithms keep the weakest case of their parts, in the
/// order of the cases. There is no case for a number of which nothing is known.
public enum ReportedNumber: Sendable {
  /// The number itself.
  case exact(Rational)
  /// Proved to lie in a ball.
  case enclosed(Ball)
  /// In a ball with a probability of at least `level`, by an inequality that holds for every number
  /// of samples.
  case confident(Ball, level: Rational)
  /// A number without proof, with the standard error that belongs to it.
  case estimated(value: Double, standardError: Double)

  /// The precision with which exact numbers are rounded where that is needed and nothing else says
  /// how.
  public static let defaultPrecision = 128

  /// The name of the case in reports, which never changes.
  public var status: String {
    switch self {
    case .exact: "exact"
    case .enclosed: "enclosed"
    case .confident: "confident"
    case .estimated: "estimated"
    }
  }

  /// The ball in which the number lies, proved or at its level; `nil` for estimates.
  public var ball: Ball? { ball(precision: Self.defaultPrecision) }

  private func ball(precision: Int) -> Ball? {
    switch self {
    case .exact(let number): Ball(number, precision: precision)
    case .enclosed(let ball), .confident(let ball, _): ball
    case .estimated: nil
    }
  }

  /// The probability with which the ball is right: 1 where that is proved, `nil` for estimates.
  public var level: Rational? {
    switch self {
    case .exact, .enclosed: 1
    case .confident(_, let level): level
    case .estimated: nil
    }
  }

  private var precision: Int {
    switch self {
    case .enclosed(let ball), .confident(let ball, _): ball.precision
    case .exact, .estimated: Self.defaultPrecision
    }
  }

  /// Value and standard error in floating point; none for what is proved.
  private var estimate: (value: Double, error: Double) {
    switch self {
    case .exact(let number): (Double(approximating: number), 0)
    case .enclosed(let ball), .confident(let ball, _):
      (
        (ball.lowerDouble + ball.upperDouble) / 2, (ball.upperDouble - ball.lowerDouble) / 2
      )
    case .estimated(let value, let error): (value, error)
    }
  }

  /// A number made of two, by a function of balls, and by one of estimates that gives value and a
  /// bound for the standard error to first order, whatever the errors have to do with each other.
  private func combined(
    with other: Self, _ function: (Ball, Ball) -> Ball,
    estimates: ((value: Double, error: Double), (value: Double, error: Double)) -> (Double, Double)
  ) -> Self {
    guard let (a, b) = balls(with: other), let (level, otherLevel) = levels(with: other) else {
      let (value, error) = estimates(estimate, other.estimate)
      return .estimated(value: value, standardError: error)
    }
    let ball = function(a, b)
    // Both are right unless one of them is wrong.
    let both = level + otherLevel - 1
    return both == 1 ? .enclosed(ball) : .confident(ball, level: both < 0 ? 0 : both)
  }

  private func balls(with other: Self) -> (Ball, Ball)? {
    let precision = max(precision, other.precision)
    guard let a = ball(precision: precision), let b = other.ball(precision: precision) else {
      return nil
    }
    return (a, b)
  }

  private func levels(with other: Self) -> (Rational, Rational)? {
    guard let a = level, let b = other.level else { return nil }
    return (a, b)
  }

  public static func + (a: Self, b: Self) -> Self {
    if case .exact(let x) = a, case .exact(let y) = b { return .exact(x + y) }
    return a.combined(with: b, +) { ($0.value + $1.value, $0.error + $1.error) }
  }

  public static func - (a: Self, b: Self) -> Self {
    if case .exact(let x) = a, case .exact(let y) = b { return .exact(x - y) }
    return a.combined(with: b, -) { ($0.value - $1.value, $0.error + $1.error) }
  }

  public static func * (a: Self, b: Self) -> Self {
    if case .exact(let x) = a, case .exact(let y) = b { return .exact(x * y) }
    return a.combined(with: b, *) {
      ($0.value * $1.value, $0.value.magnitude * $1.error + $1.value.magnitude * $0.error)
    }
  }

  /// The quotient; everything where the divisor may be zero.
  ///
  /// - Precondition: the divisor is not the exact number zero.
  public static func / (a: Self, b: Self) -> Self {
    if case .exact(let x) = a, case .exact(let y) = b { return .exact(x / y) }
    return a.combined(with: b, /) {
      let quotient = $0.value / $1.value
      return (quotient, ($0.error + quotient.magnitude * $1.error) / $1.value.magnitude)
    }
  }

  /// A number of nats in bits: divided by the natural logarithm of 2; exact for 0 alone.
  public var inBits: Self {
    if case .exact(let number) = self, number.isZero { return self }
    return self / .enclosed(Ball(2, precision: Self.defaultPrecision).logarithm())
  }

  /// The natural logarithm; exact for 1 alone.
  public func logarithm() -> Self {
    switch self {
    case .exact(let number):
      number == 1
        ? .exact(0)
        : .enclosed(Ball(number, precision: Self.defaultPrecision).logarithm())
    case .enclosed(let ball): .enclosed(ball.logarithm())
    case .confident(let ball, let level): .confident(ball.logarithm(), level: level)
    case .estimated(let value, let error):
      .estimated(value: log(value), standardError: error / value.magnitude)
    }
  }
}
