import Networks

/// The neurons of the one hidden layer in which blocks differ, by their signatures.
///
/// The signature of a neuron is the vector that has a 1 for each block in which the neuron is active
/// and 0 for the others. Without biases a block with an inactive layer is zero; it may differ from
/// the others in any way, and counts as one in which no neuron is active.
struct BlockSignatures {
  /// The hidden layer in which the blocks may differ; where they do not, a narrowest one.
  let layer: Int
  /// The signatures other than zero, each once, those of the first blocks first.
  let signatures: [[Int]]
  /// For each signature the number of neurons that have it.
  let counts: [Int]
  /// The number of blocks.
  let blockCount: Int
  /// The least number of active neurons in the layers behind; `Int.max` where there are none.
  let widthBehind: Int
  /// The least number of active neurons in the hidden layers before; `Int.max` where there are none.
  let widthBefore: Int

  /// The signatures for some patterns; `nil` where they differ in more than one hidden layer.
  init?(of patterns: [ActivationPattern], on architecture: Architecture) {
    let active = patterns.map(\.activeNeurons)
    let hidden = 1..<architecture.layerCount
    let isZero = active.map { layers in
      !architecture.hasBiases && hidden.contains { layers[$0].isEmpty }
    }
    let blocks = patterns.indices.filter { !isZero[$0] }
    let model = active[blocks.first ?? 0]
    let different = hidden.filter { layer in blocks.contains { active[$0][layer] != model[layer] } }
    guard different.count < 2 else { return nil }
    let layer = different.first ?? hidden.min { model[$0].count < model[$1].count } ?? 1
    let least = { (layers: Range<Int>) in layers.map { model[$0].count }.min() ?? .max }
    widthBehind = least(layer + 1..<architecture.layerCount)
    widthBefore = least(1..<layer)
    self.layer = layer
    blockCount = patterns.count
    var counts: [[Int]: Int] = [:]
    for neuron in 0..<architecture.widths[layer] {
      let signature = patterns.indices.map {
        !isZero[$0] && active[$0][layer].contains(neuron) ? 1 : 0
      }
      if signature.contains(1) { counts[signature, default: 0] += 1 }
    }
    signatures = counts.keys.sorted { $1.lexicographicallyPrecedes($0) }
    self.counts = signatures.map { counts[$0]! }
  }

  /// The number of neurons of the layer that are active in some block.
  var liveCount: Int { counts.reduce(0, +) }

  /// Whether other hidden layers are so narrow that the neurons of the layer are not independent:
  /// the products of weights behind it, or before it, are not all matrices of their size.
  func areBound(outputs: Int, inputs: Int) -> Bool {
    widthBehind < min(outputs, liveCount) || widthBefore < min(inputs, liveCount)
  }
}
