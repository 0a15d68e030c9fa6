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
  /// For each neuron a number not below the Euclidean length of its weights, with `2^-50` times whose
  /// absolute values at most they are wrong, also where they vanish by underflow.
  let lengths: [Double]
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
    let sizes = zip(weights, columns).map { Self.size(of: $0, near: $1) }
    let (count, total) = (outputCount, sizes.count)
    lengths = (0..<count).map { neuron in
      Self.length(of: stride(from: neuron, to: total, by: count).lazy.map { sizes[$0] })
    }
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

  /// A number not below the Euclidean length of a vector without negative entries; it is infinite where an
  /// entry is no finite number. No square overflows or vanishes.
  static func length(of entries: some Sequence<Double>) -> Double {
    var (largest, total, count) = (0.0, 0.0, 0.0)
    for entry in entries {
      largest = max(largest, entry)
      total += entry
      count += 1
    }
    guard total.isFinite else { return .infinity }
    let inverse = 1 / largest
    guard inverse.isFinite else { return largest * count.squareRoot() * 1.000_001 }
    var squares = 0.0
    for entry in entries { squares += (entry * inverse) * (entry * inverse) }
    return largest * squares.squareRoot() * (1 + (count + 8) * 0x1p-50)
  }
}
