import Enclosures
import ExactAlgebra
import Foundation

/// The outputs of random inputs in ascending order, by their bounds: what they say about the law of the
/// output.
struct SortedOutputs: Sendable {
  private let lower: [Double]
  private let upper: [Double]
  private let decided: [OutputSamples.Decided]
  /// The standard deviation of the samples.
  private let deviation: Double

  /// - Parameter place: that of the output among those that are kept.
  init(_ samples: OutputSamples, place: Int) {
    lower = samples.lower[place].sorted()
    upper = samples.upper[place].sorted()
    decided = samples.decided[place]
    let count = Double(lower.count)
    let mean = lower.reduce(0, +) / count
    deviation = (lower.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }

  /// The probabilities that the output is at most a value, and that it is below.
  ///
  /// - Parameters:
  ///   - number: that of the value among those that were asked for.
  ///   - ends: floating-point numbers around it.
  ///   - endError: the probability with which an end of an interval may be wrong.
  func probabilities(
    ofValue number: Int, between ends: (lower: Double, upper: Double), endError: Double
  ) -> (atMost: ReportedNumber, below: ReportedNumber) {
    let surelyBelow = upper.count(below: ends.lower) + decided[number].below
    let surelyAbove = lower.count - lower.count(upTo: ends.upper) + decided[number].above
    let (equal, count) = (decided[number].equal, lower.count)
    let open = count - surelyBelow - surelyAbove - equal
    func interval(_ hits: Int) -> ReportedNumber {
      BinomialInterval(hits: hits, open: open, of: count, endError: endError).number
    }
    let atMost = interval(surelyBelow + equal)
    return (atMost, equal == 0 ? atMost : interval(surelyBelow))
  }

  /// An interval for the smallest number that the output does not exceed with a probability, between two
  /// order statistics; `nil` where there are too few samples.
  ///
  /// Fewer than `a` of the samples are at most the quantile only if a binomial number is below `a`, and `b`
  /// of them are below it only if one is at least `b`.
  func quantile(at probability: Rational, endError: Double) -> ReportedNumber? {
    guard
      let ranks = BinomialInterval.ranks(
        ofQuantile: probability, among: lower.count, endError: endError),
      let from = Rational(exactly: lower[ranks.lower - 1]),
      let to = Rational(exactly: upper[ranks.upper - 1]),
      let error = Rational(exactly: 2 * endError)
    else { return nil }
    return .confident(Ball(from: from, to: to, precision: 64), level: 1 - error)
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
