import ArgumentParser

/// Patterns as latent variables; the report is what `gates` does by itself.
struct GatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gates",
    abstract: "Activation patterns as latent variables: likelihood, posterior, gradient, bounds.",
    discussion: """
      A gate with pre-activation z is open with probability sigma(z / T) at temperature T, independently of the \
      other gates of its layer; an open gate passes z, whatever its sign. The pattern of all gates is a latent \
      variable between input and output: cold gates are the ReLU network, hot ones fair coins.

      Verbs:
        report  (the default) likelihood, posterior of patterns, gradient, bounds, information and
                covariances, exactly, by sums over all patterns
        course  the same figures over a list of temperatures, as a table and a picture
        sample  reproducible draws of patterns and outputs
        fit     maximum likelihood by gradient steps, with the variance of the gradient

      Examples:
        reluvar gates net.json --points points.csv --temperature 1
        reluvar gates net.json --points points.csv --outputs outputs.csv \\
                      --temperature 1/2 --noise-variance 1/4 --format json
        reluvar gates course net.json --points points.csv --outputs outputs.csv \\
                      --noise-variance 1/4 --temperatures 1/10,1,10
      """,
    subcommands: [GateReportCommand.self, GateSampleCommand.self, GateFitCommand.self],
    defaultSubcommand: GateReportCommand.self)
}
