import Enclosures
import Foundation
import Networks

extension PatternCounts {
  /// The largest number of patterns for each sample of which an entropy is estimated.
  private static let largestOccupancy = 0.3

  /// The entropies of the pattern of the first layer, the first two, and so on, in nats: estimated, or between zero
  /// and `n ln 2`, for `n` neurons, where most patterns would be rare.
  ///
  /// The entropy of the frequencies, with the correction of Miller and Madow for patterns that are rare: half
  /// of the number of patterns by that of samples. What such a formula leaves of the bias is about as large as what
  /// it takes away, and grows beyond all bounds where most patterns are seen once: the frequencies of `N` samples have
  /// no more entropy than `ln N`. So the standard error is that of the mean of `- ln p` and the correction together,
  /// and above a share of `largestOccupancy` patterns for each sample nothing is estimated.
  func entropies(of architecture: Architecture) -> [ReportedNumber] {
    var neurons = 0
    let widths = architecture.hiddenWidths
    return widths.enumerated().map { index, width in
      neurons += width
      guard index < widths.count - 1 else {
        return Self.entropy(of: Array(counts.values), neurons: neurons)
      }
      var layer: [PackedPattern: Int] = [:]
      for (pattern, count) in counts { layer[pattern.prefix(neurons), default: 0] += count }
      return Self.entropy(of: Array(layer.values), neurons: neurons)
    }
  }

  private static func entropy(of counts: [Int], neurons: Int) -> ReportedNumber {
    let total = Double(counts.reduce(0, +))
    guard Double(counts.count) <= largestOccupancy * total else {
      let precision = ReportedNumber.defaultPrecision
      return .enclosed(
        Ball(0, precision: precision).union(Ball(2, precision: precision).logarithm() * neurons))
    }
    guard total > 0 else { return .exact(0) }
    var (first, second) = (0.0, 0.0)
    // In one order, whatever that of a dictionary was: sums are rounded.
    for count in counts.sorted() {
      let share = Double(count) / total
      first -= share * log(share)
      second += share * log(share) * log(share)
    }
    let correction = Double(counts.count - 1) / (2 * total)
    let variance = max(0, second - first * first) / total
    return .estimated(
      value: first + correction,
      standardError: (variance + correction * correction).squareRoot())
  }
}
