import ExactAlgebra
import Networks

/// Goes through the matrices of combinations of blocks whose rank the theory bounds, step by step.
///
///     var search = RankBoundSearch(on: variety)
///     while let bound = try search.next(checking: Interruption.check) { ... }
///
/// The order of the bounds is that in which their matrices are met first. A bound is handed out as
/// soon as nothing that is still to come can lower it. What is found does not depend on when the
/// search is ended; it is then a part of all.
struct RankBoundSearch: Sendable {
  private let variety: PatternVariety
  private let coefficients: PatternVariety.Coefficients
  let families: [LayerFamily]
  private(set) var collected: ConstraintFamily
  /// The number of enumerations of spaces that stopped at `CancellationSpaces.maximumCount`.
  private(set) var stoppedCount = 0
  private(set) var stage = Stage.blocks
  /// The spaces of the present family and how far they are gone through.
  private var enumeration: (spaces: CancellationSpaces, rest: CancellationSpaces.Enumeration)?
  /// The number of matrices that were handed out, or found to be implied.
  private(set) var handedCount = 0
  /// Where the next matrix waits for a stage to be over, that stage.
  private var awaited: Stage?

  /// The parts of a search, in their order.
  enum Stage: Comparable, Sendable {
    /// Single blocks.
    case blocks
    /// The family with a number.
    case family(Int)
    /// Differences of two blocks.
    case differences
    /// Nothing is left.
    case finished
  }

  init(on variety: PatternVariety, _ coefficients: PatternVariety.Coefficients = .allSpaces) {
    self.variety = variety
    self.coefficients = coefficients
    families = LayerFamily.all(of: variety)
    collected = ConstraintFamily(coordinates: variety.coordinates)
  }

  /// The bounds that were found: each matrix once, those that its size implies left out.
  var bounds: [ConstraintFamily.Candidate] { collected.members }

  /// The number of bounds that were found and not handed out.
  var waitingCount: Int {
    (handedCount..<collected.count).count { collected.member(at: $0) != nil }
  }

  /// The number of enumerations of spaces that are not finished.
  var unfinishedCount: Int {
    switch stage {
    case .blocks: max(families.count, 1)
    case .family(let number): families.count - number
    case .differences: 1
    case .finished: 0
    }
  }

  /// Finds all bounds.
  ///
  /// - Parameter check: called a few times in a second; what it throws ends the search, which may
  ///   be taken up again.
  mutating func run(checking check: () throws -> Void) rethrows {
    while stage != .finished { try step(checking: check) }
  }

  /// The next bound, or `nil` where there is no more.
  ///
  /// - Parameter check: as for `run`.
  mutating func next(
    checking check: () throws -> Void
  ) rethrows -> ConstraintFamily.Candidate? {
    while true {
      while handedCount < collected.count, isNextSettled() {
        defer { handedCount += 1 }
        if let member = collected.member(at: handedCount) { return member }
      }
      if stage == .finished { return nil }
      try step(checking: check)
    }
  }

  private mutating func isNextSettled() -> Bool {
    if let awaited, stage <= awaited { return false }
    awaited = stage == .finished ? nil : obstacle(to: collected.candidate(at: handedCount))
    return awaited == nil
  }

  private var architecture: Architecture { variety.architecture }

  private var hiddenLayers: Range<Int> { 1..<max(architecture.layerCount, 1) }

  private mutating func step(checking check: () throws -> Void) rethrows {
    try check()
    switch stage {
    case .blocks:
      for block in 0..<variety.blockCount { addBlock(block) }
      stage = families.isEmpty ? .differences : .family(0)
    case .family(let number):
      guard try isOver(families[number], checking: check) else { return }
      enumeration = nil
      stage = number + 1 < families.count ? .family(number + 1) : .differences
    case .differences:
      try addDifferences(checking: check)
      stage = .finished
    case .finished: break
    }
  }

  private mutating func addBlock(_ block: Int) {
    let counts = hiddenLayers.map { layer in
      (layer: layer, count: variety.liveNetwork.liveNeurons(inLayer: layer, block: block).count)
    }
    let least = counts.min { $0.count < $1.count }
    let vector = BlockCombination.block(block, of: variety.blockCount).coefficients
    collected.add(
      .init(
        matrix: CombinationMatrix(single: vector), rankAtMost: least?.count ?? .max,
        source: .block(layer: least?.layer ?? 0)))
  }

