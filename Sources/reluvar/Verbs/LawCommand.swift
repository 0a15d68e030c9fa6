import ArgumentParser
import ExactAlgebra
import GaussianMeasures
import Interchange
import LongWork
import Networks
import Presentation
import RandomNetworks
import Regions

struct LawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "law",
    abstract: "The law of activation pattern, affine map and output under a random input.",
    usage: """
      reluvar law <network> --input <law> [<options>]
      reluvar law <network> --standard-normal [<options>]
      reluvar law <network> --points <points> [<options>]
      """,
    discussion: """
      Where the input of a network is random, so are its activation pattern, the affine map that it \
      is at the input, and its output. All regions are found exactly and measured: under Gaussian \
      laws and their mixtures, singular ones included, each probability is enclosed between two \
      proved bounds where the regions vary in at most 3 directions, and lies in an interval that is \
      right with a probability (--level) where they vary in more; under uniform laws and laws of \
      points it is exact. A pre-activation that is exactly zero is inactive. Patterns without \
      probability are not listed.

      The report has the patterns, most probable first, the affine maps with equal ones put \
      together, entropies of the pattern and of its first layers, mean and covariance of the \
      output, and the values that an output takes with a probability of their own, where the network \
      is constant on a region. Where probabilities are sampled, what it says of outputs comes from \
      random inputs: intervals that --level covers too, and estimates with standard errors.

      Exit codes: 0 complete, or as far as --epsilon says, 75 a limit was reached, or not the \
      accuracy; what was found is written.

      Examples:
        reluvar law net.onnx --input law.yaml
        reluvar law net.onnx --input law.yaml --at 0,1/2 --of-output 1
        reluvar law net.onnx --input law.yaml --epsilon 0.01
        reluvar law net.onnx --points points.csv --format json
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions
  @OptionGroup var input: InputLawOptions
  @OptionGroup var search: LawSearchOptions
  @OptionGroup var limit: TimeLimitOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Values, separated by ',', at which the distribution of the outputs is wanted: the "
        + "probabilities that an output is at most the value, and that it is below, and the density.",
      valueName: "v,..."))
  var at: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Probabilities, separated by ',', for which quantiles of the outputs are wanted: the smallest "
        + "value that an output does not exceed with the probability.", valueName: "p,..."))
  var quantile: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --at and --quantile: one output, from 1 (default: all).", valueName: "number"))
  var ofOutput: Int?

  @Flag(help: "Mean and covariance of the input, given each pattern.")
  var conditional = false

  @Flag(
    help: "The singular values of the Jacobian of each affine map, in double precision.")
  var spectra = false

  @Flag(
    inversion: .prefixedNo,
    help: "List all patterns (default: with JSON; with text the most probable).")
  var list: Bool?

  @OptionGroup var output: OutputOptions<LawReport>

  func run() async throws {
    let name = try checkedNetwork()
    var options = try search.options
    options.threads = output.threadCount
    options.seed = output.seed
    options.hasInputMoments = conditional
    options.timeLimit = limit.timeLimit?.duration
    let (values, probabilities) = try wantedNumbers()
    let reading = try network.read(name)
    let architecture = reading.network.architecture
    let question = NetworkLaw.OutputQuestion(
      outputs: try outputs(of: architecture), values: values, probabilities: probabilities)
    let given = try input.law(dimension: architecture.inputCount)
    let watch = Stopwatch()
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    let law = try await law(of: reading.network, under: given, options, question)
    diagnostics.clear()
    let report = LawReport(
      of: law, under: given, accuracy: try search.relativeError,
      spectra: spectra ? try jacobianSpectra(of: law) : nil,
      listing: list.map { $0 ? .all : .none } ?? .mostProbable,
      seconds: output.timings ? watch.seconds : nil)
    try output.write(report, on: reading)
    try checkCompleteness(of: report)
  }

  private func jacobianSpectra(of law: NetworkLaw) throws -> JacobianSpectra {
    do {
      return try law.jacobianSpectra
    } catch {
      throw error == .noLibrary ? Failure.missingProgram("\(error)") : Failure.data("\(error)")
    }
  }

  private func law(
    of network: Network, under given: GivenLaw, _ options: NetworkLaw.Options,
    _ question: NetworkLaw.OutputQuestion
  ) async throws -> NetworkLaw {
    try await Failure.translatingErrorsOfLaws(method: options.method) {
      try await limit.run(reporting: output.diagnostics) {
        try await NetworkLaw(of: network, under: given.law, options: options, asking: question)
      }
    }
  }

  /// Says what is missing of a result that was written.
  private func checkCompleteness(of report: LawReport) throws {
    if report.law.end == .limitReached {
      throw Failure.limit("not all patterns were found; these have been written")
    }
    if !report.law.answer.isComplete {
      throw Failure.limit("not all of --at and --quantile is known; the rest has been written")
    }
    if conditional, report.law.survey != nil {
      throw Failure.limit(
        "--conditional: too many regions, whose patterns were counted only; the rest has been written"
      )
    }
    if report.isMissingQuantiles {
      throw Failure.limit(
        "quantiles need \(report.law.isSampled ? "more samples" : "all patterns"); the rest has been "
          + "written")
    }
    if !report.isAccurate { throw Failure.limit("the accuracy was not reached (--accuracy)") }
  }

  /// Checks the options.
  ///
  /// - Returns: the file of the network.
  private func checkedNetwork() throws -> String {
    try output.check()
    try input.check()
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name, input.input, input.points, input.weights])
    return name
  }

  /// The values of `--at` and the probabilities of `--quantile`.
  private func wantedNumbers() throws -> (values: [Rational], probabilities: [Rational]) {
    (
      try at.map { try NumberList.read($0, option: "--at") } ?? [],
      try quantile.map { text in
        try text.split(separator: ",", omittingEmptySubsequences: false).map {
          try ProperFraction.read($0, option: "--quantile", example: "0.95")
        }
      } ?? []
    )
  }

  /// The outputs whose distributions are wanted, from 0.
  private func outputs(of architecture: Architecture) throws -> [Int] {
    let count = architecture.outputCount
    guard let ofOutput else { return Array(0..<count) }
    guard (1...count).contains(ofOutput) else {
      throw Failure.usage("--of-output: \(ofOutput), expected a number from 1 to \(count)")
    }
    guard at != nil || quantile != nil else {
      throw Failure.usage("--of-output needs --at or --quantile")
    }
    return [ofOutput - 1]
  }
}
