import Foundation
import Laboratory
import Oracles

/// Stops the task of a shard, with `SIGSTOP`, once some of its findings are written and others are
/// not: what is done to it then is done half-way, however late it comes.
///
/// The watch is kept by a thread of its own from the first moment on. The threads that tests share
/// can be busy for longer than a task takes.
struct HalfWayStop {
  /// Why there was nothing to stop.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let patience = Duration.seconds(300)
  private let processes: AsyncThrowingStream<Int32, any Error>

  /// Begins to watch for the task of a shard of the plan `plan` in a folder.
  init(ofShard shard: Int, in folder: TemporaryFolder) {
    let path = folder.path("plan/shards/00000\(shard).db")
    let plan = folder.url.path
    processes = AsyncThrowingStream { stream in
      Thread.detachNewThread {
        do {
          stream.yield(try Self.stop(shard, ofPlanIn: plan, store: path))
          stream.finish()
        } catch {
          stream.finish(throwing: error)
        }
      }
    }
  }

  /// The number of the process, as soon as it is stopped.
  func process() async throws -> Int32 {
    for try await process in processes { return process }
    throw CancellationError()
  }

  private static func stop(_ shard: Int, ofPlanIn folder: String, store: String) throws -> Int32 {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      if let process = try task(ofShard: shard, in: folder) {
        // Nothing changes while it is looked at.
        kill(process, SIGSTOP)
        if let state = state(of: store), state.finished > 0 {
          guard state.finished < state.total else {
            kill(process, SIGCONT)
            throw Failure(description: "shard \(shard): all \(state.total) are finished already")
          }
          return process
        }
        kill(process, SIGCONT)
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure(description: "shard \(shard): no findings within \(patience)")
  }

  /// The findings of a store and its instances; `nil` where it is not there yet, or locked.
  private static func state(of path: String) -> (finished: Int, total: Int)? {
    guard let store = try? SweepStore(at: path), let finished = try? store.finishedNumbers()
    else { return nil }
    return (finished.count, store.range.count)
  }

  /// The process `reluvar sweep task` of a shard.
  private static func task(ofShard shard: Int, in folder: String) throws -> Int32? {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
      .first { process in
        let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.first?.hasSuffix("/reluvar") == true && words.contains("task")
          && words.contains { $0.hasPrefix(folder) }
          && words.suffix(2) == ["--shard", "\(shard)"]
      }
  }
}
