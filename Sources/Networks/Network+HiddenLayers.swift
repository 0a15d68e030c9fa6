import ExactAlgebra

extension Network {
  /// The network whose outputs are what a hidden layer hands on, after its activation.
  ///
  /// - Parameter number: of the layer, from 1.
  /// - Precondition: there is such a hidden layer.
  package func activations(ofHiddenLayer number: Int) -> Network {
    precondition((1..<layers.count).contains(number), "no such hidden layer")
    let width = architecture.widths[number]
    guard
      let network = try? Network(
        layers: layers.prefix(number) + [Layer(weights: RationalMatrix.identity(width).rows)],
        activation: activation)
    else {
      preconditionFailure("layers of a network that form none")
    }
    return network
  }
}
