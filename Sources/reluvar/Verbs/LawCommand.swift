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
      is constant on a region.

      Exit codes: 0 complete, or as far as --epsilon says, 75 a limit was reached, or not the accuracy; what was found is \
      written.

      Examples:
        reluvar law net.onnx --input law.yaml
        reluvar law net.onnx --input law.yaml --at 0,1/2 --of-output 1
        reluvar law net.onnx --input law.yaml --epsilon 0.01
        reluvar law net.onnx --points points.csv --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "A network with weights: JSON, YAML, ONNX or safetensors; - for standard input.",
      valueName: "network"),
    completion: .file(extensions: ["json", "yaml", "yml", "onnx", "safetensors"]))
  var file: String?

  @OptionGroup var network: NetworkFileOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What batch normalization adds to variances, for safetensors files (default: 1e-5).",
      valueName: "number"))
  var batchEpsilon: String?

  @OptionGroup var input: InputLawOptions

  @OptionGroup var search: LawSearchOptions

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
    let wanted = try wantedDistribution()
    let reading = try network.read(name, epsilon: batchEpsilon, option: "--batch-epsilon")
    let architecture = reading.network.architecture
    let outputs = try outputs(of: architecture)
    let given = try input.law(dimension: architecture.inputCount)
    let report = try await report(
      of: reading.network, under: given, options, wanted, outputs: outputs)
    try output.write(report, on: reading)
    try checkCompleteness(of: report)
  }

  private func report(
    of network: Network, under given: GivenLaw, _ options: NetworkLaw.Options,
    _ wanted: WantedDistribution, outputs: [Int]
  ) async throws -> LawReport {
    let watch = Stopwatch()
    do {
      let law = try await NetworkLaw(of: network, under: given.law, options: options)
      return LawReport(
        of: law, under: given, accuracy: try search.relativeError,
        distributions: try await distributions(of: law, outputs: outputs, wanted),
        listing: list.map { $0 ? .all : .none } ?? .mostProbable,
        seconds: output.timings ? watch.seconds : nil)
    } catch let error as NetworkLawError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    } catch let error as SampledMeasureError {
      throw Failure.data("\(error)")
    } catch let error as GaussianMeasureError {
      throw Failure.limit("\(error)")
    } catch let error as UniformLawError {
      throw Failure.limit("\(error)")
    }
  }

  /// Says what is missing of a result that was written.
  private func checkCompleteness(of report: LawReport) throws {
    if report.law.end == .limitReached {
      throw Failure.limit("not all patterns were found; these have been written")
    }
    if report.law.isSampled, at != nil || quantile != nil || conditional {
      throw Failure.limit(
        "--at, --quantile and --conditional need regions in at most 3 dimensions; the rest has been "
          + "written")
    }
    if report.isMissingQuantiles {
      throw Failure.limit("quantiles need all patterns; the rest has been written")
    }
    if !report.isAccurate { throw Failure.limit("the accuracy was not reached (--accuracy)") }
  }

  /// Checks the options.
  ///
  /// - Returns: the file of the network.
  private func checkedNetwork() throws -> String {
    try output.check()
    try input.check()
    guard let name = network.network ?? file else {
      throw Failure.usage("no network: expected a file as the argument, or --network")
    }
    guard network.network == nil || file == nil else {
      throw Failure.usage("give the network as the argument or with --network, not both")
    }
    try StandardInput.check([name, input.input, input.points, input.weights])
    return name
  }

  /// What is asked of the distribution of outputs.
  private struct WantedDistribution {
    let values: [Rational]
    let probabilities: [Rational]
    var isEmpty: Bool { values.isEmpty && probabilities.isEmpty }
  }

  private func wantedDistribution() throws -> WantedDistribution {
    WantedDistribution(
      values: try at.map { try NumberList.read($0, option: "--at") } ?? [],
      probabilities: try quantile.map { text in
        try text.split(separator: ",", omittingEmptySubsequences: false).map {
          try ProperFraction.read($0, option: "--quantile", example: "0.95")
        }
      } ?? [])
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

  private func distributions(
    of law: NetworkLaw, outputs: [Int], _ wanted: WantedDistribution
  ) async throws -> [LawReport.OutputDistribution] {
    guard !wanted.isEmpty, !law.isSampled else { return [] }
    var distributions: [LawReport.OutputDistribution] = []
    for output in outputs {
      let values = try await law.distribution(of: output, at: wanted.values)
      var quantiles: [LawReport.OutputDistribution.Quantile] = []
      for probability in wanted.probabilities {
        let value = try await law.quantile(
          of: output, at: probability, relativeBits: law.options.bits)
        quantiles.append(.init(probability: probability, value: value))
      }
      distributions.append(.init(output: output, values: values, quantiles: quantiles))
    }
    return distributions
  }
}
