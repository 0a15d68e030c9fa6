import ArgumentParser
import Claims
import Laboratory

/// A claim tested over a whole family; the verbs below it work on the results.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "A claim tested over a whole family of architectures and patterns.",
    discussion: """
      Every instance of the family, one for each orbit under permutations of neurons and blocks \
      and transposition, gets a verdict: confirmed, refuted with a witness, or not reached, with \
      the evidence. Findings go to a store, an SQLite file. A sweep that was interrupted, or \
      killed, continues when the same command is run again.

      Claims:
      \(SweepClaims.list)

      Examples:
        reluvar sweep conjecture-6.1 --max-width 2 --store pairs.db
        reluvar sweep expected-dimension --max-width 2 --blocks 1-3 --depth 1-2 \\
                      --store dimensions.db
        reluvar sweep status --store pairs.db
        reluvar sweep show '2,3,2: 101, 110' --store pairs.db
        reluvar sweep export --store pairs.db --format latex --output pairs.tex
      """,
    subcommands: [
      SweepRunCommand.self, SweepStatusCommand.self, SweepShowCommand.self,
      SweepExportCommand.self, SweepPlanCommand.self, SweepRegionsCommand.self,
      SweepTaskCommand.self, SweepSubmitCommand.self, SweepMergeCommand.self,
      SweepWorkerCommand.self,
    ],
    defaultSubcommand: SweepRunCommand.self)
}

/// The claims in the words of the command.
enum SweepClaims {
  static var list: String {
    BuiltInClaims.all.map { claim in
      "  \(claim.name)" + (claim.remark.isEmpty ? "" : " (\(claim.remark))")
    }.joined(separator: "\n")
  }
}
