import ArgumentParser

/// The file of a network as the argument of a verb, in place of `--network`.
struct NetworkArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A network with weights: JSON, YAML, ONNX or safetensors; - for standard input.",
      valueName: "network"),
    completion: .file(extensions: ["json", "yaml", "yml", "onnx", "safetensors"]))
  var file: String?

  /// The file.
  ///
  /// - Parameter option: what `--network` says.
  func file(orNetwork option: String?) throws -> String {
    guard let name = option ?? file else {
      throw Failure.usage("no network: expected a file as the argument, or --network")
    }
    guard option == nil || file == nil else {
      throw Failure.usage("give the network as the argument or with --network, not both")
    }
    return name
  }
}
