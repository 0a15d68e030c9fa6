import ArgumentParser

/// Activation patterns as latent variables; the verbs below it look at them in different ways.
struct GatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gates",
    abstract: "Patterns as latent variables: likelihood, posterior, bounds, gradients.",
    usage: """
      reluvar gates <network> --points <file> --temperature <T> [<options>]
      reluvar gates course <network> --points <file> --temperatures <list> [<options>]
      reluvar gates estimate <network> --points <file> --temperature <T> [<options>]
      reluvar gates sample <network> --points <file> --temperature <T> [<options>]
      reluvar gates fit <network> --points <file> --labels <file> --temperature <T> [<options>]
      """,
    discussion: """
      Gates of hidden neurons are drawn, layer after layer: a gate whose pre-activation is z is open \
      with probability 1 / (1 + exp(-z / T)). An open gate passes z, whatever its sign; a closed gate \
      passes nothing, or z times the negative slope of the activation. As the temperature T goes to 0 \
      this is the network; as it grows, all gates become fair coins. Outputs have Gaussian noise \
      (--outputs, --noise-variance), or are the logits of classes (--labels, --classes).

      The report has for each point the log-likelihood, the patterns with prior and posterior, the \
      gradient, bounds by independent gates, and the limit of cold gates; for all points the \
      information in the gates, and the covariances of input and gradient within and between patterns. \
      Sums run over all patterns, and numbers are enclosed between proved bounds. See 'reluvar gates \
      report --help' for all options.

      Exit codes: 0 complete, 75 a limit was reached; what was found is written.

      Examples:
        reluvar gates small.json --points plane.csv --temperature 1
        reluvar gates small.json --points plane.csv --outputs y.csv \\
                      --noise-variance 1/4 --temperature 1/2
        reluvar gates small.json --points plane.csv --classes --temperature 1,2 \\
                      --format json
        reluvar gates course small.json --points plane.csv \\
                      --temperatures 0.01,0.1,1,10
      """,
    subcommands: [
      GatesReportCommand.self, GatesCourseCommand.self, GateEstimateCommand.self,
      GateSampleCommand.self, GateFitCommand.self,
    ],
    defaultSubcommand: GatesReportCommand.self)
}
