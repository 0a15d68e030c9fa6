import ExactAlgebra
import Varieties

extension PatternVariety {
  /// The rank constraints that the theory gives and that the matrix sizes do not imply.
  ///
  /// For each hidden layer and all blocks that agree behind it (before it), the combinations
  /// side by side (stacked) over every space of coefficients in which neurons cancel; each
  /// matrix once, with its smallest bound. With biases the matrices `M_i` satisfy all of that,
  /// and combinations in which the constants of later layers cancel take the `c_i` along. Besides,
  /// the differences of two blocks that differ in several layers. For each layer and each class
  /// of blocks the enumeration of spaces stops once 4,096 are found.
  ///
  /// The theorem and its proof are in the documentation of this module.
  public var rankConstraints: [RankConstraint] { rankConstraints(.allSpaces) }

  /// The rank constraints for some spaces of coefficients.
  func rankConstraints(_ coefficients: Coefficients) -> [RankConstraint] {
    rankBounds(coefficients).map { bound in
      RankConstraint(
        matrix: .blocks(bound.expression),
        condition: bound.expression.condition(rankAtMost: bound.rankAtMost, in: coordinates),
        source: bound.source)
    }
  }

  /// The rank constraints, without the linear forms in the entries of their matrices.
  var rankBounds: [ConstraintFamily.Candidate] { rankBounds(.allSpaces) }

  /// Which spaces of coefficients are gone through.
  enum Coefficients {
    /// All intersections of those in which some neuron drops out.
    case allSpaces
    /// The whole space, and single combinations in which at most one neuron is left.
    case principalVectors

    /// With many blocks, intersections are too many and too large.
    static func suitable(forBlockCount count: Int) -> Coefficients {
      count <= 8 ? .allSpaces : .principalVectors
    }

    /// Whether constants join the combinations of a space.
    func takesConstants(along space: [[Integer]], _ architecture: Architecture) -> Bool {
      architecture.hasBiases && (self == .allSpaces || space.count == 1)
    }

    func spaces(of cancellation: CancellationSpaces) -> [[[Integer]]] {
      switch self {
      case .allSpaces:
        cancellation.intersections
      case .principalVectors:
        [IntegerMatrix.identity(cancellation.dimension).rows]
          + cancellation.principalVectors.map { [$0] }
      }
    }
  }

  /// The rank constraints for some spaces of coefficients.
  func rankBounds(_ coefficients: Coefficients) -> [ConstraintFamily.Candidate] {
    var family = ConstraintFamily(coordinates: coordinates)
    for block in 0..<blockCount { family.add(blockConstraint(block)) }
    for layer in 1..<max(architecture.layerCount, 1) {
      addSideBySide(layer: layer, coefficients, to: &family)
      addStacked(layer: layer, coefficients, to: &family)
    }
    addDifferences(to: &family)
    return family.members
  }

  /// The bound for the rank of a matrix of combinations of blocks without constants, where the
  /// blocks that occur agree in all layers but one; `nil` where they do not.
  ///
  /// With `C_i` the matrix of the coefficients of block `i`, every neuron of that layer
  /// contributes at most the rank of the sum of the `C_i` over the blocks in which it is live.
  /// The bound is given even where the sizes of the matrix imply it. Blocks agree in a layer
  /// where the same neurons are live in them.
  ///
  /// - Precondition: rows of equal lengths, and one coefficient for each block of the variety.
  public func rankConstraint(on entries: [[BlockCombination]]) -> RankConstraint? {
    let expression = BlockExpression(entries: entries)
    let support = Set(entries.flatMap { $0.flatMap(\.support) }).sorted()
    let bounds = (1..<max(architecture.layerCount, 1)).compactMap { layer in
      agree(support, besides: layer).map { caps in
        let (rows, columns) = (entries.count, entries[0].count)
        let neurons = liveNetwork.signatures(ofLayer: layer).reduce(0) { sum, signature in
          let blocks = signature.blocks.filter(support.contains)
          return sum
            + RationalMatrix(
              entries.map { row in
                row.map { entry in
                  blocks.reduce(Rational(0)) { $0 + Rational(entry.coefficients[$1]) }
                }
              }
            ).rank
        }
        return (layer, min(neurons, rows * caps.behind, columns * caps.before))
      }
    }
    guard let (layer, bound) = bounds.min(by: { $0.1 < $1.1 }) else { return nil }
    return RankConstraint(
      matrix: .blocks(expression),
      condition: expression.condition(rankAtMost: bound, in: coordinates),
      source: .combination(layer: layer))
  }

