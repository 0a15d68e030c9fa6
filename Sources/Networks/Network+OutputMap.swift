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
    let coordinates = (0..<inputs).map { input in
      (0..<inputs).map { $0 == input ? 1 : 0 as Rational }
    }
    var forms = ScaledLayer.inputs(
      from: Array(repeating: 0, count: inputs), along: coordinates)
    for (index, layer) in scaledLayers.enumerated() {
      forms = layer.preactivations(on: forms)
      guard index < pattern.layers.count else { break }
      forms = activation.applied(to: forms) { neuron, _ in pattern.layers[index][neuron] }
    }
    return ScaledLayer.coefficients(of: forms)
  }
}
