import LongWork
import Synchronization

/// A claim tested on all instances of a family that a store has no finding on yet.
///
///     let store = try SweepStore.open(at: "sweep.db", for: definition, version: "1.0")
///     try await Sweep(into: store, version: "1.0").run(with: [evaluator]) { print($0) }
///
/// Findings are written in groups while others are being computed; an instance is finished when
/// its group has been written. Between two groups there is at least an interval: the longer it is,
/// the fewer writes a shared disk sees, and the more a process that is killed has to do again. The
/// order in which they are found makes no difference to what the store exports.
public struct Sweep: Sendable {
  private let store: SweepStore
  private let version: String
  private let isRetrying: Bool
  private let interval: Duration

  /// How far a run has come.
  public struct Progress: Hashable, Sendable {
    /// The instances of the sweep.
    public let total: Int
    /// The instances that had a finding before the run.
    public let before: Int
    /// The instances that got a finding in the run.
    public let finished: Int
    /// The verdicts of the run.
    public let verdicts: [Verdict: Int]
  }

  /// A sweep that goes on with a store.
  ///
  /// - Parameters:
  ///   - store: the store.
  ///   - version: the version of the program, recorded with each finding.
  ///   - isRetrying: whether instances without a verdict are treated again.
  ///   - interval: the least time between two groups that are written.
  public init(
    into store: SweepStore, version: String, isRetrying: Bool = false,
    interval: Duration = .zero
  ) {
    self.store = store
    self.version = version
    self.isRetrying = isRetrying
    self.interval = interval
  }

  /// Treats the instances that are missing, as many at a time as there are evaluators.
  ///
  /// - Parameters:
  ///   - evaluators: each works on one instance at a time.
  ///   - progress: called after every group of findings that has been written.
  /// - Throws: `StoreError`, what an evaluator throws, and `CancellationError`; what was finished
  ///   before stays in the store.
  public func run(
    with evaluators: [any InstanceEvaluator],
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws {
    let range = store.range
    let instances = store.definition.instances.lazy
      .drop { $0.number < range.lowerBound }
      .prefix { $0.number < range.upperBound }
    try await run(on: instances, with: evaluators, progress: progress)
  }

  /// Treats the given instances that have no finding yet. That saves a walk through the family where
  /// the instances of the store are known.
  ///
  /// - Parameters:
  ///   - instances: the instances of the store; gone through once.
  ///   - evaluators: each works on one instance at a time.
  ///   - progress: called after every group of findings that has been written.
  /// - Throws: as `run(with:progress:)`.
  public func run(
    on instances: some Sequence<NumberedInstance>, with evaluators: [any InstanceEvaluator],
    progress: (@Sendable (Progress) -> Void)? = nil
  ) async throws {
    precondition(!evaluators.isEmpty, "a sweep without evaluators")
    let finished = try store.finishedNumbers(isRetrying: isRetrying)
    let pending = PendingInstances(instances, besides: finished)
    let recorder = SweepRecorder(
      into: store, before: finished.count, interval: interval, progress: progress)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await recorder.writeUntilClosed() }
      group.addTask {
        defer { recorder.close() }
        try await work(through: pending, with: evaluators, recorder: recorder)
      }
      try await group.waitForAll()
    }
  }

  private func work(
    through pending: PendingInstances, with evaluators: [any InstanceEvaluator],
    recorder: SweepRecorder
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for evaluator in evaluators {
        group.addTask {
          var size = BatchSize()
          while case let batch = pending.next(atMost: size.count), !batch.isEmpty {
            try Task.checkCancellation()
            let watch = Stopwatch()
            try await evaluator.treat(batch) { instance, finding, seconds in
              recorder.add(
                SweepRecord(
                  instance: instance, finding: finding, version: version, seconds: seconds))
            }
            size.adapt(to: watch.elapsed, for: batch.count)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}

/// The instances that are still to be treated, for several evaluators.
final class PendingInstances: Sendable {
  private let iterator: Mutex<AnyIterator<NumberedInstance>>

  init(_ instances: some Sequence<NumberedInstance>, besides finished: Set<Int>) {
    let missing = instances.lazy.filter { !finished.contains($0.number) }
    // Used under the lock only.
    nonisolated(unsafe) let iterator = AnyIterator(missing.makeIterator())
    self.iterator = Mutex(iterator)
  }

  /// The next ones; none at the end.
  func next(atMost count: Int) -> [NumberedInstance] {
    iterator.withLock { Array($0.prefix(count)) }
  }
}

/// How many instances an evaluator is given at a time: several where they are quick, which saves
/// it waiting; one where they are not, so that none waits behind it while others are idle.
struct BatchSize {
  private static let duration = Duration.milliseconds(20)
  private static let largest = 32

  private(set) var count = 1

  /// Takes note of the time for a batch.
  mutating func adapt(to time: Duration, for instances: Int) {
    let fitting = Self.duration / max(time / instances, .nanoseconds(1))
    count = Int(min(max(fitting, 1), Double(min(2 * count, Self.largest))))
  }
}
