public import ArgumentParser
import ExactAlgebra
import Foundation
import Interchange
public import LatentGates
import LongWork
import Presentation

extension GateFit.Rule: ExpressibleByArgument {}

struct GateFitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Maximum likelihood by gradient steps, and how the gradient varies on the way.",
    usage: """
      reluvar gates fit <network> --points <file> --temperature <number>
                    --labels <file> [--steps <number>] [<options>]
      reluvar gates fit <network> --points <file> --temperature <number>
                    --outputs <file> --noise-variance <number> [<options>]
      """,
    discussion: """
      From the weights of the network, or from random ones of its shape, steps follow the gradient of the mean \
      log-likelihood: with the posterior and the gate term, by sums over all patterns up to \
      \(GateFit.maximumSummedGates) gates, and by draws beyond. A table along the steps shows the log-likelihood and \
      how the gradient varies: within and between patterns (what varies as patterns switch), and within and between points. \
      All numbers are in double precision, without proof.

      Exit codes: 0 complete, 75 the time was over; what was found is written.

      Examples:
        reluvar gates fit net.json --points moons.csv --labels labels.csv \\
                      --temperature 1/4 --steps 300 --save fitted.json
        reluvar gates fit net.json --points points.csv --outputs outputs.csv \\
                      --noise-variance 1/4 --temperature 1 --rule gradient \\
                      --rate 0.01 --batch 32 --format csv
      """)

  @OptionGroup var source: GateModelOptions
  @OptionGroup var gates: GateOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of steps.", valueName: "number"))
  var steps = 200

  @Option(help: ArgumentHelp("How weights move: adam or gradient.", valueName: "rule"))
  var rule = GateFit.Rule.adam

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How far weights move at each step.", valueName: "number"))
  var rate = "0.02"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The points whose gradient makes a step, in random order (default: all).",
      valueName: "number"))
  var batch: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Draw so many patterns at each point in place of sums over all of them.",
      valueName: "number"))
  var draws: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show a row for each so many steps.", valueName: "number"))
  var every = 20

  @Flag(help: "Begin with random weights of the shape of the network, by the seed.")
  var randomStart = false

  @Option(
    help: ArgumentHelp("Write the network after the last step to this file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var save: String?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GateFitReport>

  func run() async throws {
    try output.check()
    let likelihood = try gates.checkedLikelihood()
    guard gates.outputs != nil || gates.labels != nil else {
      throw Failure.usage("nothing is observed: expected --outputs or --labels")
    }
    let options = try self.options()
    if let save { try OutputFile(path: save).checkWritable() }
    let file = try source.file()
    try StandardInput.check([file] + gates.files)
    let temperatures = try source.temperatures()
    let reading = try source.network.read(file)
    let start =
      randomStart
      ? GateFit.randomStart(like: reading.network, seed: output.seed) : reading.network
    let model = try GateJob(reading, likelihood: likelihood)
      .model(on: start, temperatures: temperatures, option: "--temperature")
    guard model.gateCount > 0 else {
      throw Failure.data("\(file): a network without hidden neurons, expected gates")
    }
    let sample = try gates.sample(for: reading.network)
    let watch = Stopwatch()
    let fit: GateFit
    do {
      fit = try await limit.run(reporting: output.diagnostics) {
        try await GateFit(of: model, to: sample, options: options)
      }
    } catch let error as GateModelError {
      throw Failure.data("\(file): \(error)")
    } catch let error as GateFitError {
      throw Failure.data("\(error)")
    }
    let report = GateFitReport(
      fit, from: GivenPoints(from: gates.points ?? ""), startsAtRandom: randomStart,
      seconds: output.timings ? watch.seconds : nil)
    try output.write(report, on: reading)
    if let save { try OutputFile(path: save).write { try $0(report.networkFile) } }
    if !fit.isComplete { throw Failure.limit("the time was over; what was found is written") }
  }

  private func options() throws -> GateFit.Options {
    try (0...1_000_000).check(steps, of: "--steps")
    try (1...1_000_000).check(every, of: "--every")
    if let batch { try (1...1_000_000).check(batch, of: "--batch") }
    if let draws { try (1...1_000_000).check(draws, of: "--draws") }
    let number = try VectorList.number(rate[...], option: "--rate")
    let double = Double(approximating: number)
    guard double > 0, double.isFinite else {
      throw Failure.usage("--rate: \(rate), expected a positive number")
    }
    return GateFit.Options(
      steps: steps, rule: rule, rate: double, recordEvery: every, batch: batch, draws: draws,
      seed: output.seed, threads: output.threadCount)
  }
}
