import ArgumentParser
import Claims
import Foundation
import Laboratory
import Presentation

struct SweepRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Begins a sweep, or goes on with it (the default).",
    discussion: """
      Claims:
      \(SweepClaims.list)
      """)

  @OptionGroup var family: SweepFamilyOptions
  @OptionGroup var workload: SweepWorkloadOptions

  @Option(
    help: ArgumentHelp("The SQLite file that findings go to.", valueName: "file"),
    completion: .file())
  var store: String

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  func run() async throws {
    let definition = try family.definition()
    try workload.check(for: definition)
    let path = store
    let store = try SweepStores.open {
      try SweepStore.open(
        at: path, for: definition, version: Reluvar.version, claims: BuiltInClaims.known)
    }
    try await SweepRun(
      into: store, workload: workload, diagnostics: Diagnostics(isQuiet: quiet)
    ).run()
    let summary = try SweepStores.open { try store.summary() }
    print(SweepStatusText(of: store, summary: summary), terminator: "")
    if summary.count(of: .refuted) > 0 {
      throw Failure.negative(
        "refuted on \(summary.count(of: .refuted)) of \(summary.total) instances")
    }
    if summary.count(of: .notReached) > 0 {
      throw Failure.limit(
        "no verdict on \(summary.count(of: .notReached)) of \(summary.total) instances")
    }
  }
}
