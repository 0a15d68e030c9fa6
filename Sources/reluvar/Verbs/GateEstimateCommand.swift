public import ArgumentParser
import ExactAlgebra
import Interchange
public import LatentGates
import LongWork
import Presentation

extension GateSampling.Proposal: ExpressibleByArgument {}

struct GateEstimateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Likelihood and information of any number of gates, by samples with standard errors.",
    usage: """
      reluvar gates estimate <network> --points <file> --temperature <T> [<options>]
      reluvar gates estimate <network> --points <file> --temperature <T>
                    --outputs <file> --noise-variance <V> [--draws <number>] [<options>]
      """,
    discussion: """
      Where there are too many gates for sums over all patterns. At each point patterns are drawn from a proposal that is \
      adapted to what is observed there and mixed with the law of the gates, so that weights are bounded; \
      the log-likelihood is that of the mean weight, with its standard error and the number of draws that it is worth. Where few \
      draws have most of the weight, this is said. The bound of the proposal is beside it.

      Examples:
        reluvar gates estimate small.json --points plane.csv --temperature 1
        reluvar gates estimate small.json --points plane.csv --outputs y.csv \\
                      --noise-variance 1/4 --temperature 1 --draws 2000
      """)

  @OptionGroup var source: GateModelOptions
  @OptionGroup var gates: GateOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of draws at each point (default: by the size of the network).",
      valueName: "number"))
  var draws: Int?

  @Option(help: ArgumentHelp("What is drawn from: adapted or prior.", valueName: "proposal"))
  var proposal = GateSampling.Proposal.adapted

  @Flag(help: "Estimate gradients too.")
  var gradients = false

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GateEstimateReport>

  func run() async throws {
    try output.check()
    let name = try source.file()
    let likelihood = try gates.checkedLikelihood()
    let temperatures = try source.temperatures()
    if let draws { try (2...10_000_000).check(draws, of: "--draws") }
    try StandardInput.check([name] + gates.files)
    let reading = try source.network.read(name)
    let model = try GateJob(reading, likelihood: likelihood)
      .model(temperatures: temperatures, option: "--temperature")
    let sample = try gates.sample(for: reading.network)
    let count = sample.points.count
    let sampling = GateSampling(
      draws: draws
        ?? GateSampling.automaticDraws(
          for: model, pointCount: count, hasGradient: gradients),
      proposal: proposal, seed: output.seed, threads: output.threadCount)
    let hasGradient = gradients
    let watch = Stopwatch()
    let estimate: GateSampleEstimate
    do {
      estimate = try await limit.run(reporting: output.diagnostics) {
        try await GateSampleEstimate(
          of: model, over: sample, by: sampling, hasGradient: hasGradient,
          informationDraws: GateSampling.automaticInformationDraws(
            for: model, pointCount: count))
      }
    } catch let error as GateModelError {
      throw Failure.data("\(name): \(error)")
    }
    try output.write(
      GateEstimateReport(
        of: estimate, on: model, from: GivenPoints(from: gates.points ?? ""), pointCount: count,
        seconds: output.timings ? watch.seconds : nil), on: reading)
  }
}
