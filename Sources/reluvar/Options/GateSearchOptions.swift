import ArgumentParser
import ExactAlgebra
import LatentGates

/// What is wanted of gates beyond sums.
struct GateSearchOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The starts of the search for the best bound of independent gates; 0 for no search (default: 60 "
        + "where that is little work).", valueName: "starts"))
  var meanField: Int?

  /// The starts that are accepted.
  private static let startCounts = 0...1_000_000

  /// The options of an analysis.
  func analysisOptions<Result>(
    _ output: OutputOptions<Result>
  ) throws -> GateAnalysis.Options {
    var options = GateAnalysis.Options()
    if let meanField { try Self.startCounts.check(meanField, of: "--mean-field") }
    options.starts = meanField
    options.seed = output.seed
    options.threads = output.threadCount
    return options
  }
}
