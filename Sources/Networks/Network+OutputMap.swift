public import ExactAlgebra

extension Network {
  /// The affine map that the network is on the points with an activation pattern.
  ///
  ///     let network = try Network(layers: [
  ///       .init(weights: [[1, -1], [0, 2]], biases: [0, -1]), .init(weights: [[1, 1]]),
  ///     ])
  ///     network.outputMap(on: try ActivationPattern(parsing: "01"))   // [[0, 2, -1]]
  ///
  /// `n_L` rows and `n_0 + 1` columns: the coefficients of the inputs and the constant at the end,
  /// zero where there are no biases. The pattern may be one that occurs on no point.
  ///
  /// - Precondition: the pattern has the hidden layers and widths of the network.
  public func outputMap(on pattern: ActivationPattern) -> [[Rational]] {
    precondition(
      (try? pattern.validate(for: architecture)) != nil, "a pattern of another architecture")
    let inputs = architecture.inputCount
    // The inputs and the constant 1, as affine functions of the inputs.
    var values = RationalMatrix.identity(inputs + 1)
    for (index, layer) in layers.enumerated() {
      let isHidden = index < layers.count - 1
      let rows = layer.weights.enumerated().map { neuron, weights in
        let row = weights + [layer.biases?[neuron] ?? 0]
        guard isHidden, !pattern.layers[index][neuron] else { return row }
        return row.map { activation.negativeSlope * $0 }
      }
      let carriesConstant = [Rational](repeating: 0, count: layer.weights[0].count) + [1]
      values = RationalMatrix(rows + [carriesConstant]) * values
    }
    return (0..<architecture.outputCount).map(values.row)
  }
}
