import ArgumentParser
import ExactAlgebra
import Foundation
import Interchange
import Networks

/// The file of a network, and what it does not say.
struct NetworkFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A network with weights: JSON, YAML, ONNX or safetensors; - for standard input.",
      valueName: "network"),
    completion: .file(extensions: ["json", "yaml", "yml", "onnx", "safetensors"]))
  var network: String?

  @Option(
    help: ArgumentHelp(
      "relu, leaky-relu:SLOPE or abs, where the file does not say it or is to be overruled.",
      valueName: "activation"))
  var activation: String?

  @Option(
    help: ArgumentHelp(
      "The layers of a safetensors file, first to last, where it does not say their order; batch "
        + "normalizations in their places, or all of them left out.",
      valueName: "name,name,..."))
  var layerOrder: String?

  @Option(
    help: ArgumentHelp(
      "The value of an ONNX model that is the output of the network, where it has several outputs "
        + "or another one is wanted.", valueName: "name"))
  var outputName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What batch normalization adds to variances, for safetensors files (default: 1e-5).",
      valueName: "number"))
  var batchEpsilon: String?

  /// Whether anything is said about the network.
  var isEmpty: Bool {
    [network, activation, layerOrder, outputName, batchEpsilon].allSatisfy { $0 == nil }
  }

  /// Reads the network in a file.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - epsilon: what `--epsilon` says, where that is another name of `--batch-epsilon`.
  /// - Throws: `Failure` with the exit code for the kind of mistake.
  func read(_ file: String, epsilon: String? = nil) throws -> NetworkReading {
    var options = NetworkReading.Options()
    do {
      options.activation = try activation.map(PiecewiseLinearActivation.init(parsing:))
    } catch {
      throw Failure.usage("--activation: \(error)")
    }
    if let text = batchEpsilon ?? epsilon {
      guard let number = try? Rational(parsing: text), number.signum() >= 0 else {
        throw Failure.usage(
          "\(batchEpsilon == nil ? "--epsilon" : "--batch-epsilon"): '\(text.excerpt)', expected a "
            + "number that is not negative")
      }
      options.epsilon = number
    }
    options.layerOrder = layerOrder.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    options.outputName = outputName
    do {
      return try NetworkReading(file: file, options: options)
    } catch {
      throw Failure.data("\(error)")
    }
  }
}
