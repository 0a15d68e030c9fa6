import ArgumentParser
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
    try SweepStores.open { try SweepStore(at: store) }
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
    for verdict in Verdict.Kind.allCases {
      lines.append("  \(Self.name(verdict)): \(summary.count(of: verdict))")
    }
    var layers: [Int]?
    for group in summary.groups {
      let place = [group.hiddenLayers, group.blocks]
      if place != layers {
        lines.append(
          "\(counted(place[0], "hidden layer")), \(counted(place[1], "block"))")
        layers = place
      }
      lines.append(
        "  \(Self.name(group.verdict)), \(group.outcome): \(group.instances) "
          + "(standing for \(group.members))")
    }
    description = lines.joined(separator: "\n") + "\n"
  }

  private static func name(_ verdict: Verdict.Kind) -> String {
    verdict == .notReached ? "not reached" : verdict.rawValue
  }
}
