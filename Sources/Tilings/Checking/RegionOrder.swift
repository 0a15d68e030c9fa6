import Networks

/// The regions of a list in the lexicographic order of their patterns, to be looked up.
struct RegionOrder: Sendable {
  private let patterns: [PackedPattern]
  /// The numbers of the regions in that order, equal patterns by number.
  let numbers: [Int]

  init(_ patterns: [PackedPattern]) {
    self.patterns = patterns
    numbers = patterns.indices.sorted { a, b in
      Self.precedes(patterns[a], patterns[b]) ?? (a < b)
    }
  }

  /// Whether one pattern is before another; `nil` where they are equal.
  private static func precedes(_ a: PackedPattern, _ b: PackedPattern) -> Bool? {
    a.firstDifference(from: b).map { !a.isActive($0) }
  }

  /// The pattern at a place of the order.
  func pattern(at place: Int) -> PackedPattern { patterns[numbers[place]] }

  /// The number of the first region with the same pattern as that at a place; `nil` where it is that one.
  func earlier(thanAt place: Int) -> Int? {
    var first = place
    while first > 0, pattern(at: first - 1) == pattern(at: place) { first -= 1 }
    return first == place ? nil : numbers[first]
  }

  /// Whether a pattern is in the list.
  func contains(_ pattern: PackedPattern) -> Bool {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      guard let isBefore = Self.precedes(self.pattern(at: middle), pattern) else { return true }
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
