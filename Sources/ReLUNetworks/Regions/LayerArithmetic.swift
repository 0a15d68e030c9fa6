import ExactAlgebra

/// The weights of a layer as they are multiplied: exactly, and in floating point.
struct LayerArithmetic: Sendable {
  /// The number of neurons.
  let outputCount: Int
  /// The number of neurons of the layer before.
  let inputCount: Int
  /// For each input the weights of all neurons, within a relative error of `2^-50`.
  let columns: [Double]
  /// The biases, likewise; zeros where there are none.
  let biases: [Double]
  /// The layer over the integers.
  let exact: ScaledLayer
  /// The rows of that matrix.
  let exactRows: [IntegerMatrix]

  init(_ layer: Network.Layer) {
    outputCount = layer.weights.count
    inputCount = layer.weights[0].count
    columns = (0..<inputCount).flatMap { column in
      layer.weights.map { Double(approximating: $0[column]) }
    }
    biases = layer.biases?.map { Double(approximating: $0) } ?? layer.weights.map { _ in 0 }
    let exact = ScaledLayer(layer)
    self.exact = exact
    exactRows = (0..<layer.weights.count).map { IntegerMatrix([exact.matrix.row($0)]) }
  }
}
