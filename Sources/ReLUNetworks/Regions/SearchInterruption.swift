/// What ends a search early: a time limit, or that its task is cancelled.
struct SearchInterruption: Sendable {
  /// Why a search ended.
  enum Reason: Error {
    case timeLimit
    case cancellation
  }

  /// When the search is to end; `nil` for no limit.
  let deadline: ContinuousClock.Instant?

  /// Asked between steps that take at most a linear program each.
  func check() throws(Reason) {
    if Task.isCancelled { throw .cancellation }
    if let deadline, ContinuousClock.now >= deadline { throw .timeLimit }
  }
}
