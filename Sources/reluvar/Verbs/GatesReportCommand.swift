import ArgumentParser
import ExactAlgebra
import Interchange
import LatentGates
import LongWork
import Presentation

struct GatesReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "What the gates are at one temperature (the default).",
    usage: """
      reluvar gates <network> --points <file> --temperature <T> [<options>]
      reluvar gates <network> --points <file> --outputs <file> --noise-variance <V> \
      --temperature <T> [<options>]
      reluvar gates <network> --points <file> --labels <file> --temperature <T> [<options>]
      """,
    discussion: """
      Examples:
        reluvar gates small.json --points plane.csv --temperature 1
        reluvar gates small.json --points plane.csv --outputs y.csv \\
                      --noise-variance 1/4 --temperature 1/2
      """)

  @OptionGroup var source: GateModelOptions
  @OptionGroup var gates: GateOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "List at most so many patterns of a point, the most probable ones (default: all, or 16 where they "
        + "are many).", valueName: "number"))
  var maxPatterns: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The bound of independent gates that are open with these probabilities, one for each gate, "
        + "separated by ','.", valueName: "q,..."))
  var variational: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp("Write the gradients of all points, which are long, in JSON."))
  var gradients = true

  @Flag(
    name: .customLong("gradient-covariance"), inversion: .prefixedNo,
    help: ArgumentHelp("The covariance of the gradient, where it is little work."))
  var gradientCovariance = true

  @OptionGroup var search: GateSearchOptions
  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GateReport>

  func run() async throws {
    try output.check()
    let name = try source.file()
    let likelihood = try gates.checkedLikelihood()
    let temperatures = try source.temperatures()
    var options = try search.analysisOptions(output)
    options.maximumPatterns = try checkedMaximum()
    options.hasGradientCovariance = gradientCovariance
    options.variational = try probabilities()
    try StandardInput.check([name] + gates.files)
    let reading = try source.network.read(name)
    let model = try GateJob(reading, likelihood: likelihood)
      .model(temperatures: temperatures, option: "--temperature")
    try GateJob.checkSums(over: model, in: name)
    if let count = options.variational?.count, count != model.gateCount {
      throw Failure.usage(
        "--variational: \(count) probabilities, expected one for each of \(model.gateCount) gates")
    }
    if options.variational != nil {
      try (0...Self.largestBoundGates).check(model.gateCount, of: "--variational, gates")
    }
    let sample = try gates.sample(for: reading.network)
    let watch = Stopwatch()
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.reportPoints($0, of: $1, after: watch.elapsed) }
    let analysis = try await limit.run(reporting: diagnostics) {
      try await GateAnalysis(of: model, over: sample, options: options)
    }
    diagnostics.clear()
    let report = GateReport(
      of: analysis, on: gates.target, hasGradients: gradients,
      seconds: output.timings ? watch.seconds : nil)
    try output.write(report, on: reading)
    if !analysis.isComplete { throw Failure.limit("not everything was computed (--time-limit)") }
  }

  /// The largest number of gates for whose bound sums are taken.
  private static let largestBoundGates = 14

  private func checkedMaximum() throws -> Int? {
    if let maxPatterns, maxPatterns < 1 {
      throw Failure.usage("--max-patterns: \(maxPatterns), expected a positive number")
    }
    return maxPatterns
  }

  /// The probabilities of `--variational`.
  private func probabilities() throws -> [Rational]? {
    guard let variational else { return nil }
    guard gates.target == .outputs || gates.target == .labels else {
      throw Failure.usage("--variational needs --outputs or --labels")
    }
    let numbers = try NumberList.read(variational, option: "--variational")
    if let bad = numbers.first(where: { $0 < 0 || $0 > 1 }) {
      throw Failure.usage("--variational: \(bad), expected numbers from 0 to 1")
    }
    return numbers
  }
}
