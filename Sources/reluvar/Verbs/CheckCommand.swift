import ArgumentParser
import ExactAlgebra
import Interchange
import NetworkVarieties
import NumericalAlgebra
import Presentation
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

      With --polynomial nothing but the problem is needed: each polynomial in the file, in the \
      variables of `derive`, is in the ideal with proof, or not, with a network as the witness.

      What was not tested is said: constraints on many blocks whose matrices are very large, and \
      all that --time-limit leaves.

      Exit codes: 0 all that was tested is satisfied, 1 something is violated or a polynomial is \
      not in the ideal, 75 nothing is, and a limit was reached before everything was tested.

      Examples:
        reluvar check problem.yaml
        reluvar check --network net.onnx --points points.csv \\
                      --outputs outputs.csv --tolerance 1e-6
        reluvar check problem.yaml --max-degree 5
        reluvar check problem.yaml --polynomial polynomials.txt
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

  @Option(
    help: ArgumentHelp(
      "A file with polynomials, one on each line: are they in the ideal?",
      valueName: "polynomials"), completion: .file())
  var polynomial: String?

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<CheckReport>

  func run() async throws {
    try output.check()
    if let polynomial { return try runMembership(of: polynomial) }
    if let tolerance, !(tolerance >= 0 && tolerance < 1) {
      throw Failure.usage("--tolerance: \(tolerance), expected a number from 0 to below 1")
    }
    if let maxDegree { try (1...DegreeBound.largestDegree).check(maxDegree, of: "--max-degree") }
    let problem = try problem.problem(outputs: outputs)
    guard self.problem.file != nil || !outputs.isEmpty else {
      throw Failure.usage(
        "--outputs: none given, expected --outputs once for each --points, or a problem file")
    }
    let values = try GivenValues(
      problem, file: self.problem.file, keepingEqualBlocks: self.problem.keepEqualBlocks)
    let variety = try self.problem.variety(of: problem, reporting: output.diagnostics)
    let outcome = try await limit.run(reporting: output.diagnostics) {
      try await check(values, on: variety)
    }
    try output.write(
      CheckReport(
        of: variety, outcome: outcome, tolerance: tolerance, maximumDegree: maxDegree),
      on: problem.network)
    guard outcome.isSatisfied else {
      let count = outcome.violations.count
      throw Failure.negative("\(count) constraint\(count == 1 ? " is" : "s are") violated")
    }
    if let limit = outcome.generatorLimit { throw Failure.limit("--max-degree: \(limit)") }
    if outcome.coverage.end != nil {
      throw Failure.limit("not all rank constraints were tested")
    }
  }

  private func check(
    _ values: GivenValues, on variety: ReLUVariety
  ) async throws -> CheckOutcome {
    defer { output.diagnostics.clear() }
    do {
      return try await variety.check(
        values, tolerance: tolerance, upToDegree: maxDegree,
        options: output.computation.idealOptions)
    } catch let error as any NetworkVarietyError {
      throw Failure.usage("--max-degree: \(error)")
    } catch let error as NumericalError {
      // Points too can be too large, so that one of several files is not to blame for sure.
      let files = problem.file.map { [$0] } ?? outputs
      throw Failure.data(
        "\(files.joined(separator: ", ")): \(error), without --tolerance everything is exact")
    }
  }
}
