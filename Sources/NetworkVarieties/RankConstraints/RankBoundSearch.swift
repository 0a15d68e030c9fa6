import ExactAlgebra
import Networks

/// Goes through the matrices of combinations of blocks whose rank the theory bounds.
///
/// What is found does not depend on when the search is ended; it is then a part of all.
struct RankBoundSearch {
  private let variety: PatternVariety
  private let coefficients: PatternVariety.Coefficients
  private var family: ConstraintFamily
  /// The number of enumerations of spaces that stopped at `CancellationSpaces.maximumCount`.
  private(set) var stoppedCount = 0

  init(on variety: PatternVariety, _ coefficients: PatternVariety.Coefficients = .allSpaces) {
    self.variety = variety
    self.coefficients = coefficients
    family = ConstraintFamily(coordinates: variety.coordinates)
  }

  /// The bounds that were found: each matrix once, those that its size implies left out.
  var bounds: [ConstraintFamily.Candidate] { family.members }

  /// Finds all bounds.
  ///
  /// - Parameter check: called a few times in a second; what it throws ends the search.
  mutating func run(checking check: () throws -> Void) rethrows {
    for block in 0..<variety.blockCount { addBlock(block) }
    for layer in hiddenLayers {
      try addSideBySide(layer: layer, checking: check)
      try addStacked(layer: layer, checking: check)
    }
    try addDifferences(checking: check)
  }

  private var architecture: Architecture { variety.architecture }

  private var hiddenLayers: Range<Int> { 1..<max(architecture.layerCount, 1) }

  private mutating func addBlock(_ block: Int) {
    let counts = hiddenLayers.map { layer in
      (layer: layer, count: variety.liveNetwork.liveNeurons(inLayer: layer, block: block).count)
    }
    let least = counts.min { $0.count < $1.count }
    let vector = BlockCombination.block(block, of: variety.blockCount).coefficients
    family.add(
      .init(
        matrix: CombinationMatrix(single: vector), rankAtMost: least?.count ?? .max,
        source: .block(layer: least?.layer ?? 0)))
  }

  /// Blocks that agree behind the layer: `M_i = B D_i G_i` with one `B`.
  private mutating func addSideBySide(layer: Int, checking check: () throws -> Void) rethrows {
    let behind = layer + 1..<architecture.layerCount
    for blocks in variety.classes(agreeingIn: behind) {
      let origins = variety.classes(of: blocks, agreeingIn: 1..<layer)
      // The biases behind the layer are common to the blocks and cancel in sums to zero.
      try add(
        .row, combinationsOf: blocks, groups: origins, layer: layer,
        balances: [blocks.map { _ in Integer(1) }],
        cap: variety.leastLiveCount(of: blocks[0], in: behind), checking: check)
    }
  }

  /// Blocks that agree before the layer: `M_i = B_i D_i G` with one `G`.
  private mutating func addStacked(layer: Int, checking check: () throws -> Void) rethrows {
    let before = 1..<layer
    for blocks in variety.classes(agreeingIn: before) {
      let destinations = variety.classes(
        of: blocks, agreeingIn: layer + 1..<architecture.layerCount)
      // The constant 1 of the layer must cancel for blocks that go on alike.
      let sums = destinations.map { group in
        blocks.map { Integer(group.contains($0) ? 1 : 0) }
      }
      try add(
        .column, combinationsOf: blocks, groups: destinations, layer: layer, balances: sums,
        cap: variety.leastLiveCount(of: blocks[0], in: before), checking: check)
    }
  }

  /// The combinations of some blocks, over all spaces that are gone through.
  ///
  /// - Parameters:
  ///   - groups: the neurons of the layer count for each group of blocks on its own.
  ///   - balances: functionals that vanish where constants may stand beside the combinations.
  ///   - cap: a bound for all of them by other layers.
  private mutating func add(
    _ shape: CombinationMatrix.Shape, combinationsOf blocks: [Int], groups: [[Int]], layer: Int,
    balances: [[Integer]], cap: Int, checking check: () throws -> Void
  ) rethrows {
    let conditions = variety.liveNetwork.signatures(ofLayer: layer).map { signature in
      // A neuron cancels where in every group the coefficients of the blocks in which it is live
      // add up to zero.
      groups.compactMap { group -> [Integer]? in
        let members = group.filter(signature.blocks.contains)
        return members.isEmpty ? nil : blocks.map { members.contains($0) ? 1 : 0 }
      }
    }
    let spaces = CancellationSpaces(
      conditions: conditions.filter { !$0.isEmpty }, dimension: blocks.count, others: balances)
    let family = LayerFamily(
      shape: shape, blocks: blocks, layer: layer, spaces: spaces, balances: balances, cap: cap)
    var isComplete = false
    switch coefficients {
    case .allSpaces:
      var enumeration = spaces.enumeration
      while let space = enumeration.next() {
        try check()
        add(space, of: family, withConstants: true)
      }
      isComplete = enumeration.isComplete
      if !isComplete { stoppedCount += 1 }
    case .principalVectors:
      add(spaces.whole, of: family, withConstants: spaces.dimension == 1)
    }
    guard !isComplete else { return }
    for vector in try spaces.principalVectors(checking: check) { add(vector, of: family) }
  }

