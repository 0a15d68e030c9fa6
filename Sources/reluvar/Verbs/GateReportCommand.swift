import ArgumentParser
import ExactAlgebra
import Interchange
import LatentGates
import LongWork
import Presentation

struct GateReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Likelihood, posterior, gradient, bounds, information and covariances of gates.",
    usage: """
      reluvar gates <network> --points <file> --temperature <number> [<options>]
      reluvar gates <network> --points <file> --temperature <number>
                    --outputs <file> --noise-variance <number> [<options>]
      reluvar gates <network> --points <file> --temperature <number>
                    --labels <file> [<options>]
      """,
    discussion: """
      Of a network with up to \(GateModel.maximumGateCount) gates, by sums over all patterns, each number between proved bounds. At \
      each point, with what is observed there: the log-likelihood, the most probable patterns with prior and posterior, the \
      gradient of the log-likelihood with respect to all parameters (posterior and gate term), and beside it the vector that \
      is often written for it (prior, no gate term), the limit of cold gates, and the best bound by independent gates \
      (mean field, from many starts, with its gap). Of the whole sample: the information in the gates about input and \
      class, by layers and by gates, and the covariances of input and gradient within and between patterns.

      What would take long is left out, which is said, unless it is asked for.

      Exit codes: 0 complete, 75 the time was over; what was found is written.

      Examples:
        reluvar gates net.json --points points.csv --temperature 1
        reluvar gates net.json --points points.csv --outputs outputs.csv \\
                      --temperature 1,1/2 --noise-variance 1/4
        reluvar gates classifier.onnx --points points.csv --labels labels.csv \\
                      --temperature 1/10 --format json
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions
  @OptionGroup var data: GateDataOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The temperature of all gates, or one for each hidden layer.", valueName: "number,..."))
  var temperature: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("List so many patterns at each point.", valueName: "number"))
  var maxPatterns = 16

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Probabilities of all gates, in their order: their evidence lower bound.",
      valueName: "q,..."))
  var variational: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Look for the best bound from so many starts; 0 for not at all (default: 60, for small problems).",
      valueName: "starts"))
  var meanField: Int?

  @Flag(
    name: .customLong("gradient-covariance"), inversion: .prefixedNo,
    help: ArgumentHelp("The covariance of the gradient (default: for small problems)."))
  var gradientCovariance: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp("Write gradients, which are long, in JSON (default: --gradients)."))
  var gradients = true

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GateReport>

  func run() async throws {
    try output.check()
    try data.check()
    let file = try argument.file(orNetwork: network.network)
    try StandardInput.check([file] + data.files)
    var options = try self.options()
    let temperatures = try GateTemperatures.read(temperature)
    let likelihood = try data.likelihood()
    let reading = try network.read(file)
    let model = try GateTemperatures.model(
      of: reading.network, temperatures: temperatures, likelihood: likelihood,
      option: "--temperature")
    options.probabilities = try probabilities(for: model)
    let sample = try data.sample(for: reading.network)
    try checkSize(of: model, file)
    let watch = Stopwatch()
    let chosen = options
    let analysis = try await limit.run(reporting: output.diagnostics) {
      try await GateAnalysis(of: model, over: sample, options: chosen)
    }
    try output.write(
      GateReport(
        analysis, from: GivenPoints(from: data.points), hasGradients: gradients,
        seconds: output.timings ? watch.seconds : nil), on: reading)
    if !analysis.isComplete { throw Failure.limit("the time was over; what was found is written") }
  }

  private func options() throws -> GateAnalysis.Options {
    var options = GateAnalysis.Options()
    guard (0...1_000_000).contains(maxPatterns) else {
      throw Failure.usage("--max-patterns: \(maxPatterns), expected a number from 0 to 1000000")
    }
    options.maximumPatterns = maxPatterns
    if let meanField {
      guard (0...100_000).contains(meanField) else {
        throw Failure.usage("--mean-field: \(meanField), expected a number from 0 to 100000")
      }
      guard meanField == 0 || data.outputs != nil || data.labels != nil else {
        throw Failure.usage("--mean-field needs --outputs or --labels")
      }
    }
    guard gradientCovariance != true || data.outputs != nil || data.labels != nil else {
      throw Failure.usage("--gradient-covariance needs --outputs or --labels")
    }
    options.meanFieldStarts = meanField
    options.hasGradientCovariance = gradientCovariance
    options.seed = output.seed
    options.threads = output.threadCount
    return options
  }

  /// `q`, checked against the gates.
  private func probabilities(for model: GateModel) throws -> [Rational]? {
    guard let variational else { return nil }
    guard data.outputs != nil || data.labels != nil else {
      throw Failure.usage("--variational needs --outputs or --labels")
    }
    let probabilities = try NumberList.read(variational, option: "--variational")
    guard probabilities.count == model.gateCount else {
      throw Failure.usage(
        "--variational: \(probabilities.count) given, expected one for each of \(model.gateCount) gates"
      )
    }
    guard let wrong = probabilities.first(where: { $0 < 0 || $0 > 1 }) else { return probabilities }
    throw Failure.usage("--variational: \(wrong), expected numbers from 0 to 1")
  }

  private func checkSize(of model: GateModel, _ file: String) throws {
    guard model.gateCount <= GateModel.maximumGateCount else {
      throw Failure.data(
        "\(file): \(model.gateCount) gates, expected at most \(GateModel.maximumGateCount), as sums run over "
          + "all patterns")
    }
    if let meanField, meanField > 0, model.gateCount > GateAnalysis.largestSearchGates {
      throw Failure.usage(
        "--mean-field: \(model.gateCount) gates, expected at most \(GateAnalysis.largestSearchGates)"
      )
    }
    if gradientCovariance == true,
      model.parameterCount > GateAnalysis.largestGradientTable >> model.gateCount
    {
      throw Failure.usage(
        "--gradient-covariance: \(model.parameterCount) parameters on 2^\(model.gateCount) patterns, expected "
          + "at most \(GateAnalysis.largestGradientTable) numbers")
    }
  }
}
