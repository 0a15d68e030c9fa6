import Foundation
import Laboratory

/// A run of a sweep with worker processes, with progress on standard error.
struct SweepRun {
  private let store: SweepStore
  private let workload: SweepWorkloadOptions
  private let diagnostics: Diagnostics

  init(into store: SweepStore, workload: SweepWorkloadOptions, diagnostics: Diagnostics) {
    self.store = store
    self.workload = workload
    self.diagnostics = diagnostics
  }

  func run() async throws {
    let order = WorkOrder(definition: store.definition, limits: workload.limits)
    let executable = try Self.executable()
    let workers = (0..<workload.workerCount).map { _ in
      WorkerProcess(
        executable: executable, arguments: ["sweep", "worker"], order: order)
    }
    let start = ContinuousClock.now
    defer { diagnostics.clear() }
    do {
      try await Sweep(
        into: store, version: Reluvar.version, isRetrying: workload.retry
      ).run(with: workers) { [diagnostics] progress in
        diagnostics.report(progress, after: ContinuousClock.now - start)
      }
    } catch let error as StoreError {
      throw SweepStores.failure(error)
    }
  }

  /// This program.
  private static func executable() throws -> URL {
    guard let path = Bundle.main.executablePath else {
      throw Failure.missingProgram("sweep: the program does not find itself")
    }
    return URL(filePath: path)
  }
}

/// Stores, with what goes wrong in the words of the command.
enum SweepStores {
  /// Does something with a store.
  static func open<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as StoreError { throw failure(error) }
  }

  static func failure(_ error: StoreError) -> Failure {
    switch error {
    case .otherSweep: .usage("--store \(error)")
    case .locked, .full: .limit("--store \(error)")
    case .missing, .notAStore, .damaged, .otherFormat, .otherVersion, .readOnly, .failed:
      .data("--store \(error)")
    }
  }
}
