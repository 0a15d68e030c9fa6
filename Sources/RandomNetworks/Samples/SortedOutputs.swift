import Enclosures
import ExactAlgebra
import Foundation

/// The outputs of random inputs in ascending order, by their bounds: what they say about the law of the
/// output.
struct SortedOutputs: Sendable {
  private let lower: [Double]
  private let upper: [Double]
  private let decided: [OutputSamples.Decided]
  private let tail: BinomialTail
  /// The standard deviation of the samples.
  private let deviation: Double

  /// - Parameter place: that of the output among those that are kept.
  init(_ samples: OutputSamples, place: Int) {
    lower = samples.lower[place].sorted()
    upper = samples.upper[place].sorted()
    decided = samples.decided[place]
    tail = BinomialTail(trials: samples.count)
    let count = Double(lower.count)
    let mean = lower.reduce(0, +) / count
    deviation = (lower.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }

  /// The probabilities that the output is at most a value, and that it is below.
  ///
  /// - Parameters:
  ///   - number: that of the value among those that were asked for.
  ///   - ends: floating-point numbers around it.
  ///   - errorProbability: that of each of both intervals.
  func probabilities(
    ofValue number: Int, between ends: (lower: Double, upper: Double), errorProbability: Rational
  ) -> (atMost: ReportedNumber, below: ReportedNumber) {
    let surelyBelow = upper.count(below: ends.lower) + decided[number].below
    let surelyAbove = lower.count - lower.count(upTo: ends.upper) + decided[number].above
    let (equal, count) = (decided[number].equal, lower.count)
    func interval(_ successes: ClosedRange<Int>) -> ReportedNumber {
      .confident(
        ProportionInterval(successes: successes, in: tail, errorProbability: errorProbability).ball,
        level: 1 - errorProbability)
    }
    let atMost = interval(surelyBelow + equal...count - surelyAbove)
    guard equal > 0 || surelyBelow + surelyAbove < count else { return (atMost, atMost) }
    return (atMost, interval(surelyBelow...count - surelyAbove - equal))
  }

  /// An interval for the smallest number that the output does not exceed with a probability, between two
  /// order statistics; `nil` where there are too few samples.
  ///
  /// Fewer than `a` of the samples are at most the quantile only if a binomial number is below `a`, and `b`
  /// of them are below it only if one is at least `b`.
  func quantile(at probability: Rational, errorProbability: Rational) -> ReportedNumber? {
    let bound = BinomialTail.logarithm(of: errorProbability / 2)
    let count = lower.count
    let least = Self.last(upTo: count) {
      tail.isUnlikely(atMost: $0 - 1, success: probability, logBound: bound)
    }
    let greatest =
      count + 1
      - Self.last(upTo: count) {
        tail.isUnlikely(atLeast: count + 1 - $0, success: probability, logBound: bound)
      }
    guard least >= 1, greatest <= count, let from = Rational(exactly: lower[least - 1]),
      let to = Rational(exactly: upper[greatest - 1])
    else { return nil }
    return .confident(Ball(from: from, to: to, precision: 64), level: 1 - errorProbability)
  }

  /// The largest number up to a limit for which a condition holds that holds for the smaller ones, and
  /// for 0.
  private static func last(upTo limit: Int, where holds: (Int) -> Bool) -> Int {
    var (known, end) = (0, limit + 1)
    while end - known > 1 {
      let middle = (known + end) / 2
      if holds(middle) { known = middle } else { end = middle }
    }
    return known
  }

  /// An estimate of the density of the part without atoms: how many samples lie in a short interval that
  /// ends at a value. Numbers that occur twice are atoms.
  func density(at value: Double) -> ReportedNumber {
    let width = deviation / cbrt(Double(lower.count))
    guard width > 0, width.isFinite else { return .estimated(value: 0, standardError: 0) }
    let window = lower[lower.count(upTo: value - width)..<lower.count(below: value)]
    var single = 0
    for index in window.indices {
      let isTied =
        index > window.startIndex && lower[index - 1] == lower[index]
        || index + 1 < window.endIndex && lower[index + 1] == lower[index]
      if !isTied { single += 1 }
    }
    let unit = 1 / (width * Double(lower.count))
    return .estimated(
      value: Double(single) * unit, standardError: Double(max(single, 1)).squareRoot() * unit)
  }
}

extension [Double] {
  /// How many numbers of an ascending list are below a bound.
  fileprivate func count(below bound: Double) -> Int { partition { $0 < bound } }

  /// How many are at most the bound.
  fileprivate func count(upTo bound: Double) -> Int { partition { $0 <= bound } }

  /// The length of the beginning on which a condition holds.
  private func partition(_ holds: (Double) -> Bool) -> Int {
    var (below, above) = (0, count)
    while below < above {
      let middle = (below + above) / 2
      if holds(self[middle]) { below = middle + 1 } else { above = middle }
    }
    return below
  }
}
