import Networks

/// The active neurons of two blocks that differ in one hidden layer, layers set aside that cannot
/// matter.
///
/// Where a layer is inactive in a block, nothing of the layers before it reaches the output, and
/// without biases nothing at all does. So the block is the same with any other active neurons in
/// those layers, and those of the other block are taken, or none where they do not matter there
/// either.
struct ActivePair {
  /// For each layer from 0 the neurons that are active in the first block; none in layer 0.
  let first: [Set<Int>]
  /// The same for the second block.
  let second: [Set<Int>]
  /// The hidden layer in which they may differ.
  let layer: Int

  /// The active neurons of two patterns; `nil` where they differ in more than one layer.
  init?(of patterns: [ActivationPattern], on architecture: Architecture) {
    let hidden = 1..<architecture.layerCount
    let active = patterns.map(\.activeNeurons)
    let relevant = active.map { layers in
      guard let inactive = hidden.last(where: { layers[$0].isEmpty }) else { return hidden }
      return inactive..<(architecture.hasBiases ? architecture.layerCount : inactive + 1)
    }
    func neurons(_ block: Int, inLayer layer: Int) -> Set<Int> {
      if relevant[block].contains(layer) { return active[block][layer] }
      return relevant[1 - block].contains(layer) ? active[1 - block][layer] : []
    }
    first = [[]] + hidden.map { neurons(0, inLayer: $0) }
    second = [[]] + hidden.map { neurons(1, inLayer: $0) }
    let different = hidden.filter { [first, second] in first[$0] != second[$0] }
    guard different.count < 2 else { return nil }
    layer = different.first ?? 1
  }

  /// The least number of active neurons in some layers in which the blocks agree; `Int.max` where
  /// there are none.
  func least(in layers: Range<Int>) -> Int { layers.map { first[$0].count }.min() ?? .max }
}
