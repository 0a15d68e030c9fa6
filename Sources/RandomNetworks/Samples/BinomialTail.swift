import Enclosures
import ExactAlgebra

/// Proved upper bounds for the tails of the binomial law of so many independent trials.
///
/// Beyond a number on its side of the mean the probabilities of the single numbers fall at least as fast as
/// a geometric series, whose ratio is that of the first two. So the first one, some more and the rest of
/// such a series bound the tail, and the bound is sharp to a thousandth. The first probability comes from
/// enclosures of the gamma function.
struct BinomialTail: Sendable {
  /// The number of trials.
  let trials: Int
  private let logFactorial: Ball

  private static let precision = 128
  /// Above what fewer than a million rounding errors do, relative to a sum of positive terms.
  private static let rounding = 1 + 1e-9
  private static let largestTermCount = 200_000

  init(trials: Int) {
    self.trials = trials
    logFactorial = Self.logFactorial(trials)
  }

  private static func logFactorial(_ number: Int) -> Ball {
    Ball(number + 1, precision: precision).logarithmOfGamma()
  }

  /// Whether it is proved that at most so many successes have at most a probability.
  ///
  /// - Parameters:
  ///   - successes: from -1, where it holds, to the number of trials.
  ///   - success: the probability of a success, between 0 and 1.
  ///   - logBound: the logarithm of the probability.
  func isUnlikely(atMost successes: Int, success: Rational, logBound: Ball) -> Bool {
    guard successes >= 0 else { return true }
    guard successes < trials, Rational(Integer(successes)) < success * Rational(Integer(trials))
    else { return false }
    let failure = 1 - success
    var log = logFactorial - Self.logFactorial(successes) - Self.logFactorial(trials - successes)
    if successes > 0 { log += Self.log(success) * successes }
    log += Self.log(failure) * (trials - successes)
    let odds = Double(approximating: failure / success)
    var (sum, term, number) = (1.0, 1.0, successes)
    while true {
      // The ratio to the next one, and a bound for those after it.
      let ratio = Double(number) * odds / Double(trials - number + 1)
      let rest = term * ratio / (1 - ratio)
      if rest < sum * 1e-3 || successes - number > Self.largestTermCount {
        guard ratio < 1 - 1e-9 else { return false }
        sum += rest * (1 + 1e-5)
        break
      }
      term *= ratio
      sum += term
      number -= 1
    }
    guard let bound = Rational(exactly: sum * Self.rounding) else { return false }
    return (log + Ball(bound, precision: Self.precision).logarithm() - logBound).isNegative
  }

  private static func log(_ number: Rational) -> Ball {
    Ball(number, precision: precision).logarithm()
  }

  /// The same for at least so many successes, from 0 to one more than the number of trials.
  func isUnlikely(atLeast successes: Int, success: Rational, logBound: Ball) -> Bool {
    isUnlikely(atMost: trials - successes, success: 1 - success, logBound: logBound)
  }

  /// The logarithm of a probability.
  static func logarithm(of probability: Rational) -> Ball { log(probability) }
}
