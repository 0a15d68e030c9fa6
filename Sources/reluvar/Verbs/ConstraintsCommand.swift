import ArgumentParser
import Certification
import NetworkVarieties
import Presentation

struct ConstraintsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "constraints",
    abstract: "The rank constraints that the theory gives.",
    usage: ProblemOptions.usage(of: "constraints"),
    discussion: """
      Matrices built from the blocks whose rank is bounded by a number of neurons: single \
      blocks, combinations such as M1 - M2, blocks side by side [M1 | M2] and stacked \
      [M1 ; M2]. Constraints that the matrix sizes imply are left out.

      They are written one by one, as they are found; with --format jsonl each on a line of its \
      own, and a summary on the last line. A list that stops early, at --max-constraints, at \
      --time-limit or because a layer has more than 4,096 spaces of combinations, says so. \
      --minimal finds all of them first and leaves out what follows from other constraints: \
      parts of a matrix with at most its bound, and matrices that two others fill, with bounds \
      that add up to no more.

      Exit codes: 0 all constraints, 75 a part of them.

      Examples:
        reluvar constraints --widths 4,3,3 --pattern 101 --pattern 011
        reluvar constraints --widths 3,3,3 --pattern 101 --pattern 011 --bias \\
                            --format json
        reluvar constraints problem.yaml --format macaulay2 --output minors.m2
        reluvar constraints problem.yaml --format msolve --output minors.ms
      """)

  @OptionGroup var problem: ProblemOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after so many constraints.", valueName: "number"))
  var maxConstraints: Int?

  @Flag(help: "Leave out constraints that follow from others.")
  var minimal = false

  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<ConstraintReport>

  func run() async throws {
    try output.check()
    if let maxConstraints, maxConstraints < 0 {
      throw Failure.usage(
        "--max-constraints: \(maxConstraints), expected a number that is not negative")
    }
    let diagnostics = output.diagnostics
    let problem = try self.problem.problem()
    let variety = try self.problem.variety(of: problem, reporting: diagnostics)
    let coverage = try await limit.run(reporting: diagnostics) {
      let list = RankConstraintList(
        of: variety, isMinimal: minimal, maximumCount: maxConstraints,
        progress: { diagnostics.reportSpaces($0) })
      let completeness = Completeness(ofConstraintsOf: variety, seed: output.seed)
      try output.stream(
        ConstraintReport(
          list, completeness: completeness,
          hilbert: completeness.hilbertInvariants(in: variety.ambientDimension)),
        on: problem.network,
        clearing: diagnostics)
      return list.coverage
    }
    if !coverage.isComplete {
      throw Failure.limit("not all rank constraints are listed")
    }
  }
}
