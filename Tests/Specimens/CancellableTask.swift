import Synchronization

/// A task that can be cancelled from within, or before it starts.
package final class CancellableTask: Sendable {
  package init() {}

  private enum State {
    case idle
    case cancelled
    case running(@Sendable () -> Void)
  }

  private let state = Mutex(State.idle)

  /// Cancels the task that runs, or the next one.
  package func cancel() {
    state.withLock { state in
      if case .running(let cancel) = state { cancel() }
      state = .cancelled
    }
  }

  /// Runs work in a task of its own.
  package func run<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    // The task waits until it is known here, so that no cancellation is lost.
    let (gate, opener) = AsyncStream<Void>.makeStream()
    let task = Task {
      for await _ in gate {}
      return try await work()
    }
    state.withLock { state in
      if case .cancelled = state { task.cancel() }
      state = .running { task.cancel() }
    }
    opener.finish()
    return await task.result
  }
}
