/// A part of what is searched, with its share of the whole.
protocol SharedPart {
  var share: Double { get }
}

/// Parts that wait. They are taken a fixed number at a time, so that what is found does not depend on the number of threads.
struct SearchStack<Part: SharedPart> {
  private static var roundSize: Int { 32 }

  private(set) var parts: [Part]
  /// Their share of the whole.
  private var openShare: Double

  init(_ whole: Part) {
    parts = [whole]
    openShare = whole.share
  }

  var isEmpty: Bool { parts.isEmpty }

  /// The next parts, which are taken off; they count as open until they are replaced.
  mutating func takeRound() -> [Part] {
    let round = Array(parts.suffix(Self.roundSize))
    parts.removeLast(round.count)
    return round
  }

  /// Puts what is left of each part of a round in its place; what is farthest from being refuted comes next.
  ///
  /// - Parameter replacements: for each part its share, how far it is from being refuted, and what is left.
  mutating func replace(_ replacements: [(share: Double, shortfall: Double, parts: [Part])]) {
    for replacement in replacements {
      openShare -= replacement.share
      openShare += replacement.parts.reduce(0) { $0 + $1.share }
    }
    for replacement in replacements.sorted(by: { $0.shortfall < $1.shortfall }) {
      parts += replacement.parts
    }
  }

  /// How far the search is.
  ///
  /// - Parameter count: the number of parts that were looked at.
  func progress(count: Int) -> BoxProgress {
    BoxProgress(count: count, openCount: parts.count, fraction: 1 - openShare)
  }
}