  private func blockConstraint(_ block: Int) -> ConstraintFamily.Candidate {
    let counts = (1..<max(architecture.layerCount, 1)).map { layer in
      (layer: layer, count: liveNetwork.liveNeurons(inLayer: layer, block: block).count)
    }
    let least = counts.min { $0.count < $1.count }
    return .init(
      expression: .sideBySide([.block(block, of: blockCount)]),
      rankAtMost: least?.count ?? .max, source: .block(layer: least?.layer ?? 0))
  }

  /// Blocks that agree behind the layer: `M_i = B D_i G_i` with one `B`.
  private func addSideBySide(
    layer: Int, _ coefficients: Coefficients, to family: inout ConstraintFamily
  ) {
    for blocks in classes(agreeingIn: layer + 1..<architecture.layerCount) {
      let cap = leastLiveCount(of: blocks[0], in: layer + 1..<architecture.layerCount)
      let origins = classes(of: blocks, agreeingIn: 1..<layer)
      let spaces = cancellation(blocks, groups: origins, layer: layer)
      for space in coefficients.spaces(of: spaces) {
        let bound = min(spaces.survivorCount(on: space), cap)
        guard bound < architecture.outputCount else { continue }
        let matrices = combinations(space, of: blocks)
        let source: RankConstraint.Source =
          space.count == 1 ? .combination(layer: layer) : .sideBySide(layer: layer)
        family.add(
          .init(expression: .sideBySide(matrices), rankAtMost: bound, source: source))
        guard coefficients.takesConstants(along: space, architecture) else { continue }
        // The biases behind the layer are common to the blocks and cancel in sums to zero.
        let constants = CancellationSpaces.restrict(
          space, to: [blocks.map { _ in Integer(1) }])
        guard !constants.isEmpty else { continue }
        family.add(
          .init(
            expression: .sideBySide(matrices, constants: combinations(constants, of: blocks)),
            rankAtMost: bound, source: source))
      }
    }
  }

  /// Blocks that agree before the layer: `M_i = B_i D_i G` with one `G`.
  private func addStacked(
    layer: Int, _ coefficients: Coefficients, to family: inout ConstraintFamily
  ) {
    for blocks in classes(agreeingIn: 1..<layer) {
      let cap = leastLiveCount(of: blocks[0], in: 1..<layer)
      let destinations = classes(of: blocks, agreeingIn: layer + 1..<architecture.layerCount)
      let spaces = cancellation(blocks, groups: destinations, layer: layer)
      for space in coefficients.spaces(of: spaces) {
        let source: RankConstraint.Source =
          space.count == 1 ? .combination(layer: layer) : .stacked(layer: layer)
        family.add(
          .init(
            expression: .stacked(combinations(space, of: blocks)),
            rankAtMost: min(spaces.survivorCount(on: space), cap), source: source))
        guard coefficients.takesConstants(along: space, architecture) else { continue }
        // The constant 1 of the layer must cancel for blocks that go on alike.
        let balanced = CancellationSpaces.restrict(
          space,
          to: destinations.map { group in blocks.map { group.contains($0) ? 1 : 0 } })
        guard !balanced.isEmpty else { continue }
        family.add(
          .init(
            expression: .stacked(combinations(balanced, of: blocks), withConstants: true),
            rankAtMost: min(
              spaces.survivorCount(on: balanced), cap == .max ? cap : cap + 1),
            source: source))
      }
    }
  }

