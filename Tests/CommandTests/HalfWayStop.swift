import Claims
import Foundation
import Laboratory
import Oracles
import Programs

/// Stops a sweep, with `SIGSTOP`, once some of its findings are written and others are not: what is
/// done to it then is done half-way, however late it comes.
///
/// The watch is kept by a thread of its own from the first moment on. The threads that tests share
/// can be busy for longer than a sweep takes.
struct HalfWayStop {
  /// Why there was nothing to stop.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let patience = Duration.seconds(900)
  private let processes: AsyncThrowingStream<Int32, any Error>

  /// Begins to watch for a sweep.
  ///
  /// - Parameters:
  ///   - store: its store, by an absolute path.
  ///   - words: arguments by which the process is known.
  ///   - action: what is done to it at once.
  init(
    ofStore store: String, withWords words: [String],
    action: @escaping @Sendable (Int32) -> Void = { _ in }
  ) {
    processes = AsyncThrowingStream { stream in
      Thread.detachNewThread {
        do {
          let process = try Self.stop(store: store, words: words)
          action(process)
          stream.yield(process)
          stream.finish()
        } catch {
          stream.finish(throwing: error)
        }
      }
    }
  }

  /// Begins to watch for the task of a shard of the plan `plan` in a folder.
  init(ofShard shard: Int, in folder: TemporaryFolder) {
    self.init(
      ofStore: folder.path("plan/shards/00000\(shard).db"),
      withWords: ["task", folder.path("plan"), "--shard", "\(shard)"])
  }

  /// The number of the process, as soon as it is stopped.
  func process() async throws -> Int32 {
    for try await process in processes { return process }
    throw CancellationError()
  }

  private static func stop(store: String, words: [String]) throws -> Int32 {
    let deadline = ContinuousClock.now + patience
    var wasSeen = false
    while ContinuousClock.now < deadline {
      if let process = CommandProcess.all.first(where: { $0.has(words) }) {
        wasSeen = true
        if try stops(process.identifier, halfWayThrough: store) { return process.identifier }
      } else if wasSeen {
        throw Failure(description: "\(store): the sweep ended before it could be stopped")
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure(description: "\(store): no findings within \(patience)")
  }

  /// Stops a process, so that nothing changes while its store is looked at, and lets it go on unless
  /// that is half-way.
  private static func stops(_ process: Int32, halfWayThrough store: String) throws -> Bool {
    kill(process, SIGSTOP)
    let state = state(of: store)
    if let state, state.finished > 0, state.finished < state.total { return true }
    kill(process, SIGCONT)
    if let state, state.finished > 0 {
      throw Failure(description: "\(store): all \(state.total) are finished already")
    }
    return false
  }

  /// The findings of a store and its instances; `nil` where it is not there yet, or locked. Nobody
  /// is waited for: a process that was stopped while it wrote keeps its lock.
  private static func state(of path: String) -> (finished: Int, total: Int)? {
    guard let store = try? SweepStore(at: path, claims: BuiltInClaims.known, patience: .zero),
      let finished = try? store.finishedNumbers()
    else { return nil }
    return (finished.count, store.range.count)
  }
}
