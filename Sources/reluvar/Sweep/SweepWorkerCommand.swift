import ArgumentParser
import Claims
import Foundation
import Laboratory

/// A worker process of a sweep; not for users.
struct SweepWorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Works for a sweep.", shouldDisplay: false)

  func run() async throws {
    // A batch system asks all processes of a job to end. If a worker did before its sweep, an
    // instance would count as one that cannot be treated. It ends when the sweep does.
    for number in Interruptions.signals { signal(number, SIG_IGN) }
    try await SweepWorker(for: BuiltInClaims.known).run { order in
      Self.limitMemory(to: order.limits.memory)
    }
  }

  /// Beyond the limit allocations fail, which ends the process; the sweep goes on.
  private static func limitMemory(to bytes: Int) {
    #if os(Linux)
      var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
      setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
      // No file with the memory of a process that was too large.
      var none = rlimit(rlim_cur: 0, rlim_max: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #endif
  }
}
