import ArgumentParser
import ExactAlgebra
import GaussianMeasures
import InvariantFamilies
import LongWork
import Networks
import Presentation
import RandomNetworks
import Regions

struct InvarianceFilterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Assumed-density filtering, and its error layer by layer.",
    usage: """
      reluvar invariance filter <network> --input <law> [<options>]
      reluvar invariance filter <network> --standard-normal [<options>]
      """,
    discussion: """
      Gaussian laws are no family that ReLU layers map into itself, so practice replaces the law after \
      every affine layer by the Gaussian law with the same moments: with all covariances (full), or \
      with variances alone, of the input too (diagonal). Here both are computed, 18 digits and more, beside the moments of \
      the law itself: what each layer loses in mean and variance. With full covariances the first hidden \
      layer is exact under Gaussian inputs, and so is the output of a network with one hidden layer.

      Moments of the law are exact or enclosed where the input varies in at most 3 directions, and for one \
      hidden layer of ReLU; beyond, they are estimated from --samples random inputs. --chart draws the \
      laws of the outputs with their Gaussian substitutes, and the errors.

      Exit codes: 0 complete, 75 the time was over before all moments of the law were found; the rest \
      is written.

      Examples:
        reluvar invariance filter net.onnx --input law.yaml
        reluvar invariance filter net.onnx --input law.yaml --chart filter.svg
        reluvar invariance filter net.onnx --standard-normal --method sampling \\
                                  --samples 100000 --format csv
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions
  @OptionGroup var input: InputLawOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The relative error that is aimed at where the moments of the law are enclosed (default: 1e-12).",
      valueName: "number"))
  var accuracy: String?

  @Option(
    help: ArgumentHelp(
      "How the moments of the law are found: auto, enclosure or sampling.", valueName: "method"))
  var method = PolyhedronMeasure.Method.automatic

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of random inputs where the moments of the law are estimated.",
      valueName: "number"))
  var samples = 1_000_000

  @Option(
    help: ArgumentHelp(
      "A picture of the laws of the outputs and of the errors, a name that ends in .svg, .pdf or .png.",
      valueName: "picture"), completion: .file(extensions: ["svg", "pdf", "png"]))
  var chart: String?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<FilterReport>

  func run() async throws {
    try output.check()
    try input.check()
    let chart = try chart.map { try ChartFile($0, besides: output.output) }
    let name = try argument.file(orNetwork: network.network)
    try StandardInput.check([name, input.input, input.points, input.weights])
    let relativeError = try relativeError
    let options = try options(aimingAt: relativeError)
    let reading = try network.read(name)
    let given = try input.law(dimension: reading.network.architecture.inputCount)
    let watch = Stopwatch()
    let comparison = try await Failure.translatingErrorsOfLaws(method: method) {
      try await limit.run(reporting: output.diagnostics) {
        try await FilterComparison(of: reading.network, under: given.law, options: options)
      }
    }
    output.diagnostics.clear()
    let report = FilterReport(
      of: comparison, on: reading.network, under: given, options: options,
      accuracy: relativeError, seconds: output.timings ? watch.seconds : nil)
    try output.write(report, on: output.format == .csv ? nil : reading)
    if let chart {
      let picture = try await Failure.translatingErrorsOfLaws(method: method) {
        try await limit.run(reporting: output.diagnostics) {
          try await figure(of: comparison, on: reading.network, under: given.law, options)
        }
      }
      try chart.write { try picture.data(as: $0) }
    }
    if !comparison.isComplete {
      throw Failure.limit("not all moments of the law were found; the rest has been written")
    }
  }

  private var relativeError: Rational {
    get throws {
      try accuracy.map { try ProperFraction.read($0, option: "--accuracy", example: "1e-9") }
        ?? Rational(10).power(-12)
    }
  }

  private func options(aimingAt error: Rational) throws -> NetworkLaw.Options {
    try (2...1_000_000_000).check(samples, of: "--samples")
    var options = NetworkLaw.Options()
    options.aim(atRelativeError: error)
    options.method = method
    options.sampleLimit = samples
    options.seed = output.seed
    options.threads = output.threadCount
    return options
  }
}
