/// The patterns with the largest weights among all that are shown, by number.
///
/// Weights are those in floating point; of equal ones that with the smaller number comes first. So patterns whose weights
/// differ by less than they are wrong by may be in the other order.
final class PatternRanking {
  private struct Entry {
    let weight: Double
    let number: Int
  }

  private let limit: Int
  private var entries: [Entry] = []
  /// Weights that are not above it do not count any more.
  private var threshold = 0.0

  /// - Precondition: the limit is positive.
  init(limit: Int) {
    precondition(limit > 0, "a ranking of nothing")
    self.limit = limit
    entries.reserveCapacity(2 * limit)
  }

  /// Shows patterns with consecutive numbers, whose weights have a factor in common.
  func add(_ weights: UnsafeBufferPointer<Double>, factor: Double, first: Int) {
    guard factor > 0 else { return }
    var bound = threshold / factor
    for (index, weight) in weights.enumerated() where weight > bound {
      let weight = weight * factor
      guard weight > threshold else { continue }
      entries.append(Entry(weight: weight, number: first + index))
      if entries.count >= 2 * limit {
        cut()
        bound = threshold / factor
      }
    }
  }

  /// The numbers of the patterns with the largest weights, the largest first.
  var numbers: [Int] {
    cut()
    return entries.map(\.number)
  }

  private func cut() {
    entries.sort { ($1.weight, $0.number) < ($0.weight, $1.number) }
    guard entries.count > limit else { return }
    entries.removeLast(entries.count - limit)
    threshold = entries[limit - 1].weight
  }
}
