import Foundation
import Laboratory
import LongWork
import Presentation
import Synchronization

/// A run of a sweep with worker processes, with progress on standard error. When it is interrupted,
/// it writes what is finished, says how much that is, and ends.
struct SweepRun {
  private let store: SweepStore
  private let workload: SweepWorkloadOptions
  private let diagnostics: Diagnostics

  init(into store: SweepStore, workload: SweepWorkloadOptions, diagnostics: Diagnostics) {
    self.store = store
    self.workload = workload
    self.diagnostics = diagnostics
  }

  /// Treats all instances of the store.
  func run() async throws {
    let sweep = Sweep(into: store, version: Reluvar.version, isRetrying: workload.limits.retry)
    try await run { try await sweep.run(with: $0, progress: $1) }
  }

  /// Treats the instances of a shard, whose store is this.
  func run(_ shard: PlannedShard, interval: Duration) async throws {
    try await run { [isRetrying = workload.limits.retry] workers, progress in
      try await shard.run(
        with: workers, isRetrying: isRetrying, interval: interval, progress: progress)
    }
  }

  private typealias Progress = @Sendable (Sweep.Progress) -> Void

  private func run(
    _ work: @escaping @Sendable ([any InstanceEvaluator], @escaping Progress) async throws -> Void
  ) async throws {
    let order = WorkOrder(definition: store.definition, limits: workload.limits.limits)
    let executable = try Self.executable()
    let workers = (0..<workload.workerCount).map { _ in
      WorkerProcess(
        executable: executable, arguments: ["sweep", "worker"], order: order)
    }
    let watch = Stopwatch()
    defer { diagnostics.clear() }
    let sweep = Task { [diagnostics] in
      try await work(workers) { progress in
        diagnostics.report(progress, after: watch.elapsed)
      }
    }
    let signal = Atomic<Int32>(0)
    let interruptions = Interruptions { number in
      let isFirst = signal.exchange(number, ordering: .relaxed) == 0
      if isFirst { sweep.cancel() } else { Interruptions.obey(number) }
    }
    defer { interruptions.end() }
    do {
      try await sweep.value
    } catch let error as StoreError {
      throw SweepStores.failure(error)
    } catch is CancellationError {
      let finished = try SweepStores.open { try store.finishedNumbers().count }
      diagnostics.note(
        "interrupted: \(finished) of \(counted(store.range.count, "instance")) finished; "
          + "run it again to go on")
      Interruptions.obey(signal.load(ordering: .relaxed))
    }
  }

  /// This program.
  static func executable() throws -> URL {
    guard let path = Bundle.main.executablePath else {
      throw Failure.missingProgram("sweep: the program does not find itself")
    }
    return URL(filePath: path)
  }
}

/// Stores, with what goes wrong in the words of the command.
enum SweepStores {
  /// Does something with a store.
  ///
  /// - Parameter option: the one that names the store, if it is named by one.
  static func open<Result>(
    option: String? = "--store", _ body: () throws -> Result
  ) throws -> Result {
    do { return try body() } catch let error as StoreError {
      throw failure(error, option: option)
    }
  }

  /// What an error means for the user.
  ///
  /// - Parameter option: the one that names the store, or its folder, if it is named by one.
  static func failure(_ error: StoreError, option: String? = "--store") -> Failure {
    let message = (option.map { "\($0) " } ?? "") + "\(error)"
    return switch error {
    case .otherSweep: .usage(message)
    case .locked, .full: .limit(message)
    case .missing, .notAFile, .notAStore, .damaged, .otherFormat, .unknownClaim, .otherVersion,
      .otherPlan, .readOnly, .failed:
      .data(message)
    }
  }
}
