import Enclosures
import ExactAlgebra
import Networks

extension GatePath {
  /// The gradient with respect to all parameters along the path, with the state of each gate held fixed.
  ///
  /// With the gate term it is that of `ln p(y | x, A) + ln P(A | x)`, without it that of `ln p(y | x, A)`. The
  /// order is that of layers and neurons: the weights of a neuron, then its bias where there is one.
  func gradient(in model: GateModel, slopes: [Ball], withGateTerm: Bool) -> [Ball] {
    let layers = model.network.layers
    var slopes = slopes
    var blocks: [[Ball]] = []
    for index in layers.indices.reversed() {
      let layer = layers[index]
      blocks.append(
        slopes.flatMap { slope in
          inputs[index].map { $0 * slope } + (layer.biases == nil ? [] : [slope])
        })
      guard index > 0 else { break }
      slopes = inputs[index].indices.map { neuron in
        let (gate, isOpen) = (gates[index - 1][neuron], states[index - 1][neuron])
        let arriving = slopes.enumerated().dropFirst().reduce(
          slopes[0] * layer.weights[0][neuron]
        ) { $0 + $1.element * layer.weights[$1.offset][neuron] }
        let passed = arriving * model.network.activation.slope(isActive: isOpen)
        guard withGateTerm else { return passed }
        return passed + gate.residual(isOpen: isOpen) / model.temperatures[index - 1]
      }
    }
    return Array(blocks.reversed().joined())
  }
}
