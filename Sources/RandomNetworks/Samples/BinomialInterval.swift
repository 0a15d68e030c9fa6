public import Enclosures
public import ExactAlgebra
import Foundation

/// An interval for a probability from counts of independent samples.
///
///     let interval = BinomialInterval(hits: 40, of: 1_000, endError: 1e-6)
///     interval.lower                 // the probability is not below, but with probability 1e-6
///     interval.upper
///
/// The bound of Chernoff: with `h` hits among `n` the end `p` satisfies `n KL(h/n, p) = ln(1/e)`, where `KL`
/// is the relative entropy of two coins. It holds for every number of samples. Samples of which it is not
/// known whether they are hits count against the interval at both ends.
public struct BinomialInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The probability with which one of the two ends may be wrong, at most.
  public let error: Double

  /// The interval for some counts.
  ///
  /// - Parameters:
  ///   - hits: the number of samples that hit for sure.
  ///   - open: the number of samples of which this is not known.
  ///   - count: the number of all samples.
  ///   - endError: the probability with which each end may be wrong.
  /// - Precondition: the numbers are not negative, the sum of the first two is at most the third, and the
  ///   error is between 0 and 1.
  public init(hits: Int, open: Int = 0, of count: Int, endError: Double) {
    precondition(hits >= 0 && open >= 0 && hits + open <= count, "more hits than samples")
    precondition(endError > 0 && endError < 1, "an error that is not between 0 and 1")
    error = 2 * endError
    guard count > 0 else {
      (lower, upper) = (0, 1)
      return
    }
    // What is added allows for rounding.
    let exponent = (log(1 / endError) + 1e-5) / Double(count)
    lower = Self.lowerEnd(Double(hits) / Double(count), exponent)
    upper = 1 - Self.lowerEnd(Double(count - hits - open) / Double(count), exponent)
  }

  /// The number as a report has it.
  public var number: ReportedNumber {
    .confident(
      Ball(from: Rational(exactly: lower)!, to: Rational(exactly: upper)!, precision: 64),
      level: 1 - Rational(exactly: error)!)
  }

  /// The least `p` with `KL(q, p) <= exponent`, rounded down.
  private static func lowerEnd(_ q: Double, _ exponent: Double) -> Double {
    guard q > 0 else { return 0 }
    var (below, above) = (0.0, q)
    for _ in 0..<200 where above - below > 1e-12 * above {
      let middle =
        below == 0
        ? above / 16 : below < above / 4 ? (below * above).squareRoot() : (below + above) / 2
      if relativeEntropy(q, middle) > exponent { below = middle } else { above = middle }
    }
    return max(0, below * (1 - 1e-12))
  }

  /// `q ln(q / p) + (1 - q) ln((1 - q) / (1 - p))` for `0 < p <= q <= 1`.
  private static func relativeEntropy(_ q: Double, _ p: Double) -> Double {
    let first = q * log(q / p)
    return q < 1 ? first + (1 - q) * (log1p(-q) - log1p(-p)) : first
  }
}

extension BinomialInterval {
  /// The ranks, from 1, of two order statistics of independent numbers between which a quantile of their
  /// law lies; `nil` where there are too few numbers. It holds for every law, by the same bound.
  ///
  /// - Parameters:
  ///   - probability: the probability of the quantile, between 0 and 1.
  ///   - count: how many numbers there are.
  ///   - endError: the probability with which each of both may be on the wrong side.
  public static func ranks(
    ofQuantile probability: Rational, among count: Int, endError: Double
  ) -> (lower: Int, upper: Int)? {
    // Of so many independent events with the probability hardly fewer than the rank happen.
    func least(_ success: Rational) -> Int {
      let (p, failure) = (Double(approximating: success), Double(approximating: 1 - success))
      var (known, end) = (0, count + 1)
      while end - known > 1 {
        let rank = (known + end) / 2
        let q = Double(rank - 1) / Double(count)
        let entropy =
          (q > 0 ? q * log(q / p) : 0)
          + (Double(count - rank + 1) / Double(count))
          * log(Double(count - rank + 1) / Double(count) / failure)
        if q < p, Double(count) * entropy >= log(1 / endError) + 1e-5 {
          known = rank
        } else {
          end = rank
        }
      }
      return known
    }
    let (lower, upper) = (least(probability), count + 1 - least(1 - probability))
    return lower >= 1 && upper <= count ? (lower, upper) : nil
  }
}
