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
    try SweepStores.open { try SweepStore(at: store, claims: BuiltInClaims.all) }
  }
}

/// The state of a sweep in a few lines.
struct SweepStatusText: CustomStringConvertible {
  let description: String

  init(of store: SweepStore, summary: SweepSummary) {
    var lines = [
      "\(store.title)",
      "\(summary.finished) of \(summary.total) instances finished",
    ]
    for verdict in Verdict.allCases {
      lines.append("  \(verdict.words): \(summary.count(of: verdict))")
    }
    var part: [Int] = []
    for group in summary.groups {
      if group.part != part {
        part = group.part
        lines.append(
          zip(part, store.definition.family.partNouns).map(counted).joined(separator: ", "))
      }
      lines.append(
        "  \(group.verdict.words), \(group.words): \(group.instances) "
          + "(standing for \(group.members))")
    }
    description = lines.joined(separator: "\n") + "\n"
  }
}
