import ArgumentParser
import Foundation

/// How results are computed, whatever they are and however they are written.
struct ComputationOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "The seed of all random numbers; recorded in the result.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: "The number of threads (default: all processors). Results do not depend on it.")
  var threads: Int?

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  var diagnostics: Diagnostics { Diagnostics(isQuiet: quiet) }

  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// Checks what can be checked before any work is done.
  func check() throws {
    if let threads { try ClosedRange.threadCounts.check(threads, of: "--threads") }
  }
}
