public import ExactAlgebra
public import Networks

/// A network whose activation pattern is a latent variable: gates are drawn, layer after layer.
///
///     let model = try GateModel(
///       of: network, temperatures: [1], likelihood: .gaussian(variance: Rational(1, 4)))
///     let posterior = try GatePosterior(of: model, at: [1, 0], given: .outputs([2]))
///
/// A gate with pre-activation `z` is open with probability `sigma(z / tau)`, where
/// `sigma(t) = 1 / (1 + exp(-t))`, independently of the other gates of its layer. An open gate passes `z`,
/// whatever its sign; a closed gate passes `z` times the negative slope of the activation, which is 0 for
/// ReLU. Pre-activations of the next layer are those along the drawn path. The output of the last layer
/// is the parameter of a likelihood.
public struct GateModel: Sendable {
  /// The largest number of gates over whose patterns sums are taken.
  public static let maximumGateCount = 24

  /// The network.
  public let network: Network
  /// The temperature of each hidden layer; positive.
  public let temperatures: [Rational]
  /// How outputs scatter around what the network gives.
  public let likelihood: GateLikelihood

  /// The number of hidden neurons.
  public var gateCount: Int { network.architecture.hiddenWidths.reduce(0, +) }
  /// The number of patterns, `2^gateCount`, where sums can run over them.
  public var patternCount: Int { 1 << gateCount }

  /// The number of weights and of the biases that there are.
  public var parameterCount: Int {
    network.layers.reduce(0) { count, layer in
      count + layer.weights.reduce(0) { $0 + $1.count } + (layer.biases?.count ?? 0)
    }
  }

  /// The model on a network.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - temperatures: one for all hidden layers, or one for each.
  ///   - likelihood: the law of what is observed, given the output.
  /// - Throws: `GateModelError` for temperatures or a variance that are not positive, and for another number
  ///   of temperatures.
  public init(
    of network: Network, temperatures: [Rational], likelihood: GateLikelihood
  ) throws(GateModelError) {
    let depth = network.layers.count - 1
    guard temperatures.count == 1 || temperatures.count == depth else {
      throw .wrongTemperatureCount(temperatures.count, layers: depth)
    }
    for (index, temperature) in temperatures.enumerated() where temperature.signum() <= 0 {
      throw .temperatureNotPositive(temperature, index: index)
    }
    if case .gaussian(let variance) = likelihood, variance.signum() <= 0 {
      throw .varianceNotPositive(variance)
    }
    self.network = network
    self.temperatures =
      temperatures.count == depth
      ? temperatures : Array(repeating: temperatures[0], count: depth)
    self.likelihood = likelihood
  }

  /// Checks that a point and what is observed there belong to the network, and that there are not too many
  /// gates where sums are to run over all patterns.
  func validate(
    _ point: [Rational], _ observation: GateObservation?, isSummed: Bool = true
  ) throws(GateModelError) {
    guard !isSummed || gateCount <= Self.maximumGateCount else { throw .tooManyGates(gateCount) }
    let architecture = network.architecture
    guard point.count == architecture.inputCount else {
      throw .wrongPoint(count: point.count, expected: architecture.inputCount)
    }
    switch (observation, likelihood) {
    case (nil, _): break
    case (.outputs(let outputs), .gaussian):
      guard outputs.count == architecture.outputCount else {
        throw .wrongOutputs(count: outputs.count, expected: architecture.outputCount)
      }
    case (.label(let label), .softmax):
      guard (0..<architecture.outputCount).contains(label) else {
        throw .labelOutOfRange(label, classes: architecture.outputCount)
      }
    case (.outputs, .softmax), (.label, .gaussian): throw .otherLikelihood
    }
  }

  /// The pattern with a number: bits in the order of the gates, the first gate highest.
  public func pattern(numbered number: Int) -> ActivationPattern {
    var bit = gateCount
    return ActivationPattern(
      network.architecture.hiddenWidths.map { width in
        (0..<width).map { _ in
          bit -= 1
          return number >> bit & 1 == 1
        }
      })
  }
}

/// Why there is no model, or nothing to say about a point.
public enum GateModelError: Error, Hashable, CustomStringConvertible {
  /// Neither one temperature nor one for each hidden layer.
  case wrongTemperatureCount(Int, layers: Int)
  /// A temperature that is zero or negative, with its index.
  case temperatureNotPositive(Rational, index: Int)
  /// A variance of the noise that is zero or negative.
  case varianceNotPositive(Rational)
  /// More gates than `GateModel.maximumGateCount`.
  case tooManyGates(Int)
  /// A weight, a temperature, a variance, a point or an output that no floating-point number is near to.
  case beyondDoublePrecision
  /// A point of another dimension.
  case wrongPoint(count: Int, expected: Int)
  /// Outputs of another dimension.
  case wrongOutputs(count: Int, expected: Int)
  /// A class, from 0, that is none of the outputs.
  case labelOutOfRange(Int, classes: Int)
  /// A label for a Gaussian likelihood, or outputs for classes.
  case otherLikelihood
  /// No point.
  case noPoints
  /// Lists of points, weights and observations of different lengths.
  case differentCounts(points: Int, others: Int)
  /// Weights that are negative or do not sum to 1.
  case weights
  /// Another number of variational probabilities than gates.
  case wrongProbabilityCount(Int, expected: Int)
  /// A probability outside of `0 ... 1`, with its index.
  case notAProbability(Rational, index: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .wrongTemperatureCount(let count, let layers):
      "temperature: \(count) given, expected one, or one for each of \(layers) hidden layers"
    case .temperatureNotPositive(let temperature, let index):
      "temperature: entry \(index + 1) is \(temperature), expected a positive number"
    case .varianceNotPositive(let variance):
      "noise variance: \(variance), expected a positive number"
    case .tooManyGates(let count):
      "gates: \(count) hidden neurons, expected at most \(GateModel.maximumGateCount) "
        + "(sums run over all patterns)"
    case .beyondDoublePrecision:
      "numbers: one is beyond double precision, with which samples are drawn"
    case .wrongPoint(let count, let expected):
      "point: \(count) coordinates, expected \(expected) (inputs of the network)"
    case .wrongOutputs(let count, let expected):
      "outputs: \(count) numbers, expected \(expected) (outputs of the network)"
    case .labelOutOfRange(let label, let classes):
      "label: \(label), expected one of 0 to \(classes - 1) (an output of the network)"
    case .otherLikelihood:
      "observation: expected outputs with Gaussian noise, or labels without noise"
    case .noPoints:
      "points: none given, expected at least one"
    case .differentCounts(let points, let others):
      "points: \(points), beside \(others) weights or observations, expected as many"
    case .weights:
      "weights: expected numbers that are not negative and sum to 1"
    case .wrongProbabilityCount(let count, let expected):
      "probabilities: \(count) given, expected one for each of \(expected) gates"
    case .notAProbability(let number, let index):
      "probabilities: entry \(index + 1) is \(number), expected a number from 0 to 1"
    }
  }
}
