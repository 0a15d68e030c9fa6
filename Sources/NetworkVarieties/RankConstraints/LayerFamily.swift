import ExactAlgebra

/// The combinations of some blocks that share what lies behind, or before, a layer: side by side,
/// or stacked, their ranks are bounded by the neurons of the layer that do not drop out.
struct LayerFamily: Sendable {
  let shape: CombinationMatrix.Shape
  let blocks: [Int]
  let layer: Int
  /// For each neuron that is live in one of the blocks: it drops out where the coefficients of each
  /// of these sets of blocks add up to zero.
  let neurons: [[[Int]]]
  /// The sets of blocks whose coefficients add up to zero where constants may stand beside the
  /// combinations.
  let balances: [[Int]]
  /// A bound for all combinations by other layers.
  let cap: Int

  /// The spaces of coefficients in which neurons cancel.
  var spaces: CancellationSpaces {
    CancellationSpaces(
      conditions: neurons.map { $0.map(indicator) }, dimension: blocks.count,
      others: balances.map(indicator))
  }

  private func indicator(_ set: [Int]) -> [Integer] {
    let set = Set(set)
    return blocks.map { set.contains($0) ? 1 : 0 }
  }

  /// A bound for the rank.
  func bound(survivors: Int, withConstants: Bool) -> Int {
    // Stacked, constants come in before the layer.
    min(survivors, withConstants && shape == .column && cap < .max ? cap + 1 : cap)
  }

  func source(count: Int) -> RankConstraint.Source {
    count == 1
      ? .combination(layer: layer)
      : shape == .row ? .sideBySide(layer: layer) : .stacked(layer: layer)
  }

  /// Whether the constants of a combination with coefficients of these blocks cancel.
  func isBalanced(_ vector: [Integer]) -> Bool {
    let value = Dictionary(uniqueKeysWithValues: zip(blocks, vector))
    return balances.allSatisfy { set in
      set.reduce(Integer(0)) { $0 + value[$1]! }.isZero
    }
  }

  /// At most the number of neurons that survive on a space, by the coefficients of all blocks in
  /// one of its vectors modulo a prime; `nil` where combinations of other blocks take part.
  func survivors(on witness: [UInt], over field: PrimeField) -> Int? {
    let own = Set(blocks)
    guard witness.indices.allSatisfy({ witness[$0] == 0 || own.contains($0) }) else { return nil }
    return neurons.count { sets in
      sets.contains { $0.reduce(0) { field.add($0, witness[$1]) } != 0 }
    }
  }
}

extension LayerFamily {
  /// The families of all hidden layers of a variety: those side by side first in each of them.
  static func all(of variety: PatternVariety) -> [LayerFamily] {
    (1..<max(variety.architecture.layerCount, 1)).flatMap { layer in
      sideBySide(layer: layer, of: variety) + stacked(layer: layer, of: variety)
    }
  }

  /// Blocks that agree behind the layer: `M_i = B D_i G_i` with one `B`.
  private static func sideBySide(layer: Int, of variety: PatternVariety) -> [LayerFamily] {
    let behind = layer + 1..<variety.architecture.layerCount
    return variety.classes(agreeingIn: behind).map { blocks in
      LayerFamily(
        .row, blocks, groups: variety.classes(of: blocks, agreeingIn: 1..<layer), layer: layer,
        // The biases behind the layer are common to the blocks and cancel in sums to zero.
        balances: [blocks], cap: variety.leastLiveCount(of: blocks[0], in: behind), of: variety)
    }
  }

  /// Blocks that agree before the layer: `M_i = B_i D_i G` with one `G`.
  private static func stacked(layer: Int, of variety: PatternVariety) -> [LayerFamily] {
    let before = 1..<layer
    return variety.classes(agreeingIn: before).map { blocks in
      let destinations = variety.classes(
        of: blocks, agreeingIn: layer + 1..<variety.architecture.layerCount)
      return LayerFamily(
        .column, blocks, groups: destinations, layer: layer,
        // The constant 1 of the layer must cancel for blocks that go on alike.
        balances: destinations, cap: variety.leastLiveCount(of: blocks[0], in: before),
        of: variety)
    }
  }

  /// - Parameter groups: the neurons of the layer count for each group of blocks on its own.
  private init(
    _ shape: CombinationMatrix.Shape, _ blocks: [Int], groups: [[Int]], layer: Int,
    balances: [[Int]], cap: Int, of variety: PatternVariety
  ) {
    let neurons = variety.liveNetwork.signatures(ofLayer: layer).map { signature in
      groups.map { $0.filter(signature.blocks.contains) }.filter { !$0.isEmpty }
    }
    self.init(
      shape: shape, blocks: blocks, layer: layer, neurons: neurons.filter { !$0.isEmpty },
      balances: balances, cap: cap)
  }
}
