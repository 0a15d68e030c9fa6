import ArgumentParser
import Claims
import Laboratory
import Presentation

struct SweepStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How far a sweep has come, and with what results.")

  @OptionGroup var source: SweepStoreOptions

  func run() throws {
    let store = try source.open()
    let summary = try SweepStores.open { try store.summary() }
    print(SweepStatusText(of: store, summary: summary), terminator: "")
  }
}

/// The store that a verb reads.
struct SweepStoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The SQLite file with the findings.", valueName: "file"),
    completion: .file())
  var store: String

  func open() throws -> SweepStore {
    try SweepStores.open { try SweepStore(at: store, claims: BuiltInClaims.known) }
  }
}
