import ArgumentParser
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

      Examples:
        reluvar dimension --widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001
        reluvar dimension --widths 3,3,2,3,3 --pattern 111/11/111 \\
                          --pattern 011/11/111
      """)

  @OptionGroup var problem: ProblemOptions
  @OptionGroup var output: OutputOptions<Report>

  func run() async throws {
    try output.check()
    let variety = try problem.variety(reporting: output.diagnostics)
    let dimension = variety.dimension(seed: output.seed)
    try output.write(Report.dimension(DimensionReport(of: variety, dimension: dimension)))
  }
}
