import Enclosures
import Foundation
import Networks

extension PatternCounts {
  /// The entropies of the pattern of the first layer, the first two, and so on, in nats: estimated.
  ///
  /// The entropy of the frequencies, with the correction of Miller and Madow for patterns that are rare: half
  /// of the number of patterns by that of samples. The standard error is that of the mean of
  /// `- ln p`.
  func entropies(of architecture: Architecture) -> [ReportedNumber] {
    var neurons = 0
    let widths = architecture.hiddenWidths
    return widths.enumerated().map { index, width in
      neurons += width
      guard index < widths.count - 1 else { return Self.entropy(of: Array(counts.values)) }
      var layer: [PackedPattern: Int] = [:]
      for (pattern, count) in counts { layer[pattern.prefix(neurons), default: 0] += count }
      return Self.entropy(of: Array(layer.values))
    }
  }

  private static func entropy(of counts: [Int]) -> ReportedNumber {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return .exact(0) }
    var (first, second) = (0.0, 0.0)
    // In one order, whatever that of a dictionary was: sums are rounded.
    for count in counts.sorted() {
      let share = Double(count) / total
      first -= share * log(share)
      second += share * log(share) * log(share)
    }
    return .estimated(
      value: first + Double(counts.count - 1) / (2 * total),
      standardError: (max(0, second - first * first) / total).squareRoot())
  }
}
