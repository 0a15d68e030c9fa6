import ExactAlgebra
import Networks
import Synchronization

/// The weights of a layer as they are multiplied: exactly, and in floating point.
final class LayerArithmetic: Sendable {
  /// The number of neurons.
  let outputCount: Int
  /// The number of neurons of the layer before.
  let inputCount: Int
  /// For each input the weights of all neurons, approximately.
  let columns: [Double]
  /// In the same order: numbers not below their absolute values, with `2^-50` times which at most
  /// they are wrong, also where they vanish by underflow; zero for zeros.
  let sizes: [Double]
  /// Whether these numbers are just the absolute values of the weights.
  let sizesAreMagnitudes: Bool
  /// The biases, likewise; zeros where there are none.
  let biases: [Double]
  /// The layer over the integers.
  let exact: ScaledLayer
  /// The rows of that matrix that were asked for.
  private let knownRows: Mutex<[IntegerMatrix?]>

  init(_ layer: Network.Layer, exact: ScaledLayer) {
    outputCount = layer.weights.count
    inputCount = layer.weights[0].count
    let weights = (0..<inputCount).flatMap { column in layer.weights.map { $0[column] } }
    columns = weights.map { Double(approximating: $0) }
    sizes = zip(weights, columns).map { Self.size(of: $0, near: $1) }
    sizesAreMagnitudes = zip(columns, sizes).allSatisfy { $0.magnitude == $1 }
    biases = layer.biases?.map { Double(approximating: $0) } ?? layer.weights.map { _ in 0 }
    self.exact = exact
    knownRows = Mutex(Array(repeating: nil, count: outputCount))
  }

  /// The exact weights of a neuron, a matrix of one row.
  func exactRow(_ neuron: Int) -> IntegerMatrix {
    if let row = knownRows.withLock({ $0[neuron] }) { return row }
    let row = IntegerMatrix([exact.matrix.row(neuron)])
    knownRows.withLock { $0[neuron] = row }
    return row
  }

  /// The layers of a network.
  static func layers(of network: Network) -> [LayerArithmetic] {
    zip(network.layers, network.scaledLayers).map(LayerArithmetic.init)
  }

  /// The absolute value of an approximation, or a number by which even one that is less precise,
  /// being near the smallest there are, is wrong by `2^-50` times it at most.
  static func size(of exact: Rational, near approximation: Double) -> Double {
    exact.isZero ? 0 : max(approximation.magnitude, 0x1p-950)
  }
}
