import ArgumentParser
import ExactAlgebra
import Interchange
import NumericalAlgebra
import Presentation
import ReLUNetworks
import Varieties

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Do given block matrices or outputs satisfy the equations?",
    usage: ProblemOptions.usage(of: "check"),
    discussion: """
      Every block of a problem file carries a map (n_L rows, n_0 columns and, with biases, one \
      for the constants) or points with outputs (a row for each point). They are tested against \
      the linear relations of the points and the rank constraints, with --max-degree also \
      against the generators of the ideal. What is violated is named, with an exact value.

      With --tolerance numbers count as approximate: constraints are tested by singular values, \
      relative to the largest one of all values together.

      Exit code 1 when something is violated.

      Examples:
        reluvar check problem.yaml
        reluvar check --network net.onnx --points points.csv \\
                      --outputs outputs.csv --tolerance 1e-6
        reluvar check problem.yaml --max-degree 5
      """)

  @OptionGroup var problem: ProblemOptions

  @Option(
    help: ArgumentHelp(
      "A file with the outputs on each point of --points on a line, once for each of these.",
      valueName: "outputs"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var outputs: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Numbers are approximate: what is violated by less than this, relative to the size of "
        + "all values, passes. Without it everything is exact.", valueName: "number"))
  var tolerance: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Test the generators of the ideal up to this degree too.", valueName: "degree"))
  var maxDegree: Int?

  @OptionGroup var output: OutputOptions<CheckReport>

  func run() async throws {
    try output.check()
    if let tolerance, !(tolerance >= 0 && tolerance < 1) {
      throw Failure.usage("--tolerance: \(tolerance), expected a number from 0 to below 1")
    }
    if let maxDegree, maxDegree < 1 {
      throw Failure.usage("--max-degree: \(maxDegree), expected a positive degree")
    }
    let problem = try problem.problem(outputs: outputs)
    guard self.problem.file != nil || !outputs.isEmpty else {
      throw Failure.usage(
        "--outputs: none given, expected --outputs once for each --points, or a problem file")
    }
    let values = try CheckedValues(problem, file: self.problem.file)
    let variety = try self.problem.variety(of: problem, reporting: output.diagnostics)
    var verdict = try check(values, on: variety)
    if let maxDegree {
      let generators = try await generators(of: variety, upToDegree: maxDegree)
      verdict.generatorCount = generators.count
      let point = values.point(of: variety)
      verdict.violations +=
        tolerance.map { generators.violations(at: point, tolerance: $0) }
        ?? generators.violations(at: point)
    }
    try output.write(
      CheckReport(
        of: variety, verdict: verdict, tolerance: tolerance, maximumDegree: maxDegree))
    guard verdict.isSatisfied else {
      let count = verdict.violations.count
      throw Failure.negative("\(count) constraint\(count == 1 ? " is" : "s are") violated")
    }
  }

  private func check(_ values: CheckedValues, on variety: ReLUVariety) throws -> Verdict {
    do {
      return try values.check(on: variety, tolerance: tolerance)
    } catch let error as NumericalError {
      // Points too can be too large, so that one of several files is not to blame for sure.
      let files = problem.file.map { [$0] } ?? outputs
      throw Failure.data(
        "\(files.joined(separator: ", ")): \(error), without --tolerance everything is exact")
    }
  }

  private func generators(
    of variety: ReLUVariety, upToDegree degree: Int
  ) async throws -> [Generator] {
    var computation: IdealComputation
    do {
      computation = try variety.idealComputation
    } catch {
      throw Failure.usage("--max-degree: \(error)")
    }
    var options = GradedKernel.Options()
    options.seed = output.seed
    options.threads = output.threadCount
    computation = try await computation.eliminatingLinearForms(options: options)
    let diagnostics = output.diagnostics
    options.progress = { diagnostics.report($0) }
    let ideal = try await computation.ideal(upToDegree: degree, options: options)
    diagnostics.clear()
    if let limit = ideal.limit { throw Failure.limit("--max-degree: \(limit)") }
    // The linear relations are tested already.
    return computation.restoring(ideal).generators.filter { $0.degree > 1 }
  }
}