  /// Differences of two blocks that differ in more than one layer.
  ///
  /// Replace the pattern of one block by that of the other, one layer after the other: every
  /// step changes the matrix, constants included, by a product through the neurons that change.
  private func addDifferences(to family: inout ConstraintFamily) {
    for first in 0..<blockCount {
      for second in first + 1..<max(blockCount, first + 1) {
        let changes = (1..<max(architecture.layerCount, 1)).map { layer in
          (0..<architecture.widths[layer]).filter {
            liveNetwork.isLive(neuron: $0, inLayer: layer, block: first)
              != liveNetwork.isLive(neuron: $0, inLayer: layer, block: second)
          }.count
        }
        let bound = changes.reduce(0, +)
        guard changes.filter({ $0 > 0 }).count > 1, bound < architecture.outputCount else {
          continue
        }
        let difference = combinations([[1, -1]], of: [first, second])
        family.add(
          .init(expression: .sideBySide(difference), rankAtMost: bound, source: .difference))
        guard architecture.hasBiases else { continue }
        family.add(
          .init(
            expression: .sideBySide(difference, constants: difference), rankAtMost: bound,
            source: .difference))
      }
    }
  }

  /// The neurons of a layer as conditions on coefficients of `blocks`: a neuron cancels when in
  /// every group the coefficients of the blocks in which it is live add up to zero.
  private func cancellation(
    _ blocks: [Int], groups: [[Int]], layer: Int
  ) -> CancellationSpaces {
    let conditions = liveNetwork.signatures(ofLayer: layer).map { signature in
      groups.compactMap { group -> [Integer]? in
        let members = group.filter(signature.blocks.contains)
        return members.isEmpty ? nil : blocks.map { members.contains($0) ? 1 : 0 }
      }
    }
    return CancellationSpaces(
      conditions: conditions.filter { !$0.isEmpty }, dimension: blocks.count)
  }

  /// The classes of blocks with the same live neurons in some layers.
  private func classes(of blocks: [Int]? = nil, agreeingIn layers: Range<Int>) -> [[Int]] {
    var classes: [[Int]] = []
    for block in blocks ?? Array(0..<blockCount) {
      let place = classes.firstIndex { other in
        layers.allSatisfy { layer in
          liveNetwork.liveNeurons(inLayer: layer, block: block)
            == liveNetwork.liveNeurons(inLayer: layer, block: other[0])
        }
      }
      if let place { classes[place].append(block) } else { classes.append([block]) }
    }
    return classes
  }

  /// The bounds by the layers behind and before one, if the blocks agree in all of them.
  private func agree(_ blocks: [Int], besides layer: Int) -> (behind: Int, before: Int)? {
    let (before, behind) = (1..<layer, layer + 1..<architecture.layerCount)
    guard !blocks.isEmpty, classes(of: blocks, agreeingIn: before).count == 1,
      classes(of: blocks, agreeingIn: behind).count == 1
    else { return nil }
    return (
      min(leastLiveCount(of: blocks[0], in: behind), architecture.outputCount),
      min(leastLiveCount(of: blocks[0], in: before), architecture.inputCount)
    )
  }

  private func leastLiveCount(of block: Int, in layers: Range<Int>) -> Int {
    layers.map { liveNetwork.liveNeurons(inLayer: $0, block: block).count }.min() ?? .max
  }

  /// Coefficient vectors of some blocks as combinations of all blocks.
  private func combinations(_ basis: [[Integer]], of blocks: [Int]) -> [BlockCombination] {
    basis.map { vector in
      var coefficients = [Integer](repeating: 0, count: blockCount)
      for (block, coefficient) in zip(blocks, vector) { coefficients[block] = coefficient }
      return BlockCombination(coefficients)
    }
  }
}
