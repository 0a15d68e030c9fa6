import ExactAlgebra

extension Network {
  /// The network whose outputs are what a hidden layer hands on, after its activation.
  ///
  /// - Parameter number: of the layer, from 1.
  /// - Precondition: there is such a hidden layer.
  package func activations(ofHiddenLayer number: Int) -> Network {
    precondition((1..<layers.count).contains(number), "no such hidden layer")
    let width = architecture.widths[number]
    let identity = (0..<width).map { row in (0..<width).map { $0 == row ? 1 : 0 as Rational } }
    guard
      let network = try? Network(
        layers: layers.prefix(number) + [Layer(weights: identity)], activation: activation)
    else {
      preconditionFailure("layers of a network that form none")
    }
    return network
  }
}
