import ExactAlgebra
import Networks
import Properties

/// The neurons on which a linear combination of inputs and outputs depends, on a part of the inputs.
///
/// A neuron counts if it has a weight that is not zero into one that counts; one that is never positive there
/// counts only where the activation has a slope for negative numbers.
struct RelevantNeurons: Sendable {
  private let network: BoundingNetwork
  /// Whether the activation of each neuron of the last hidden layer occurs in the combination.
  private let last: [Bool]

  init(_ network: BoundingNetwork, of expression: LinearExpression, in exactNetwork: Network) {
    self.network = network
    let layer = exactNetwork.layers[network.depth]
    last = (0..<network.layers[network.depth].inputCount).map { column in
      let sum = expression.terms.reduce(Rational(0)) { sum, term in
        let output = term.variable - network.inputCount
        return output < 0 ? sum : sum + term.coefficient * layer.weights[output][column]
      }
      return !sum.isZero
    }
  }

  /// Bounds in which neurons that do not matter have a sign, any one.
  func fixingOthers(in bounds: NeuronBounds) -> NeuronBounds {
    var bounds = bounds
    var counts = last
    for layer in (0..<network.depth).reversed() {
      let weights = network.layers[layer]
      let first = network.firstNeurons[layer]
      var below = [Bool](repeating: false, count: weights.inputCount)
      for neuron in 0..<weights.outputCount {
        if !counts[neuron] {
          if bounds.isUnstable(first + neuron) {
            (bounds.lower[first + neuron], bounds.upper[first + neuron]) = (-1, 0)
          }
          continue
        }
        if network.slope == 0 && bounds.upper[first + neuron] <= 0 { continue }
        for input in below.indices where weights.weights[neuron * below.count + input] != 0 {
          below[input] = true
        }
      }
      counts = below
    }
    return bounds
  }
}
