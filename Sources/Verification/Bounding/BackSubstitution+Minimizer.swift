import CRealKernels

/// Where a bound is attained, nearly: that shows where it is loose.
extension BackSubstitution {
  /// Numbers that satisfy all lines and give a form its bound.
  struct Minimizer {
    /// The inputs.
    let inputs: [Double]
    /// The pre-activations of all hidden neurons.
    let preactivations: [Double]
    /// The outputs.
    let outputs: [Double]
  }

  /// Where a form has the bound that was found last; only a proposal.
  func minimizer(of bound: Bound) -> Minimizer {
    let inputs = box.minimizer(of: bound.coefficients)
    var (values, sums, preactivations) = (inputs, [Double](), [Double]())
    for (layer, weights) in network.layers.enumerated() {
      sums = weights.biases
      real_multiply_add(
        1, weights.inputCount, weights.outputCount, values, weights.transposedWeights, &sums)
      guard layer < network.depth else { break }
      preactivations += sums
      let first = network.firstNeurons[layer]
      values = sums.enumerated().map { place, sum in
        let line = line(of: first + place, weight: bound.weights[first + place])
        return line.slope * sum + line.constant
      }
    }
    return Minimizer(inputs: inputs, preactivations: preactivations, outputs: sums)
  }

  /// By how much the line that a form took for a neuron differs from its activation at a minimizer.
  func slack(of neuron: Int, in bound: Bound, at minimizer: Minimizer) -> Double {
    let (weight, sum) = (bound.weights[neuron], minimizer.preactivations[neuron])
    let line = line(of: neuron, weight: weight)
    let value = sum > 0 ? sum : network.slope * sum
    return weight * (value - line.slope * sum - line.constant)
  }
}
