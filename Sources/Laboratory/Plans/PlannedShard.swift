import Databases
import Foundation

/// A shard of a plan, held by this process alone.
///
/// As long as it is there, no other process can have it, on machines with a common disk as far as
/// that has locks (`flock`).
public final class PlannedShard: Sendable {
  /// The findings on the shard.
  public let store: SweepStore
  private let file: InstanceFile
  private let path: String
  private let lock: ShardLock

  /// Opens a shard, with a new store or the one that is there.
  ///
  /// - Parameters:
  ///   - number: the number of the shard, from 1.
  ///   - plan: the plan in the folder.
  ///   - folder: the folder of the plan.
  /// - Throws: `PlanError`, `StoreError`.
  public init(_ number: Int, of plan: SweepPlan, in folder: PlanFolder) throws {
    guard let shards = plan.shards, shards.contains(number) else {
      throw PlanError.noShard(number, folder: folder.path, count: plan.shardDigests.count)
    }
    path = folder.instanceFile(ofShard: number)
    let range = plan.range(ofShard: number)
    file = try InstanceFile(
      at: path, range: range, of: plan.definition.family, digest: plan.shardDigests[number - 1])
    guard let lock = try ShardLock(at: folder.lockFile(ofShard: number)) else {
      throw PlanError.busy(shard: number, folder: folder.path)
    }
    self.lock = lock
    store = try SweepStore.open(
      at: folder.shardFile(number), for: plan.definition, range: range, plan: plan.digest,
      version: plan.version)
  }

  /// Treats the instances that have no finding, as a ``Sweep`` does with the same arguments, and
  /// notes that the shard is finished.
  ///
  /// - Throws: `PlanError` where a line is no instance; and what the sweep throws.
  public func run(
    with evaluators: [any InstanceEvaluator], isRetrying: Bool = false,
    interval: Duration = .zero, progress: (@Sendable (Sweep.Progress) -> Void)? = nil
  ) async throws {
    let sweep = Sweep(
      into: store, version: store.version, isRetrying: isRetrying, interval: interval)
    try await sweep.run(on: file.instances, with: evaluators, progress: progress)
    let count = try store.finishedNumbers().count
    guard count == store.range.count else {
      throw PlanError.damaged(
        path: path, reason: "\(count) of \(store.range.count) instances are readable")
    }
    try store.markFinished()
  }
}

/// A lock that ends with its process, of whatever cause.
private final class ShardLock: Sendable {
  private let descriptor: Int32

  /// Takes a lock, or is `nil` where another process has it.
  init?(at path: String) throws(PlanError) {
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .failed(path: path, reason: String(cString: strerror(errno)))
    }
    // A disk without locks is no reason to do nothing.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}

extension SweepStore {
  /// Notes that all instances of the store have findings, and how many of these are without a
  /// verdict.
  ///
  /// - Throws: `StoreError`.
  func markFinished() throws(StoreError) {
    try write { connection in
      try connection.execute(
        """
        INSERT OR REPLACE INTO header (key, value)
        SELECT 'finished', count(*) FROM finding WHERE verdict = 'notReached'
        """)
    }
  }

  /// The number of findings without a verdict in a store of a plan that is noted as finished;
  /// without a look at the rest of the file, as many files are asked.
  static func undecidedCount(at path: String, plan: String) -> Int? {
    let values = try? Database(at: fileName(path), isReadOnly: true).read { connection in
      try connection.rows(
        "SELECT value FROM header WHERE key IN ('finished', 'plan') ORDER BY key"
      ).map { try $0.get(0, as: String.self) }
    }
    guard let values, values.count == 2, values[1] == plan else { return nil }
    return Int(values[0])
  }
}

extension PlanFolder {
  /// The shards of the plan that are not finished, in ascending order.
  ///
  /// - Parameters:
  ///   - plan: the plan in the folder.
  ///   - isRetrying: whether those are among them that have findings without a verdict.
  public func unfinishedShards(of plan: SweepPlan, isRetrying: Bool = false) -> [Int] {
    (plan.shards.map(Array.init) ?? []).filter { shard in
      let undecided = SweepStore.undecidedCount(at: shardFile(shard), plan: plan.digest)
      return undecided == nil || isRetrying && undecided != 0
    }
  }
}
