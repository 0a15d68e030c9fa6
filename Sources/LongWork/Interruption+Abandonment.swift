internal import Foundation
internal import Synchronization

extension Interruption {
  /// How often it is asked whether the end has come, in seconds.
  private static let interval = 0.02

  /// Does work that cannot be asked to end, such as a call of a C library.
  ///
  /// Where a time or a request may end the present task, the work has a thread of its own. When the
  /// end comes, the thread is abandoned: it goes on until its work is done, and nobody sees the
  /// result. So the work must not depend on anything that changes.
  ///
  /// - Throws: as `check`.
  package static func abandoning<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) throws -> Result {
    guard isPossible else { return work() }
    let attempt = Attempt<Result>()
    Thread.detachNewThread { attempt.finish(with: work()) }
    while true {
      if let result = attempt.result(within: interval) { return result }
      try check()
    }
  }
}

/// Work on a thread of its own, and its result when it is there.
private final class Attempt<Result: Sendable>: Sendable {
  private let stored = Mutex<Result?>(nil)
  private let isFinished = DispatchSemaphore(value: 0)

  func finish(with result: Result) {
    stored.withLock { $0 = result }
    isFinished.signal()
  }

  /// Waits for the result for some seconds; `nil` where it is not there by then.
  func result(within seconds: Double) -> Result? {
    guard isFinished.wait(timeout: .now() + seconds) == .success else { return nil }
    return stored.withLock { $0 }
  }
}
