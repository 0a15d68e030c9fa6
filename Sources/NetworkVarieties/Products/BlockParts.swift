import Networks

/// The parts into which the blocks of a network without biases fall, since blocks of different parts
/// use no weight in common.
///
/// A block uses the weight from a neuron to one in the next layer if both are active in it (inputs
/// and outputs always are); a block with an inactive layer is zero and uses none.
struct BlockParts {
  /// The numbers of the blocks of each part, ascending, parts by their first block.
  let parts: [[Int]]

  init(of patterns: [ActivationPattern], layerCount: Int) {
    let active = patterns.map { pattern in
      pattern.layers.map { layer in Set(layer.indices.filter { layer[$0] }) }
    }
    var parts: [[Int]] = []
    for block in patterns.indices {
      let (joined, others) = parts.reduce(into: ([[Int]](), [[Int]]())) { result, part in
        if part.contains(where: { Self.shareWeights(active[$0], active[block]) }) {
          result.0.append(part)
        } else {
          result.1.append(part)
        }
      }
      parts = others + [(joined.joined() + [block]).sorted()]
    }
    self.parts = parts.sorted { $0[0] < $1[0] }
  }

  /// Whether two blocks use a weight in common: both have neurons in common in two successive
  /// layers.
  private static func shareWeights(_ first: [Set<Int>], _ second: [Set<Int>]) -> Bool {
    guard !(first + second).contains(where: \.isEmpty) else { return false }
    let shares = [true] + zip(first, second).map { !$0.isDisjoint(with: $1) } + [true]
    return zip(shares, shares.dropFirst()).contains { $0 && $1 }
  }
}
