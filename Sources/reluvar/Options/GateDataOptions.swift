import ArgumentParser
import ExactAlgebra
import Interchange
import LatentGates
import Networks
import Presentation

/// The points of a model of gates, and what is observed at them.
struct GateDataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with points: one on each line, or an array of NumPy with a row for each.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var points: String

  @Option(
    help: ArgumentHelp(
      "The weights of --points, one on each line of a file; their sum is 1.", valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "What is observed at each point, with Gaussian noise: as many numbers as the network has outputs.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var outputs: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The variance of the noise of --outputs.", valueName: "number"))
  var noiseVariance: String?

  @Option(
    help: ArgumentHelp(
      "The class that is observed at each point, from 0 on: the outputs are those of a softmax.",
      valueName: "file"),
    completion: .file(extensions: ["csv", "tsv", "txt", "npy"]))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The column of --labels, by its number from 1 or its name in the header, where there are several.",
      valueName: "column"))
  var labelColumn: String?

  @Flag(
    help: ArgumentHelp(
      "The outputs are those of a softmax, and nothing is observed: I(A;Y) is about the class that "
        + "the model draws."))
  var classes = false

  /// Checks that options belong together.
  func check() throws {
    guard outputs == nil || labels == nil else {
      throw Failure.usage("--outputs and --labels: expected one of them")
    }
    guard !classes || outputs == nil && labels == nil else {
      throw Failure.usage("--classes is for models without observations")
    }
    guard labelColumn == nil || labels != nil else {
      throw Failure.usage("--label-column needs --labels")
    }
    guard (noiseVariance == nil) == (outputs == nil) else {
      throw Failure.usage(
        outputs == nil
          ? "--noise-variance needs --outputs"
          : "no variance of the noise of --outputs: expected --noise-variance")
    }
  }

  /// The files, for what stands on standard input once only.
  var files: [String?] { [points, weights, outputs, labels] }

  /// The law of what is observed.
  func likelihood() throws -> GateLikelihood {
    if labels != nil || classes { return .softmax }
    // Without observations there is no noise that could matter.
    guard let noiseVariance else { return .gaussian(variance: 1) }
    return .gaussian(
      variance: try VectorList.number(noiseVariance[...], option: "--noise-variance"))
  }

  /// The points with their weights and observations.
  func sample(for network: Network) throws -> GateSample {
    let architecture = network.architecture
    do {
      let points = try Self.read(points, columns: architecture.inputCount)
      let weights = try weights.map { (file) throws(DataError) in
        try PointTable(file: file, columns: 1).points.map { $0[0] }
      }
      if let weights, weights.count != points.count {
        throw Failure.data(
          "\(self.weights!): \(weights.count) weights for \(points.count) points, expected one on each line"
        )
      }
      let observations = try observations(architecture, count: points.count)
      do {
        return try GateSample(points, weights: weights, observations: observations)
      } catch {
        throw Failure.data("\(self.weights ?? self.points): \(error)")
      }
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }

  private static func read(_ file: String, columns: Int) throws(DataError) -> [[Rational]] {
    let points = try InputPoints(file: file, columns: columns)
    return (0..<points.count).map { points[$0] }
  }

  private func observations(
    _ architecture: Architecture, count: Int
  ) throws -> [GateObservation]? {
    if let outputs {
      let numbers = try Self.read(outputs, columns: architecture.outputCount)
      guard numbers.count == count else {
        throw Failure.data(
          "\(outputs): \(numbers.count) rows for \(count) points, expected one for each")
      }
      return numbers.map { .outputs($0) }
    }
    guard let labels else { return nil }
    let table = try LabelTable(file: labels, count: count, column: labelColumn)
    return try table.labels.enumerated().map { index, text in
      guard let label = Int(text), (0..<architecture.outputCount).contains(label) else {
        throw Failure.data(
          "\(labels): the label of point \(index + 1) is '\(text.excerpt)', expected a number from 0 to "
            + "\(architecture.outputCount - 1), a class (outputs of the network)")
      }
      return .label(label)
    }
  }
}

/// The temperatures of the gates.
enum GateTemperatures {
  /// Reads one temperature, or one for each hidden layer.
  static func read(_ text: String) throws -> [Rational] {
    try NumberList.read(text, option: "--temperature")
  }

  /// A model, with messages that name the options.
  static func model(
    of network: Network, temperatures: [Rational], likelihood: GateLikelihood, option: String
  ) throws -> GateModel {
    do {
      return try GateModel(of: network, temperatures: temperatures, likelihood: likelihood)
    } catch {
      switch error {
      case .temperatureNotPositive(let temperature, _):
        throw Failure.usage("\(option): \(temperature), expected a positive number")
      case .wrongTemperatureCount(let count, let layers):
        throw Failure.usage(
          "\(option): \(count) given, expected one, or one for each of \(layers) hidden layers")
      case .varianceNotPositive(let variance):
        throw Failure.usage("--noise-variance: \(variance), expected a positive number")
      default: throw Failure.data("\(error)")
      }
    }
  }
}
