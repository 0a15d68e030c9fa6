import ArgumentParser
import ExactAlgebra
import Interchange
import LatentGates
import LongWork
import Networks
import Presentation

struct GateSampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Reproducible draws of patterns and outputs at points.",
    usage: """
      reluvar gates sample <network> --points <file> --temperature <number>
                    --noise-variance <number> [--draws <number>] [<options>]
      reluvar gates sample <network> --points <file> --temperature <number>
                    --classes [--draws <number>] [<options>]
      """,
    discussion: """
      At each point gates are drawn layer after layer, then what is observed: the output with Gaussian noise, or a class. \
      Each draw is written with its pattern, the logarithm of its probability and the output of the network on the \
      pattern. Draws are in double precision; the same seed gives the same ones for any number of threads, and fewer \
      draws are the first of more.

      Examples:
        reluvar gates sample net.json --points points.csv --temperature 1 \\
                      --noise-variance 1/4 --draws 1000 --format csv
        reluvar gates sample classifier.onnx --points points.csv \\
                      --temperature 1/10 --classes --seed 7 --format json
      """)

  @OptionGroup var source: GateModelOptions

  @Option(
    help: ArgumentHelp(
      "A file with points: one on each line, or an array of NumPy with a row for each.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var points: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The variance of Gaussian noise of the outputs.", valueName: "number"))
  var noiseVariance: String?

  @Flag(help: "The outputs are those of a softmax, and a class is drawn.")
  var classes = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of draws at each point.", valueName: "number"))
  var draws = 100

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GateDrawsReport>

  func run() async throws {
    try output.check()
    guard (noiseVariance != nil) != classes else {
      throw Failure.usage("expected one of --noise-variance and --classes")
    }
    guard (1...1_000_000).contains(draws) else {
      throw Failure.usage("--draws: \(draws), expected a number from 1 to 1000000")
    }
    let file = try source.file()
    try StandardInput.check([file, points])
    let temperatures = try source.temperatures()
    let likelihood =
      try noiseVariance.map {
        GateLikelihood.gaussian(variance: try GateJob.noiseVariance($0))
      } ?? .softmax
    let reading = try source.network.read(file)
    let model = try GateJob(reading, likelihood: likelihood)
      .model(temperatures: temperatures, option: "--temperature")
    let sites: [[Rational]]
    do {
      let table = try InputPoints(
        file: points, columns: reading.network.architecture.inputCount)
      sites = (0..<table.count).map { table[$0] }
    } catch {
      throw Failure.data("\(error)")
    }
    let largest = Self.largestTotal / max(sites.count, 1)
    guard draws <= largest else {
      throw Failure.usage(
        "--draws: \(draws) at each of \(sites.count) points, expected at most \(largest)")
    }
    let watch = Stopwatch()
    let found: GateDraws
    do {
      found = try await limit.run(reporting: output.diagnostics) {
        try await GateDraws(
          of: model, at: sites, count: draws, seed: output.seed, threads: output.threadCount)
      }
    } catch let error as GateModelError {
      throw Failure.data("\(file): \(error)")
    }
    try output.write(
      GateDrawsReport(
        found, of: model, from: GivenPoints(from: points),
        seconds: output.timings ? watch.seconds : nil), on: reading)
  }

  /// The largest number of draws at all points together.
  private static let largestTotal = 2_000_000
}
