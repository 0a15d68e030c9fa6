import ExactAlgebra
import Networks

/// The layers of a network on activation patterns, as affine forms of the coordinates of a slice.
///
/// Forms are exact and homogeneous: a matrix has one row for each neuron, with the constant last,
/// and a last row with the common factor at the constant.
struct SliceForms: Sendable {
  let network: Network
  /// The inputs of the network.
  let inputs: IntegerMatrix

  /// The forms on a slice of the input space.
  init(of network: Network, on slice: AffineSlice) {
    self.network = network
    inputs = ScaledLayer.inputs(from: slice.origin, along: slice.directions)
  }

  /// What the neurons of a layer, from 0, are before the activation.
  func preactivations(ofLayer layer: Int, on input: IntegerMatrix) -> IntegerMatrix {
    network.scaledLayers[layer].preactivations(on: input)
  }

  /// What they are after it, where they have the given activity.
  func output(of preactivations: IntegerMatrix, isActive: [Bool]) -> IntegerMatrix {
    network.activation.applied(to: preactivations) { neuron, _ in isActive[neuron] }
  }

  /// The pre-activations of all layers on a pattern, those of the last one being the outputs.
  ///
  /// - Precondition: the pattern has the hidden layers and widths of the network.
  func layers(on pattern: ActivationPattern) -> [IntegerMatrix] {
    var input = inputs
    return network.layers.indices.map { layer in
      let forms = preactivations(ofLayer: layer, on: input)
      if layer < pattern.layers.count {
        input = output(of: forms, isActive: pattern.layers[layer])
      }
      return forms
    }
  }
}
