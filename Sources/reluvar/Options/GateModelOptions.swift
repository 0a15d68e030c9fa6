import ArgumentParser
import ExactAlgebra

/// A network and the temperature of its gates.
struct GateModelOptions: ParsableArguments {
  @OptionGroup var argument: NetworkArgument
  @OptionGroup var network: NetworkFileOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The temperature of the gates, or one for each hidden layer, separated by ','.",
      valueName: "T,..."))
  var temperature: String

  /// The file of the network.
  func file() throws -> String { try argument.file(orNetwork: network.network) }

  /// The temperatures.
  func temperatures() throws -> [Rational] {
    try GateJob.temperatures(temperature, option: "--temperature")
  }
}
