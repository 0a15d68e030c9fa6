import ArgumentParser
import Interchange

/// The file of a network, and what it does not say.
struct NetworkOptions: ParsableArguments {
  @OptionGroup var file: NetworkFileOptions

  @Option(
    name: [.customLong("batch-epsilon"), .customLong("epsilon")], parsing: .unconditional,
    help: ArgumentHelp(
      "What batch normalization adds to variances, for safetensors files (default: 1e-5).",
      valueName: "number"))
  var epsilon: String?

  /// The file, where it was named by an option.
  var network: String? { file.network }

  /// Whether anything is said about the network.
  var isEmpty: Bool { file.isEmpty && epsilon == nil }

  /// Reads the network in a file.
  ///
  /// - Throws: `Failure` with the exit code for the kind of mistake.
  func read(_ file: String) throws -> NetworkReading {
    try self.file.read(file, epsilon: epsilon, option: "--batch-epsilon")
  }
}
