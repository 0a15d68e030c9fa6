import ArgumentParser
import Interchange
import Properties

/// A network and a property of it, the arguments of a verb.
struct PropertyOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A network with weights: JSON, YAML, ONNX or safetensors; - for standard input.",
      valueName: "network"),
    completion: .file(extensions: ["json", "yaml", "yml", "onnx", "safetensors"]))
  var networkFile: String

  @Argument(
    help: ArgumentHelp("A property in VNN-LIB; - for standard input.", valueName: "property"),
    completion: .file(extensions: ["vnnlib"]))
  var property: String

  @OptionGroup var network: NetworkFileOptions

  /// Reads both.
  ///
  /// - Parameter others: the other files of the verb, of which one may be standard input.
  /// - Throws: `Failure` with the exit code for the kind of mistake.
  func read(besides others: [String?]) throws -> (network: NetworkReading, property: Property) {
    guard network.network == nil else {
      throw Failure.usage("--network: the network is the first argument")
    }
    try StandardInput.check([networkFile, property] + others)
    let reading = try network.read(networkFile)
    do {
      return (reading, try Property(file: property))
    } catch {
      throw Failure.data("\(error)")
    }
  }
}
