import ArgumentParser
import Drawing
import ExactAlgebra
import Interchange
import LatentGates
import LongWork
import Presentation

struct GatesCourseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract: "What becomes of the gates over a list of temperatures.",
    usage: """
      reluvar gates course <network> --points <file> --temperatures <list> [<options>]
      """,
    discussion: """
      One row for each temperature: the mean log-likelihood of what is observed, the entropies H(A) and \
      H(A|X) of the pattern, what it says about the input, I(A;X), and about the class, I(A;Y), the \
      part of the variance of input and gradient that is between patterns, and how far the best bound \
      of independent gates is below the likelihood. Cold gates are those of the network, hot ones are \
      fair coins: distances to both limits are there too. --chart draws the course.

      Exit codes: 0 complete, 75 a limit was reached; what was found is written.

      Examples:
        reluvar gates course small.json --points plane.csv \\
                      --temperatures 0.01,0.1,1,10
        reluvar gates course small.json --points plane.csv --outputs y.csv \\
                      --noise-variance 1/4 --temperatures 0.1,1,10 --chart course.svg
      """)

  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions
  @OptionGroup var gates: GateOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The temperatures, each of all hidden layers, separated by ','.", valueName: "T,..."))
  var temperatures: String

  @Option(
    help: ArgumentHelp(
      "A picture of the course, a name that ends in .svg, .pdf or .png.", valueName: "picture"),
    completion: .file(extensions: ["svg", "pdf", "png"]))
  var chart: String?

  @OptionGroup var search: GateSearchOptions
  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<GateCourseReport>

  func run() async throws {
    try output.check()
    let chart = try chart.map { try ChartFile($0, besides: output.output) }
    let name = try argument.file(orNetwork: network.network)
    let likelihood = try gates.checkedLikelihood()
    let temperatures = try GateJob.temperatures(temperatures, option: "--temperatures")
    var options = try search.analysisOptions(output)
    try StandardInput.check([name] + gates.files)
    let reading = try network.read(name)
    let job = try GateJob(reading, likelihood: likelihood)
    try GateJob.checkSums(
      over: job.model(temperatures: [temperatures[0]], option: "--temperatures"), in: name)
    let sample = try gates.sample(for: reading.network)
    let watch = Stopwatch()
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.reportPoints($0, of: $1, after: watch.elapsed) }
    let course = try await limit.run(reporting: diagnostics) {
      try await GateCourse(
        of: reading.network, at: temperatures, likelihood: likelihood, over: sample,
        options: options)
    }
    diagnostics.clear()
    let report = GateCourseReport(
      of: course, on: reading.network, target: gates.target, seed: output.seed,
      seconds: output.timings ? watch.seconds : nil)
    try output.write(report, on: output.format == .csv ? nil : reading)
    if !course.entries.isEmpty { try chart?.write { try report.figure.data(as: $0) } }
    if !course.isComplete { throw Failure.limit("not all temperatures were reached") }
  }
}

extension GateCourseReport {
  /// The quantities as a picture, in the order of the temperatures.
  fileprivate var figure: GateCourseFigure {
    let entries = course.entries.sorted { $0.temperature < $1.temperature }
    let groups: [(heading: String, axis: String, columns: [String])] = [
      ("Mean log-likelihood", "ln p(y|x), nats", ["mean_log_likelihood"]),
      (
        "Entropy and information", "nats",
        [
          "entropy", "conditional_entropy", "information_on_input", "information_on_class",
        ]
      ),
      ("Variance between patterns", "part", ["input_share_between", "gradient_share_between"]),
      ("Gap of independent gates", "nats", ["mean_field_gap"]),
    ]
    let panels = groups.compactMap { group -> GateCourseFigure.Panel? in
      var lines = group.columns.compactMap { column in
        values(of: column, in: entries).map { GateCourseFigure.Line(Self.name(of: column), $0) }
      }
      guard !lines.isEmpty else { return nil }
      if group.columns == ["mean_log_likelihood"], let limit = course.meanHardLogLikelihood {
        lines.append(.init("cold limit", entries.map { _ in limit.approximation }))
      }
      return .init(group.heading, axis: group.axis, lines: lines)
    }
    return GateCourseFigure(
      temperatures: entries.map { Double(approximating: $0.temperature) }, panels: panels)
  }

  private static func name(of column: String) -> String {
    switch column {
    case "mean_log_likelihood": "gates"
    case "entropy": "H(A)"
    case "conditional_entropy": "H(A|X)"
    case "information_on_input": "I(A;X)"
    case "information_on_class": "I(A;Y)"
    case "input_share_between": "input"
    case "gradient_share_between": "gradient"
    default: "mean gap"
    }
  }
}
