import CRealKernels

extension BoundingNetwork {
  /// What hidden neurons and outputs are at some inputs, nearly.
  ///
  /// - Parameter inputs: one after the other, each with all its coordinates.
  /// - Returns: pre-activations, for each layer a row for each input.
  func layerValues(at inputs: [Double]) -> [[Double]] {
    let count = inputs.count / inputCount
    var activations = inputs
    return layers.enumerated().map { index, layer in
      var sums: [Double] = []
      sums.reserveCapacity(count * layer.outputCount)
      for _ in 0..<count { sums += layer.biases }
      real_multiply_add(
        count, layer.inputCount, layer.outputCount, activations, layer.transposedWeights, &sums)
      if index < depth { activations = sums.map { $0 > 0 ? $0 : slope * $0 } }
      return sums
    }
  }

  /// The derivatives of forms of the outputs with respect to inputs.
  ///
  /// - Parameters:
  ///   - forms: a row of coefficients of the outputs for each input.
  ///   - values: as `layerValues(at:)` returns them.
  func gradients(of forms: [Double], at values: [[Double]]) -> [Double] {
    let count = forms.count / outputCount
    var rows = forms
    for (index, layer) in layers.enumerated().reversed() {
      var below = [Double](repeating: 0, count: count * layer.inputCount)
      real_multiply_add(count, layer.outputCount, layer.inputCount, rows, layer.weights, &below)
      if index > 0 {
        for place in below.indices where values[index - 1][place] <= 0 { below[place] *= slope }
      }
      rows = below
    }
    return rows
  }
}

extension BackSubstitution.Form {
  /// The value, nearly.
  func value(inputs x: UnsafePointer<Double>, outputs y: UnsafePointer<Double>) -> Double {
    var sum = constant
    for index in inputs.indices { sum += inputs[index] * x[index] }
    for index in outputs.indices { sum += outputs[index] * y[index] }
    return sum
  }
}
