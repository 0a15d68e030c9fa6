public import ExactAlgebra
public import Networks

/// One layer as a map: `x -> sigma(W x + b)`, or `x -> W x + b` where nothing follows it.
///
///     LayerMap(.init(weights: [[1, -1]], biases: [0]), activation: .relu)([2, 5])     // [0]
public struct LayerMap: Hashable, Sendable {
  /// Weights and biases; every row has the same length.
  public let layer: Network.Layer
  /// What follows; `nil` for an affine map.
  public let activation: PiecewiseLinearActivation?

  /// A layer and what follows it.
  ///
  /// - Precondition: there is a row, all rows have the same length, and there are as many biases as rows.
  public init(_ layer: Network.Layer, activation: PiecewiseLinearActivation?) {
    precondition(
      !layer.weights.isEmpty
        && layer.weights.allSatisfy { $0.count == layer.weights[0].count }
        && (layer.biases.map { $0.count == layer.weights.count } ?? true), "no layer")
    self.layer = layer
    self.activation = activation
  }

  /// A layer `x -> ReLU(W x + b)`.
  public static func relu(weights: [[Rational]], biases: [Rational]) -> LayerMap {
    LayerMap(.init(weights: weights, biases: biases), activation: .relu)
  }

  /// The number of coordinates that come in.
  public var inputCount: Int { layer.weights[0].count }

  /// The number of coordinates that come out.
  public var outputCount: Int { layer.weights.count }

  /// The image of a point.
  ///
  /// - Precondition: the point has `inputCount` coordinates.
  public func callAsFunction(_ point: [Rational]) -> [Rational] {
    precondition(point.count == inputCount, "a point of a wrong length")
    return layer.affineForms.map { form in
      let value = zip(form, point).reduce(form[inputCount]) { $0 + $1.0 * $1.1 }
      return activation?(value) ?? value
    }
  }
}

extension Network {
  /// The layers as maps, first to last. The last one is affine, or is followed by the activation too.
  public func layerMaps(rectifyingOutput: Bool = false) -> [LayerMap] {
    layers.enumerated().map { index, layer in
      LayerMap(
        layer, activation: index < layers.count - 1 || rectifyingOutput ? activation : nil)
    }
  }
}
