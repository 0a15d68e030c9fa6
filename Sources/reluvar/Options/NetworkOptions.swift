import ArgumentParser
import Interchange

/// The file of a network, and what it does not say, where `--epsilon` means nothing else.
struct NetworkOptions: ParsableArguments {
  @OptionGroup var file: NetworkFileOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The same as --batch-epsilon.", valueName: "number"))
  var epsilon: String?

  /// The file, where it was named by an option.
  var network: String? { file.network }

  /// Whether anything is said about the network.
  var isEmpty: Bool { file.isEmpty && epsilon == nil }

  /// Reads the network in a file.
  ///
  /// - Throws: `Failure` with the exit code for the kind of mistake.
  func read(_ file: String) throws -> NetworkReading {
    guard self.file.batchEpsilon == nil || epsilon == nil else {
      throw Failure.usage("give --batch-epsilon or --epsilon, not both")
    }
    return try self.file.read(file, epsilon: epsilon)
  }
}
