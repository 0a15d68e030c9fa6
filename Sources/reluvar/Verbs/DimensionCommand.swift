import ArgumentParser
import NetworkVarieties
import Presentation

struct DimensionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dimension",
    abstract: "The dimension by Jacobian rank, against the expected one.",
    usage: ProblemOptions.usage(of: "dimension"),
    discussion: """
      The rank of the Jacobian matrix at a random point modulo a prime is a proved lower bound. \
      Where the ambient space, the symmetries of the parameters or the rank constraints give \
      the same number as an upper bound, the dimension is proved.

      When --time-limit is reached before all upper bounds were tried, the lower bound is printed, \
      and the exit code is 75.

      Examples:
        reluvar dimension --widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001
        reluvar dimension --widths 3,3,2,3,3 --pattern 111/11/111 \\
                          --pattern 011/11/111
      """)

  @OptionGroup var problem: ProblemOptions
  @OptionGroup var limit: TimeLimitOption
  @OptionGroup var output: OutputOptions<DimensionReport>

  func run() async throws {
    try output.check()
    let problem = try self.problem.problem()
    let variety = try self.problem.variety(of: problem, reporting: output.diagnostics)
    let found = try await limit.run(reporting: output.diagnostics) {
      try VarietyDimension(of: variety, seed: output.seed)
    }
    try output.write(DimensionReport(found), on: problem.network)
    if found.end != nil {
      throw Failure.limit("not all upper bounds for the dimension were tried")
    }
  }
}
