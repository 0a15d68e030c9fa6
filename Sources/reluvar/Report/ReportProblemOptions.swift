import ArgumentParser
import Presentation

/// What a report on a problem shows.
struct ReportProblemOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest degree of equations (default: 3), or auto, as for derive.", valueName: "degree"),
    transform: DegreeBound.init(parsing:))
  var maxDegree: DegreeBound?

  @Option(
    help: ArgumentHelp(
      "Which equations are shown: all, highest-weight, families or none, as for derive.",
      valueName: "all|highest-weight|families|none"))
  var generators: DerivationReport.Selection?

  /// The options that are given.
  var given: [String] {
    [
      maxDegree.map { _ in "--max-degree" }, generators.map { _ in "--generators" },
    ].compactMap { $0 }
  }
}
