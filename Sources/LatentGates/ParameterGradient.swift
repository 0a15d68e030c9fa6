public import Enclosures
import Networks

/// A derivative with respect to each weight and each bias of a network, in the shape of its layers.
public struct ParameterGradient: Sendable {
  /// The derivatives with respect to the parameters of one layer.
  public struct Layer: Sendable {
    /// One row for each neuron, one column for each input of the layer.
    public let weights: [[ReportedNumber]]
    /// One number for each neuron; `nil` where the layer has no biases.
    public let biases: [ReportedNumber]?
  }

  /// All layers, the last one included.
  public let layers: [Layer]

  /// The derivatives in the order of layers and neurons: the weights of a neuron, then its bias.
  public var parameters: [ReportedNumber] {
    layers.flatMap { layer in
      layer.weights.enumerated().flatMap { neuron, row in
        row + (layer.biases.map { [$0[neuron]] } ?? [])
      }
    }
  }

  /// Derivatives in that order.
  init(_ values: [Ball], of network: Network) {
    self.init(values.map { ReportedNumber.enclosed($0) }, of: network)
  }

  /// Derivatives in that order.
  init(_ values: some Sequence<ReportedNumber>, of network: Network) {
    var rest = Array(values)[...]
    func next(_ count: Int) -> [ReportedNumber] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    layers = network.layers.map { layer in
      var (weights, biases): ([[ReportedNumber]], [ReportedNumber]) = ([], [])
      for row in layer.weights {
        weights.append(next(row.count))
        if layer.biases != nil { biases += next(1) }
      }
      return Layer(weights: weights, biases: layer.biases == nil ? nil : biases)
    }
  }
}
