import Networks

/// The parts into which the blocks of a network without biases fall, since blocks of different parts
/// use no weight in common.
///
/// A block uses the weight from a neuron to one in the next layer if both are active in it (inputs
/// and outputs always are); a block with an inactive layer is zero and uses none.
struct BlockParts {
  /// The numbers of the blocks of each part, ascending, parts by their first block.
  let parts: [[Int]]

  init(of patterns: [ActivationPattern]) {
    let active = patterns.map { Array($0.activeNeurons.dropFirst()) }
    parts = joinedClasses(
      of: patterns.indices.map { block in
        Set((0..<block).filter { Self.shareWeights(active[$0], active[block]) } + [block])
      })
  }

  /// Whether two blocks use a weight in common: both have neurons in common in two successive
  /// layers.
  private static func shareWeights(_ first: [Set<Int>], _ second: [Set<Int>]) -> Bool {
    guard !(first + second).contains(where: \.isEmpty) else { return false }
    let shares = [true] + zip(first, second).map { !$0.isDisjoint(with: $1) } + [true]
    return zip(shares, shares.dropFirst()).contains { $0 && $1 }
  }
}
