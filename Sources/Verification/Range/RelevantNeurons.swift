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
  /// The sign of the coefficient of each of these activations.
  private let signs: [Int]
  /// The constant in front of these activations; `nil` where inputs occur in the combination, or negative activations are possible.
  private let constant: Rational?

  init(_ network: BoundingNetwork, of expression: LinearExpression, in exactNetwork: Network) {
    self.network = network
    let layer = exactNetwork.layers[network.depth]
    let coefficients = (0..<network.layers[network.depth].inputCount).map { column in
      let sum = expression.terms.reduce(Rational(0)) { sum, term in
        let output = term.variable - network.inputCount
        return output < 0 ? sum : sum + term.coefficient * layer.weights[output][column]
      }
      return sum
    }
    last = coefficients.map { !$0.isZero }
    signs = coefficients.map { $0.signum() }
    let isOfOutputs = expression.terms.allSatisfy { $0.variable >= network.inputCount }
    constant =
      isOfOutputs && network.depth > 0 && network.slope == 0
      ? expression.terms.reduce(expression.constant) { sum, term in
        sum + term.coefficient * (layer.biases?[term.variable - network.inputCount] ?? 0)
      } : nil
  }

  /// A number that the combination is not above, exactly, where no activation with a positive coefficient is positive: the
  /// constant. Bounds with rounding errors are above it, however small a part is.
  func exactBound(with bounds: NeuronBounds) -> Rational? {
    guard let constant else { return nil }
    let first = network.firstNeurons[network.depth - 1]
    let isAbove = signs.indices.contains { signs[$0] > 0 && !(bounds.upper[first + $0] <= 0) }
    return isAbove ? nil : constant
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
