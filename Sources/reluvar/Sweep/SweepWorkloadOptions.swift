import ArgumentParser
import Certification
import Foundation
import Laboratory

/// How much a machine is asked to do for a sweep.
struct SweepWorkloadOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of worker processes (default: all processors). Results do not depend on it.",
      valueName: "n"))
  var workers: Int?

  @OptionGroup var limits: SweepLimitOptions

  var workerCount: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Checks what can be checked before any work is done.
  func check(for definition: SweepDefinition) throws {
    if let workers { try (1...1024).check(workers, of: "--workers") }
    guard definition.isCertifying else { return }
    do { _ = try SingularProgram.find() } catch {
      throw Failure.missingProgram("--certify: \(error)")
    }
  }
}

/// How much is done for one instance.
struct SweepLimitOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The time for one instance, such as 90s, 10m or 2h.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var timeLimit: TimeSpan?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The memory for one instance, at least 50MB.", valueName: "size"))
  var memoryLimit = MemorySize(bytes: 2_000_000_000)

  @Flag(help: "Treat instances again that have no verdict, for instance with other limits.")
  var retry = false

  func validate() throws {
    guard memoryLimit.bytes >= 50_000_000 else {
      throw ValidationError("the memory limit is too small, --memory-limit expects at least 50MB")
    }
  }

  var limits: InstanceLimits {
    InstanceLimits(
      seconds: timeLimit.map { $0.duration / .seconds(1) }, memory: memoryLimit.bytes)
  }

  /// The options as they are to be given to another run.
  var arguments: [String] {
    let time = timeLimit.map { ["--time-limit", $0.argument] } ?? []
    return time + ["--memory-limit", memoryLimit.argument] + (retry ? ["--retry"] : [])
  }
}
