import ArgumentParser
import ExactAlgebra
import Interchange
import LongWork
import Presentation
import Realizability

struct RealizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "realize",
    abstract: "A network with given activation patterns on given points, or why there is none.",
    usage: """
      reluvar realize <problem> [<options>]
      reluvar realize <problem> --all [<options>]
      reluvar realize --widths <widths> --points <points> --all [<options>]
      """,
    discussion: """
      The blocks of the problem need points. Every pre-activation is to be positive where the \
      neuron is active and negative elsewhere. With one hidden layer the question is decided, if \
      the time suffices; for deeper networks proofs and networks are searched for, and the answer \
      may be unknown. A network is verified exactly, and a proof lists the numbers by which it can \
      be checked.

      --all lists the patterns of all networks with one hidden layer on the points, one line for \
      each, with their number first; the blocks of the problem need points only then.

      Exit codes: 0 a network was found, 1 there is none, 75 unknown or not all patterns listed.

      Examples:
        reluvar realize points.yaml
        reluvar realize points.yaml --format json --output network.json
        reluvar realize points.yaml --all --up-to-permutation
      """)

  @OptionGroup var problem: ProblemOptions

  @Flag(help: "List all patterns that a network with one hidden layer can have on the points.")
  var all = false

  @Flag(help: "With --all: patterns that differ by a permutation of neurons are listed once.")
  var upToPermutation = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("With --all: the largest number of patterns.", valueName: "number"))
  var maxPatterns: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest number of random starts of the search for a deep network; the answer does not "
        + "depend on the machine unless the time limit comes first.", valueName: "number"))
  var maxStarts = RealizationProblem.Options().starts

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The time for proof and search, or for the count with --all, such as 90s, 10m or 2h "
        + "(default: 30s).", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var timeLimit: TimeSpan?

  @OptionGroup var output: OutputOptions<RealizationReport>

  private var duration: Duration { timeLimit?.duration ?? .seconds(30) }

  func run() async throws {
    try output.check()
    guard maxStarts >= 0 else {
      throw Failure.usage("--max-starts: \(maxStarts), expected a number that is not negative")
    }
    if let maxPatterns, maxPatterns < 0 {
      throw Failure.usage("--max-patterns: \(maxPatterns), expected a number that is not negative")
    }
    guard all || !upToPermutation && maxPatterns == nil else {
      throw Failure.usage("--up-to-permutation and --max-patterns need --all")
    }
    let problem = try self.problem.problem(needsPatterns: !all)
    let realization = try realizationProblem(of: problem)
    try all
      ? listPatterns(of: realization, on: problem.network)
      : realize(realization, on: problem.network)
  }

  private func realizationProblem(of problem: Problem) throws -> RealizationProblem {
    do {
      return try RealizationProblem(problem.architecture, blocks: problem.entries.map(\.block))
    } catch {
      throw Failure.data((self.problem.file.map { "\($0): " } ?? "") + "\(error)")
    }
  }

  private func realize(_ problem: RealizationProblem, on network: NetworkReading?) throws {
    var options = RealizationProblem.Options()
    options.seed = output.seed
    options.starts = maxStarts
    options.timeLimit = duration
    let watch = Stopwatch()
    let realization = try problem.realization(options: options)
    let seconds = watch.seconds
    try output.write(
      RealizationReport(
        of: problem, realization: realization, seed: output.seed,
        seconds: output.timings ? seconds : nil),
      on: network)
    switch realization {
    case .realized: break
    case .impossible: throw Failure.negative("no network has these patterns on these points")
    case .unknown: throw Failure.limit("neither a network nor a proof of impossibility was found")
    }
  }

  private func listPatterns(
    of problem: RealizationProblem, on network: NetworkReading?
  ) throws {
    let patterns = try patterns(onPointsOf: problem)
    if problem.sites.contains(where: { $0.pattern.layers.joined().contains(true) }) {
      output.diagnostics.note("--all: the patterns of the problem are not used")
    }
    let report = ShallowPatternReport(
      of: problem.architecture, on: problem.sites.map(\.point), patterns: patterns,
      maximum: maxPatterns)
    try output.write(report, on: network)
    if !report.isComplete {
      throw Failure.limit(
        "\(maxPatterns ?? 0) of \(patterns.exactCount) patterns were listed (--max-patterns)")
    }
  }

  private func patterns(onPointsOf problem: RealizationProblem) throws -> ShallowPatterns {
    do {
      return try Interruption.within(duration) {
        try ShallowPatterns(onPointsOf: problem, isUpToPermutation: upToPermutation)
      }
    } catch let error as ShallowPatternsError {
      switch error {
      case .hiddenLayers: throw Failure.data("--all: \(error)")
      case .timeIsOver: throw Failure.limit("\(error)")
      }
    }
  }
}
