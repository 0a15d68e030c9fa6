import ArgumentParser
import ExactAlgebra
import Interchange
import LongWork
import Networks
import Presentation
import Properties
import RandomNetworks
import Verification

struct FailureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failure",
    abstract: "How often a property of a network fails under a law of its input, and where.",
    usage: """
      reluvar failure <network> <property> --uniform <bounds> [<options>]
      reluvar failure <network> <property> --input <law> [<options>]
      """,
    discussion: """
      The probability that a random input is a counterexample of a property in VNN-LIB, and the \
      activation regions that contain counterexamples. Under uniform laws and laws of points it is \
      exact, and under a uniform law the volume is given too. Under Gaussian laws and their mixtures, \
      singular ones too, it is enclosed between two proved bounds where the parts vary in three directions \
      at most, or have a structure that allows it.

      On a region the conditions of the property are half-spaces. They cut it into convex parts that have \
      nothing in common, and the probabilities of those parts are added on which the property fails. \
      Whether it fails at all, also with probability 0, is the question of verify.

      Exit codes: 0 all regions were looked through, 75 a limit was reached.

      Examples:
        reluvar failure small.json corner.vnnlib --uniform=0:1
        reluvar failure small.json corner.vnnlib --standard-normal --format json
      """)

  @OptionGroup var given: PropertyOptions
  @OptionGroup var input: InputLawOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The relative error that is aimed at under Gaussian laws (default: 1e-12).",
      valueName: "number"))
  var accuracy: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many regions.", valueName: "number"))
  var maxRegions: Int?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<FailureReport>

  func run() async throws {
    try output.check()
    try input.check()
    if let maxRegions { try (0...Int.max).check(maxRegions, of: "--max-regions") }
    let (reading, property) = try given.read(besides: [input.input, input.points, input.weights])
    let law = try input.law(dimension: reading.network.architecture.inputCount)
    let watch = Stopwatch()
    let failure = try await failure(of: property, for: reading.network, under: law)
    try output.write(
      FailureReport(
        failure, of: GivenProperty(from: given.property), for: reading.network, under: law,
        seconds: output.timings ? watch.seconds : nil),
      on: reading)
    guard failure.isComplete else {
      throw Failure.limit("not all regions were looked through; what was found has been written")
    }
  }

  private func failure(
    of property: Property, for network: Network, under law: GivenLaw
  ) async throws -> PropertyFailure {
    var options = PropertyFailure.Options()
    options.threads = output.threadCount
    options.maximumRegions = maxRegions
    if let accuracy {
      options.accuracy = try ProperFraction.read(
        accuracy, option: "--accuracy", example: "1e-9")
    }
    let watch = Stopwatch()
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    do {
      let failure = try await Failure.translatingErrorsOfLaws {
        try await limit.run(reporting: diagnostics) { [options] in
          try await PropertyFailure(
            of: property, for: network, under: law.law, options: options)
        }
      }
      diagnostics.clear()
      return failure
    } catch let error as PropertyDecisionError {
      throw Failure.data("\(given.property): \(error)")
    }
  }
}
