/// Between which numbers the pre-activations of all hidden neurons lie, on a set of inputs.
struct NeuronBounds: Sendable {
  /// One for each hidden neuron, layer by layer.
  var lower: [Double]
  var upper: [Double]

  /// Nothing is known.
  init(count: Int) {
    lower = Array(repeating: -.infinity, count: count)
    upper = Array(repeating: .infinity, count: count)
  }

  /// Whether both signs are possible.
  func isUnstable(_ neuron: Int) -> Bool { lower[neuron] < 0 && upper[neuron] > 0 }

  /// The number of neurons that may have both signs.
  var unstableCount: Int {
    lower.indices.reduce(0) { $0 + (isUnstable($1) ? 1 : 0) }
  }

  /// Whether they contradict each other: the set is empty.
  var isEmpty: Bool { lower.indices.contains { lower[$0] > upper[$0] } }
}
