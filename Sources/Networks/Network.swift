public import ExactAlgebra

/// A network with given weights and a piecewise linear activation, ReLU where nothing else is
/// said; exact.
///
///     let network = try Network(layers: [
///       .init(weights: [[1, -1], [0, 2]], biases: [0, -1]), .init(weights: [[1, 1]]),
///     ])
///     network.evaluate([[3, 1]])[0].outputs   // [3]
///
/// Hidden layers are followed by the activation, the last layer is linear. Binary floating-point weights
/// are rational numbers, so a trained network is such an object too.
public struct Network: Hashable, Sendable {
  /// One affine layer.
  public struct Layer: Hashable, Sendable {
    /// One row for each neuron, one column for each neuron of the layer before.
    public let weights: [[Rational]]
    /// One number for each neuron; `nil` where the layer has no biases.
    public let biases: [Rational]?

    /// A layer; that sizes agree is checked by `Network.init`.
    public init(weights: [[Rational]], biases: [Rational]? = nil) {
      self.weights = weights
      self.biases = biases
    }

    /// The pre-activations as affine forms of what comes in: a row of weights for each neuron, and its bias
    /// last.
    public var affineForms: [[Rational]] {
      weights.enumerated().map { neuron, weights in weights + [biases?[neuron] ?? 0] }
    }
  }

  /// The largest width that is accepted; larger than `Architecture.maximumWidth`, since the layers of
  /// convolutions are wide.
  public static let maximumWidth = 1 << 14
  /// The largest number of parameters that is accepted, zeros included. Full rows of 2^24 numbers take
  /// some hundred megabytes.
  public static let maximumParameterCount = 1 << 24

  /// The layers, first to last.
  public let layers: [Layer]
  /// What follows each hidden layer.
  public let activation: PiecewiseLinearActivation
  /// The shape: it has biases where some layer has.
  public let architecture: Architecture
  /// The layers with common denominators, as they are evaluated.
  package let scaledLayers: [ScaledLayer]

  /// The network with the given layers and one activation for all hidden neurons.
  ///
  /// - Throws: `NetworkError` where rows have different lengths, or sizes of neighbouring layers
  ///   or of biases disagree, and for more layers than `Architecture.maximumDepth` or sizes beyond
  ///   `maximumWidth` or `maximumParameterCount`.
  public init(
    layers: [Layer], activation: PiecewiseLinearActivation = .relu
  ) throws(NetworkError) {
    guard !layers.isEmpty else { throw .noLayers }
    var widths: [Int] = []
    for (index, layer) in layers.enumerated() {
      guard let first = layer.weights.first else { throw .noNeurons(layer: index + 1) }
      let expected = widths.last ?? first.count
      for (row, weights) in layer.weights.enumerated() where weights.count != expected {
        throw .wrongRow(
          layer: index + 1, neuron: row + 1, count: weights.count, expected: expected)
      }
      if let biases = layer.biases, biases.count != layer.weights.count {
        throw .wrongBiases(
          layer: index + 1, count: biases.count, expected: layer.weights.count)
      }
      if widths.isEmpty { widths.append(expected) }
      widths.append(layer.weights.count)
    }
    do {
      architecture = try Architecture(
        widths: widths, hasBiases: layers.contains { $0.biases != nil },
        maximumWidth: Self.maximumWidth, maximumParameterCount: Self.maximumParameterCount)
    } catch {
      throw .architecture(error)
    }
    self.layers = layers
    self.activation = activation
    scaledLayers = layers.map(ScaledLayer.init)
  }

  /// Whether layers, weights and activations agree; a layer without biases differs from one with
  /// zeros.
  public static func == (a: Network, b: Network) -> Bool {
    a.layers == b.layers && a.activation == b.activation
  }

  /// Feeds layers and activation.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(layers)
    hasher.combine(activation)
  }
}

extension Network {
  /// What a network does on one point.
  public struct Evaluation: Hashable, Sendable {
    /// The pre-activations of the hidden neurons, as signs: -1, 0 or 1, layer by layer.
    public let signs: [[Int]]
    /// The outputs.
    public let outputs: [Rational]

    /// The activation pattern: active where the pre-activation is positive.
    public var pattern: ActivationPattern {
      ActivationPattern(signs.map { layer in layer.map { $0 > 0 } })
    }

    /// The hidden neurons whose pre-activation is exactly zero, from 0, with the number `1 ..< L`
    /// of their layer.
    public var boundary: [(layer: Int, neuron: Int)] {
      signs.enumerated().flatMap { index, layer in
        layer.indices.filter { layer[$0] == 0 }.map { (index + 1, $0) }
      }
    }

    /// Whether both have the same signs and outputs.
    public static func == (a: Evaluation, b: Evaluation) -> Bool {
      a.signs == b.signs && a.outputs == b.outputs
    }
  }

  /// The outputs and the signs of all pre-activations on points, exactly.
  ///
  /// - Precondition: every point has `n_0` coordinates.
  public func evaluate(_ points: [[Rational]]) -> [Evaluation] {
    precondition(
      points.allSatisfy { $0.count == architecture.inputCount }, "points of a wrong length")
    guard !points.isEmpty else { return [] }
    var values = ScaledLayer.inputs(at: points)
    var signs = [[[Int]]](repeating: [], count: points.count)
    for (index, layer) in scaledLayers.enumerated() {
      values = layer.preactivations(on: values)
      guard index < layers.count - 1 else { break }
      for point in points.indices {
        signs[point].append(
          (0..<architecture.widths[index + 1]).map { values[$0, point].signum() })
      }
      values = activation.applied(to: values) { signs[$1][index][$0] > 0 }
    }
    return points.indices.map { point in
      Evaluation(
        signs: signs[point],
        outputs: (0..<architecture.outputCount).map {
          Rational(values[$0, point], values[architecture.outputCount, point])
        })
    }
  }
}

extension Network {
  /// The network of the first hidden layers, with the layer after them as output layer.
  ///
  /// - Precondition: there are as many hidden layers.
  package func truncated(afterHiddenLayers count: Int) -> Network {
    precondition((0..<layers.count).contains(count), "more hidden layers than there are")
    guard
      let network = try? Network(
        layers: Array(layers.prefix(count + 1)), activation: activation)
    else {
      preconditionFailure("layers of a network that form none")
    }
    return network
  }
}

/// Why layers do not form a network.
public enum NetworkError: Error, Hashable, CustomStringConvertible {
  /// There is no layer.
  case noLayers
  /// A layer without neurons; layers count from 1.
  case noNeurons(layer: Int)
  /// A row of weights whose length is not the number of neurons of the layer before.
  case wrongRow(layer: Int, neuron: Int, count: Int, expected: Int)
  /// Another number of biases than neurons.
  case wrongBiases(layer: Int, count: Int, expected: Int)
  /// Widths that are refused.
  case architecture(ArchitectureError)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noLayers:
      "layers: none given, expected at least one"
    case .noNeurons(let layer):
      "layer \(layer): no neurons, expected a row of weights for each"
    case .wrongRow(let layer, let neuron, let count, let expected):
      "layer \(layer), neuron \(neuron): \(count) weights, expected \(expected)"
    case .wrongBiases(let layer, let count, let expected):
      "layer \(layer): \(count) biases, expected \(expected)"
    case .architecture(let error):
      error.description
    }
  }
}
