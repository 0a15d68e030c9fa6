import ArgumentParser
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

      Examples:
        reluvar constraints --widths 4,3,3 --pattern 101 --pattern 011
        reluvar constraints --widths 3,3,3 --pattern 101 --pattern 011 --bias \\
                            --format json
        reluvar constraints problem.yaml --format macaulay2 --output minors.m2
      """)

  @OptionGroup var problem: ProblemOptions
  @OptionGroup var output: OutputOptions<Report>

  func run() async throws {
    try output.check()
    let variety = try problem.variety(reporting: output.diagnostics)
    try output.write(Report.constraints(ConstraintReport(of: variety)))
  }
}
