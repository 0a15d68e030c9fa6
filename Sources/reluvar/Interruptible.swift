import Dispatch
import Foundation

/// Work that SIGINT and SIGTERM end in an orderly way, such as a program that has to be stopped.
///
/// - Throws: what the work throws, and a `Failure` where a signal ended it.
func interruptible<Result: Sendable>(
  _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let task = Task { try await work() }
  let signals = [SIGINT, SIGTERM]
  let previous = signals.map { signal($0, SIG_IGN) }
  let sources = signals.map { number in
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { task.cancel() }
    source.resume()
    return source
  }
  defer {
    for source in sources { source.cancel() }
    for (number, handler) in zip(signals, previous) { signal(number, handler) }
  }
  do {
    return try await task.value
  } catch is CancellationError {
    throw Failure.interrupted
  }
}