  /// Blocks that share what lies behind, or before, a layer.
  private struct LayerFamily {
    let shape: CombinationMatrix.Shape
    let blocks: [Int]
    let layer: Int
    let spaces: CancellationSpaces
    let balances: [[Integer]]
    let cap: Int

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
  }

  /// The bounds for a space of combinations.
  private mutating func add(
    _ space: CancellationSpaces.Space, of layer: LayerFamily, withConstants: Bool
  ) {
    add(space, of: layer, constants: .none)
    guard withConstants, architecture.hasBiases else { return }
    let balanced = layer.spaces.cut(space)
    guard balanced.dimension > 0 else { return }
    switch layer.shape {
    case .row: add(space, of: layer, constants: .ofSubspace(balanced))
    default: add(balanced, of: layer, constants: .ofEach)
    }
  }

  /// The bound for a space of combinations with certain constants, unless its size implies it.
  private mutating func add(
    _ space: CancellationSpaces.Space, of layer: LayerFamily,
    constants: CombinationMatrix.Constants
  ) {
    let bound = layer.bound(
      survivors: space.survivorCount, withConstants: constants.columnCount > 0)
    let (rows, columns) = layer.shape == .column ? (space.dimension, 1) : (1, space.dimension)
    guard bound < rows * architecture.outputCount,
      bound < columns * architecture.inputCount + constants.columnCount
    else { return }
    family.add(
      .init(
        matrix: CombinationMatrix(
          layer.shape, space, of: layer.spaces, constants: constants, on: layer.blocks,
          of: variety.blockCount),
        rankAtMost: bound, source: layer.source(count: space.dimension)))
  }

  /// The bounds for a single combination.
  private mutating func add(_ vector: [Integer], of layer: LayerFamily) {
    let isBalanced = layer.balances.allSatisfy { balance in
      zip(balance, vector).reduce(Integer(0)) { $0 + $1.0 * $1.1 }.isZero
    }
    let survivors = layer.spaces.survivorCount(on: vector)
    var spread = [Integer](repeating: 0, count: variety.blockCount)
    for (block, value) in zip(layer.blocks, vector) { spread[block] = value }
    for withConstants in architecture.hasBiases && isBalanced ? [false, true] : [false] {
      family.add(
        .init(
          matrix: CombinationMatrix(single: spread, withConstants: withConstants),
          rankAtMost: layer.bound(survivors: survivors, withConstants: withConstants),
          source: .combination(layer: layer.layer)))
    }
  }

  /// Differences of two blocks that differ in more than one layer.
  ///
  /// Replace the pattern of one block by that of the other, one layer after the other: every
  /// step changes the matrix, constants included, by a product through the neurons that change.
  private mutating func addDifferences(checking check: () throws -> Void) rethrows {
    guard architecture.layerCount > 2 else { return }
    for first in 0..<variety.blockCount {
      try check()
      for second in first + 1..<max(variety.blockCount, first + 1) {
        let changes = hiddenLayers.map { layer in
          (0..<architecture.widths[layer]).filter {
            variety.liveNetwork.isLive(neuron: $0, inLayer: layer, block: first)
              != variety.liveNetwork.isLive(neuron: $0, inLayer: layer, block: second)
          }.count
        }
        let bound = changes.reduce(0, +)
        guard changes.filter({ $0 > 0 }).count > 1, bound < architecture.outputCount else {
          continue
        }
        let difference = (0..<variety.blockCount).map { block in
          Integer(block == first ? 1 : block == second ? -1 : 0)
        }
        for withConstants in architecture.hasBiases ? [false, true] : [false] {
          family.add(
            .init(
              matrix: CombinationMatrix(single: difference, withConstants: withConstants),
              rankAtMost: bound, source: .difference))
        }
      }
    }
  }
}
