import ExactAlgebra
import Interchange
import LatentGates
import Networks

/// A model on a network of a file, with the failures of a command.
struct GateJob {
  let reading: NetworkReading
  let likelihood: GateLikelihood

  /// A network whose gates can be drawn.
  init(_ reading: NetworkReading, likelihood: GateLikelihood) throws {
    guard reading.network.layers.count > 1 else {
      throw Failure.data("\(reading.file): no hidden layer, expected one at least")
    }
    guard reading.hasNeuronsOfTheFile else {
      throw Failure.data(
        "\(reading.file): skip connections or kinks that repeat or split hidden neurons, whose gates "
          + "would be drawn independently, expected a chain of layers")
    }
    self.reading = reading
    self.likelihood = likelihood
  }

  /// The model at some temperatures, which an option gives, on the network of the file or another one of its shape.
  func model(
    on network: Network? = nil, temperatures: [Rational], option: String
  ) throws -> GateModel {
    do {
      return try GateModel(
        of: network ?? reading.network, temperatures: temperatures, likelihood: likelihood)
    } catch {
      switch error {
      case .tooManyGates: throw Failure.data("\(reading.file): \(error)")
      case .wrongTemperatureCount(let count, let layers):
        throw Failure.usage(
          "\(option): \(count) numbers, expected one, or one for each of \(layers) hidden layers")
      default: throw Failure.usage("\(option): \(error)")
      }
    }
  }

  /// Reads temperatures.
  static func temperatures(_ text: String, option: String) throws -> [Rational] {
    let numbers = try NumberList.read(text, option: option)
    if let bad = numbers.first(where: { $0.signum() <= 0 }) {
      throw Failure.usage("\(option): \(bad), expected a positive number")
    }
    return numbers
  }

  /// Reads the variance of the noise.
  static func noiseVariance(_ text: String) throws -> Rational {
    let variance = try VectorList.number(text[...], option: "--noise-variance")
    guard variance.signum() > 0 else {
      throw Failure.usage("--noise-variance: \(variance), expected a positive number")
    }
    return variance
  }

  /// Refuses more gates than sums can run over.
  static func checkSums(over model: GateModel, in file: String) throws {
    guard model.gateCount <= GateModel.maximumGateCount else {
      throw Failure.data(
        "\(file): \(GateModelError.tooManyGates(model.gateCount)); 'reluvar gates estimate' samples them"
      )
    }
  }
}
