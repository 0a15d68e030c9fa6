public import ExactAlgebra
public import Networks

/// Layers `x -> ReLU(W x + b)` of `R^d`, one after the other.
///
///     let network = try RectifiedNetwork(dimension: 1, weights: [2, -1])
///     network.layers[0]([1])           // ReLU(2 * 1 - 1) = 1
///
/// The weights are one vector of `l (d^2 + d)` numbers: neuron by neuron, the bias after the weights of its row.
public struct RectifiedNetwork: Hashable, Sendable {
  /// The largest number of weights.
  public static let maximumWeightCount = 4096
  /// The largest number of layers; with a layer that hands them on it still is a network.
  public static let maximumDepth = Architecture.maximumDepth - 1

  /// The dimension of the space: `d`.
  public let dimension: Int
  /// The weights.
  public let weights: [Rational]

  /// The network with given weights.
  ///
  /// - Throws: `InvariantCurveError.size` beyond `maximumWeightCount` or `maximumDepth`.
  /// - Precondition: the number of weights is a positive multiple of `d^2 + d`.
  public init(dimension: Int, weights: [Rational]) throws(InvariantCurveError) {
    let perLayer = Self.weightCount(dimension: dimension, depth: 1)
    precondition(!weights.isEmpty && weights.count % perLayer == 0, "weights of no layers")
    try Self.check(dimension: dimension, depth: weights.count / perLayer)
    (self.dimension, self.weights) = (dimension, weights)
  }

  /// The layers of a network, all of them followed by ReLU.
  ///
  /// - Throws: `InvariantCurveError` for other activations, for widths that are not all `d`, and for sizes.
  public init(_ network: Network, dimension: Int) throws(InvariantCurveError) {
    guard network.activation == .relu else { throw .activation }
    for (layer, width) in network.architecture.widths.enumerated() where width != dimension {
      throw .width(width, layer: layer, expected: dimension)
    }
    try self.init(
      dimension: dimension,
      weights: network.layers.flatMap { $0.affineForms.flatMap(\.self) })
  }

  /// Refuses what is too large.
  static func check(dimension: Int, depth: Int) throws(InvariantCurveError) {
    let count = weightCount(dimension: dimension, depth: depth)
    guard depth <= maximumDepth, count <= maximumWeightCount else {
      throw .size(depth: depth, weights: count)
    }
  }

  /// The number of weights: `l (d^2 + d)`.
  public static func weightCount(dimension: Int, depth: Int) -> Int {
    depth * (dimension * dimension + dimension)
  }

  /// The number of layers: `l`.
  public var depth: Int {
    weights.count / Self.weightCount(dimension: dimension, depth: 1)
  }

  /// The index of the bias of a neuron of the last layer.
  ///
  /// - Parameters:
  ///   - neuron: the neuron, from 0.
  ///   - dimension: `d`.
  ///   - weightCount: the number of weights of all layers.
  public static func lastBias(of neuron: Int, dimension: Int, weightCount: Int) -> Int {
    weightCount - (dimension - neuron) * (dimension + 1) + dimension
  }

  /// The largest absolute value of a weight.
  public var largestWeight: Rational { weights.map(\.magnitude).max()! }

  /// The layers as a network; the last one is affine there.
  public var network: Network {
    do {
      return try Network(layers: networkLayers)
    } catch {
      preconditionFailure("layers that are no network: \(error)")
    }
  }

  /// The layers as maps.
  public var layers: [LayerMap] { networkLayers.map { LayerMap($0, activation: .relu) } }

  private var networkLayers: [Network.Layer] {
    let width = dimension + 1
    return (0..<depth).map { layer in
      let rows = (0..<dimension).map { neuron in
        let start = (layer * dimension + neuron) * width
        return weights[start..<start + width]
      }
      return Network.Layer(
        weights: rows.map { Array($0.dropLast()) }, biases: rows.map { $0[$0.endIndex - 1] })
    }
  }

  /// The network with further layers behind it.
  ///
  /// - Throws: `InvariantCurveError.size`.
  public func followed(by other: RectifiedNetwork) throws(InvariantCurveError) -> RectifiedNetwork {
    precondition(dimension == other.dimension, "layers of another space")
    return try RectifiedNetwork(dimension: dimension, weights: weights + other.weights)
  }

  /// The network on inputs that are multiplied by a number first.
  func scalingInputs(by factor: Rational) -> RectifiedNetwork {
    var weights = weights
    for neuron in 0..<dimension {
      for input in 0..<dimension { weights[neuron * (dimension + 1) + input] *= factor }
    }
    do {
      return try RectifiedNetwork(dimension: dimension, weights: weights)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

/// Why there is no member of the curve, or no parameter.
public enum InvariantCurveError: Error, Hashable, CustomStringConvertible {
  /// Another activation than ReLU.
  case activation
  /// A layer with another width; the input is layer 0.
  case width(Int, layer: Int, expected: Int)
  /// So many layers and weights.
  case size(depth: Int, weights: Int)
  /// Weights that lie in the cube of no stage that is accepted.
  case weightTooLarge
  /// A parameter behind the last stage that is accepted.
  case parameterTooLarge

  /// One line for the user.
  public var description: String {
    switch self {
    case .activation: "another activation than ReLU, expected relu"
    case .width(let width, let layer, let expected):
      (layer == 0 ? "\(width) inputs" : "layer \(layer) has width \(width)")
        + ", expected \(expected), as in the law"
    case .size(let depth, let weights):
      "\(depth) layers with \(weights) weights, expected at most "
        + "\(RectifiedNetwork.maximumDepth) layers with \(RectifiedNetwork.maximumWeightCount)"
    case .weightTooLarge:
      "a weight beyond 2^\(CurveExcursion.largestStage - 1), expected smaller ones"
    case .parameterTooLarge:
      "a parameter beyond the stage \(CurveExcursion.largestStage), expected less than "
        + "\(CurveExcursion.count)"
    }
  }
}
