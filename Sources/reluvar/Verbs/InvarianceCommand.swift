import ArgumentParser

/// Families of distributions under ReLU layers; the verbs below it each make one part of the theory run.
struct InvarianceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invariance",
    abstract: "Families of distributions under ReLU layers.",
    discussion: """
      A family of laws is invariant if every layer x -> ReLU(W x + b) maps each member to a member. \
      Such a family with finitely many parameters has width one, or finite support, or a \
      parametrization that is not locally Lipschitz (Macdonald and Waeldchen, arXiv 2112.06532).

      Examples:
        reluvar invariance decide gaussian --dimension 2
        reluvar invariance push small.json --points plane.csv
      """,
    subcommands: [
      InvarianceDecideCommand.self, InvariancePushCommand.self, InvarianceClampCommand.self,
      InvarianceParameterCommand.self, InvarianceGrowthCommand.self, InvarianceFilterCommand.self,
    ])
}
