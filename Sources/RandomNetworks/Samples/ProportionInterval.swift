public import Enclosures
public import ExactAlgebra

/// The probability of an event, from how often it happened in independent trials: the interval of Clopper
/// and Pearson, which is right with its probability for every number of trials.
///
///     ProportionInterval(successes: 250, of: 1_000, errorProbability: Rational(1, 1_000)).ball
///
/// Below the lower end so many successes would have at most half of the error probability, above the upper
/// end so few; both is proved, with the bounds of `BinomialTail`. Source: C. Clopper and E. Pearson, *The
/// use of confidence or fiducial limits*, 1934.
public struct ProportionInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Rational
  /// The upper end.
  public let upper: Rational

  /// The interval.
  ///
  /// - Parameters:
  ///   - successes: how often the event happened: a number between these, where some trials are not
  ///     decided.
  ///   - trials: the number of trials.
  ///   - errorProbability: the probability with which the interval may be wrong.
  /// - Precondition: between 0 and the number of trials there are successes, and the error probability
  ///   is between 0 and 1.
  public init(
    successes: ClosedRange<Int>, of trials: Int, errorProbability: Rational
  ) {
    self.init(
      successes: successes, in: BinomialTail(trials: trials), errorProbability: errorProbability)
  }

  init(successes: ClosedRange<Int>, in tail: BinomialTail, errorProbability: Rational) {
    precondition(
      successes.lowerBound >= 0 && successes.upperBound <= tail.trials, "more successes than trials")
    precondition(
      errorProbability.signum() > 0 && errorProbability < 1, "an error that is not a probability")
    let bound = BinomialTail.logarithm(of: errorProbability / 2)
    let (least, greatest) = (successes.lowerBound, successes.upperBound)
    let trials = Double(max(tail.trials, 1))
    lower =
      least == 0
      ? 0
      : Self.end(from: Double(least) / trials, towards: 0) {
        tail.isUnlikely(atLeast: least, success: $0, logBound: bound)
      } ?? 0
    upper =
      greatest == tail.trials
      ? 1
      : Self.end(from: Double(greatest) / trials, towards: 1) {
        tail.isUnlikely(atMost: greatest, success: $0, logBound: bound)
      } ?? 1
  }

  /// The interval as a ball.
  public var ball: Ball { Ball(from: lower, to: upper, precision: 64) }

  /// The number nearest to the start, nearly, for which a condition holds that holds from some number on
  /// up to a limit; `nil` where there is none before the limit.
  private static func end(
    from start: Double, towards limit: Double, _ holds: (Rational) -> Bool
  ) -> Rational? {
    var (inside, outside) = (start, limit)
    var found: Rational?
    while (outside - inside).magnitude > 1e-5 * (outside - start).magnitude {
      let middle = (inside + outside) / 2
      guard middle != inside, middle != outside, let number = Rational(exactly: middle) else {
        break
      }
      if holds(number) {
        (outside, found) = (middle, number)
      } else {
        inside = middle
      }
    }
    return found
  }
}
