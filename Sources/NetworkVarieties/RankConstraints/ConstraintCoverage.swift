import ExactAlgebra
import LongWork
import Varieties

/// Which of the rank constraints of the theory a list or a check has gone through.
public struct ConstraintCoverage: Hashable, Sendable {
  /// Why a list or a check ended before the rest.
  public enum End: Hashable, Sendable {
    /// So many constraints were asked for.
    case maximumCount(Int)
    /// The time that was allowed is over.
    case time(Duration)
    /// Somebody asked for an end.
    case interruption

    /// Why work ended, for an error of `Interruption`; `nil` for others.
    init?(_ error: any Error) {
      switch error {
      case let error as Interruption.TimeIsOver: self = .time(error.limit)
      case is Interruption.IsRequested: self = .interruption
      default: return nil
      }
    }
  }

  /// The number of enumerations of spaces of combinations that stopped at 4,096 of them, although
  /// there are more: the number of constraints beyond is not known.
  public var stoppedEnumerationCount: Int
  /// The number of enumerations of spaces of combinations that an early end did not let finish: the
  /// number of constraints that they would give is not known.
  public var unfinishedEnumerationCount: Int
  /// The number of constraints that are known and were left out because of the work that they
  /// need, or after an early end.
  public var leftOutCount: Int
  /// Why there was an early end, if there was one.
  public var end: End?

  /// The number of spaces of combinations at which an enumeration stops.
  public static let maximumSpaceCount = CancellationSpaces.maximumCount

  /// Says what was gone through; by default everything.
  public init(
    stoppedEnumerationCount: Int = 0, unfinishedEnumerationCount: Int = 0,
    leftOutCount: Int = 0, end: End? = nil
  ) {
    self.stoppedEnumerationCount = stoppedEnumerationCount
    self.unfinishedEnumerationCount = unfinishedEnumerationCount
    self.leftOutCount = leftOutCount
    self.end = end
  }

  /// Does work until `Interruption` ends it, and says why it did.
  ///
  /// - Throws: `CancellationError`, and what else `work` throws.
  static func end(of work: () throws -> Void) throws -> End? {
    do {
      try work()
      return nil
    } catch {
      guard let end = End(error) else { throw error }
      return end
    }
  }

  /// Whether `Interruption` ends work before so many constraints; these count as left out.
  ///
  /// - Throws: `CancellationError`.
  mutating func isEnded(before count: Int) throws -> Bool {
    guard let end = try Self.end(of: Interruption.check) else { return false }
    self.end = end
    leftOutCount += count
    return true
  }

  /// Whether these are all.
  public var isComplete: Bool {
    stoppedEnumerationCount == 0 && unfinishedEnumerationCount == 0 && leftOutCount == 0
      && end == nil
  }
}

extension RankBoundSearch {
  /// Finds all bounds, unless `Interruption` ends the search.
  ///
  /// - Parameter progress: called with the number of steps that are done.
  /// - Throws: `CancellationError`.
  mutating func runUntilInterrupted(
    progress: ((Int) -> Void)? = nil
  ) throws -> ConstraintCoverage {
    var coverage = ConstraintCoverage()
    var count = 0
    coverage.end = try ConstraintCoverage.end {
      try run {
        count += 1
        progress?(count)
        try Interruption.check()
      }
    }
    coverage.stoppedEnumerationCount = stoppedCount
    coverage.unfinishedEnumerationCount = unfinishedCount
    return coverage
  }
}

extension [ConstraintFamily.Candidate] {
  /// The cheapest bounds whose costs together do not exceed a budget, in their order, and the
  /// number of the others.
  func affordable(
    within budget: Int, cost: (ConstraintFamily.Candidate) -> Int
  ) -> (bounds: [ConstraintFamily.Candidate], leftOutCount: Int) {
    let costs = map(cost)
    let order = indices.sorted { (costs[$0], $0) < (costs[$1], $1) }
    var sum = 0
    let chosen = order.prefix { index in
      sum += costs[index]
      return sum <= budget
    }
    return (chosen.sorted().map { self[$0] }, count - chosen.count)
  }
}
