import ExactAlgebra
import Networks

/// What a network does on a short segment that starts at a point, the point itself excluded.
struct NetworkGerm: Hashable, Sendable {
  /// The activity on the segment.
  let pattern: ActivationPattern
  /// The hidden neurons whose pre-activation is zero at the point, but not on the segment.
  let vanishing: [HiddenNeuron]
}

extension Network {
  /// The pattern on `point + t * direction` for all small `t > 0`, exactly.
  ///
  /// Pre-activations are polynomials `z_0 + z_1 t` there; the sign is that of the first
  /// coefficient that is not zero, and a neuron without any is inactive.
  ///
  /// - Precondition: point and direction have `n_0` coordinates.
  func germ(at point: [Rational], towards direction: [Rational]) -> NetworkGerm {
    precondition(
      point.count == architecture.inputCount && direction.count == point.count,
      "a point or direction of a wrong length")
    // Affine forms of `t`: the coefficient of `t`, and the constant.
    var forms = ScaledLayer.inputs(from: point, along: [direction])
    var layers: [[Bool]] = []
    var vanishing: [HiddenNeuron] = []
    for (index, layer) in scaledLayers.dropLast().enumerated() {
      forms = layer.preactivations(on: forms)
      var isActive: [Bool] = []
      for neuron in 0..<architecture.widths[index + 1] {
        let (linear, constant) = (forms[neuron, 0].signum(), forms[neuron, 1].signum())
        if constant == 0, linear != 0 {
          vanishing.append(HiddenNeuron(layer: index + 1, index: neuron))
        }
        isActive.append(constant > 0 || constant == 0 && linear > 0)
      }
      layers.append(isActive)
      forms = activation.applied(to: forms) { neuron, _ in isActive[neuron] }
    }
    return NetworkGerm(pattern: ActivationPattern(layers), vanishing: vanishing)
  }
}
