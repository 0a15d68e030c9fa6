import LongWork

/// The bounds of a variety, found as far as they are asked for, and kept.
struct FoundBounds: Sendable {
  private let variety: ReLUVariety
  private let isMinimal: Bool
  private let progress: (@Sendable (Int) -> Void)?
  private var bounds: [ConstraintFamily.Candidate] = []
  private var search: RankBoundSearch
  private var stepCount = 0
  /// Whether nothing more is searched for.
  private var isOver = false
  /// What was gone through, where the search is over.
  private(set) var coverage = ConstraintCoverage()

  init(of variety: ReLUVariety, isMinimal: Bool, progress: (@Sendable (Int) -> Void)?) {
    self.variety = variety
    self.isMinimal = isMinimal
    self.progress = progress
    search =
      switch variety {
      case .pattern(let variety): RankBoundSearch(on: variety)
      case .output(let variety): RankBoundSearch(on: variety.reducedVariety)
      }
  }

  /// The number of enumerations of spaces that are not finished.
  var unfinishedCount: Int { search.unfinishedCount }

  /// The number of bounds that are known, from one of them on.
  func count(from index: Int) -> Int {
    max(bounds.count - max(index, 0), 0) + (isOver ? 0 : search.waitingCount)
  }

  /// A bound; `nil` behind the last one, or where `Interruption` has ended the search before it.
  mutating func bound(at index: Int) -> ConstraintFamily.Candidate? {
    while index >= bounds.count, !isOver {
      do {
        try advance()
      } catch {
        isOver = true
        coverage.end = ConstraintCoverage.End(error) ?? .interruption
        coverage.leftOutCount += search.waitingCount
        coverage.unfinishedEnumerationCount = search.unfinishedCount
      }
    }
    return index < bounds.count ? bounds[index] : nil
  }

  /// Finds the next bound or, where they must be compared first, all.
  private mutating func advance() throws {
    var count = stepCount
    let check = { [progress] in
      try Interruption.check()
      count += 1
      progress?(count)
    }
    defer { stepCount = count }
    switch variety {
    case .pattern where !isMinimal:
      let next = try search.next(checking: check)
      if let next { bounds.append(next) } else { isOver = true }
    case .pattern:
      try search.run(checking: check)
      bounds = try minimal(search.bounds)
      isOver = true
    case .output(let variety):
      try search.run(checking: check)
      let (affordable, leftOutCount) = variety.affordable(search.bounds)
      bounds = try isMinimal ? minimal(affordable) : affordable
      coverage.leftOutCount = leftOutCount
      isOver = true
    }
    coverage.stoppedEnumerationCount = search.stoppedCount
  }

  private func minimal(
    _ bounds: [ConstraintFamily.Candidate]
  ) throws -> [ConstraintFamily.Candidate] {
    try MinimalConstraints(of: variety).selecting(bounds, checking: Interruption.check)
  }
}
