import Networks

/// A network in the form of network files.
struct NetworkFields: Encodable {
  struct Layer: Encodable {
    let weights: [[ExactFraction]]
    let biases: [ExactFraction]?
  }

  let widths: [Int]
  let layers: [Layer]

  init(_ network: Network) {
    widths = network.architecture.widths
    layers = network.layers.map { layer in
      Layer(
        weights: layer.weights.map { $0.map(ExactFraction.init) },
        biases: layer.biases?.map(ExactFraction.init))
    }
  }
}