  /// Adds the bounds for the next space of a family or, behind the last one, for its principal
  /// vectors, if they are gone through.
  ///
  /// - Returns: whether the family is gone through.
  private mutating func isOver(
    _ family: LayerFamily, checking check: () throws -> Void
  ) rethrows -> Bool {
    if enumeration == nil {
      let spaces = family.spaces
      enumeration = (spaces, spaces.enumeration)
    }
    let spaces = enumeration!.spaces
    switch coefficients {
    case .allSpaces:
      if let space = enumeration!.rest.next() {
        add(space, of: family, in: spaces, withConstants: true)
        return false
      }
      if enumeration!.rest.isComplete { return true }
    case .principalVectors:
      add(spaces.whole, of: family, in: spaces, withConstants: spaces.dimension == 1)
    }
    for vector in try spaces.principalVectors(checking: check) {
      add(vector, of: family, in: spaces)
    }
    if coefficients == .allSpaces { stoppedCount += 1 }
    return true
  }

  /// The bounds for a space of combinations.
  private mutating func add(
    _ space: CancellationSpaces.Space, of family: LayerFamily, in spaces: CancellationSpaces,
    withConstants: Bool
  ) {
    add(space, of: family, in: spaces, constants: .none)
    guard withConstants, architecture.hasBiases else { return }
    let balanced = spaces.cut(space)
    guard balanced.dimension > 0 else { return }
    switch family.shape {
    case .row: add(space, of: family, in: spaces, constants: .ofSubspace(balanced))
    default: add(balanced, of: family, in: spaces, constants: .ofEach)
    }
  }

  /// The bound for a space of combinations with certain constants, unless its size implies it.
  private mutating func add(
    _ space: CancellationSpaces.Space, of family: LayerFamily, in spaces: CancellationSpaces,
    constants: CombinationMatrix.Constants
  ) {
    let bound = family.bound(
      survivors: space.survivorCount, withConstants: constants.columnCount > 0)
    let (rows, columns) = family.shape == .column ? (space.dimension, 1) : (1, space.dimension)
    guard bound < rows * architecture.outputCount,
      bound < columns * architecture.inputCount + constants.columnCount
    else { return }
    collected.add(
      .init(
        matrix: CombinationMatrix(
          family.shape, space, of: spaces, constants: constants, on: family.blocks,
          of: variety.blockCount),
        rankAtMost: bound, source: family.source(count: space.dimension)))
  }

  /// The bounds for a single combination.
  private mutating func add(
    _ vector: [Integer], of family: LayerFamily, in spaces: CancellationSpaces
  ) {
    let survivors = spaces.survivorCount(on: vector)
    var spread = [Integer](repeating: 0, count: variety.blockCount)
    for (block, value) in zip(family.blocks, vector) { spread[block] = value }
    for withConstants in architecture.hasBiases && family.isBalanced(vector)
      ? [false, true] : [false]
    {
      collected.add(
        .init(
          matrix: CombinationMatrix(single: spread, withConstants: withConstants),
          rankAtMost: family.bound(survivors: survivors, withConstants: withConstants),
          source: .combination(layer: family.layer)))
    }
  }

  /// Differences of two blocks that differ in more than one layer.
  private mutating func addDifferences(checking check: () throws -> Void) rethrows {
    guard architecture.layerCount > 2 else { return }
    for first in 0..<variety.blockCount {
      try check()
      for second in first + 1..<max(variety.blockCount, first + 1) {
        guard let bound = differenceBound(first, second) else { continue }
        let difference = (0..<variety.blockCount).map { block in
          Integer(block == first ? 1 : block == second ? -1 : 0)
        }
        for withConstants in architecture.hasBiases ? [false, true] : [false] {
          collected.add(
            .init(
              matrix: CombinationMatrix(single: difference, withConstants: withConstants),
              rankAtMost: bound, source: .difference))
        }
      }
    }
  }

  /// A bound for the rank of the difference of two blocks that differ in more than one layer, where
  /// its size does not imply it.
  ///
  /// Replace the pattern of one block by that of the other, one layer after the other: every
  /// step changes the matrix, constants included, by a product through the neurons that change.
  func differenceBound(_ first: Int, _ second: Int) -> Int? {
    let changes = hiddenLayers.map { layer in
      (0..<architecture.widths[layer]).filter {
        variety.liveNetwork.isLive(neuron: $0, inLayer: layer, block: first)
          != variety.liveNetwork.isLive(neuron: $0, inLayer: layer, block: second)
      }.count
    }
    let bound = changes.reduce(0, +)
    guard changes.filter({ $0 > 0 }).count > 1, bound < architecture.outputCount else {
      return nil
    }
    return bound
  }
}
