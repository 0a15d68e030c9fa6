import Networks
public import Varieties

/// A pattern variety that is a product of varieties whose ideals are known: matrices of bounded rank
/// and pairs of blocks, up to a linear change of coordinates.
///
///     // Widths 3, 3, 3 on 110, 011, 101: each neuron has a signature of its own, and these are
///     // independent.
///     let product = BlockProduct(of: variety)!
///     product.factors.count              // 3
///     product.constraints.count          // 3, with the 2-minors of M1 + M2 - M3 and so on
///
/// Blocks that use no weight in common depend on different parameters. Blocks that agree in all
/// hidden layers but one are sums of matrices of bounded rank, one for each signature of neurons, and
/// combinations of blocks for independent groups of signatures vary independently. In both cases
/// the ideal is the sum of those of the factors: "products" and "independent combinations" in the
/// article on two blocks in the documentation of this module.
public struct BlockProduct: Hashable, Sendable {
  /// Combinations of blocks that vary independently of those of other factors.
  public struct Factor: Hashable, Sendable {
    /// One combination, or two that vary like two blocks.
    public let combinations: [BlockCombination]
    /// What is known of them.
    public let ground: Ground
    private let constants: PairConstants
    private let layer: Int

    /// What is known of a factor.
    public enum Ground: Hashable, Sendable {
      /// One combination, with its constants where they take part: all matrices of at most a rank.
      case matrix(DeterminantalRing)
      /// Two combinations that vary like two blocks with these numbers of neurons.
      case twoBlocks(TwoBlockShape)
    }

    init(
      _ combinations: [BlockCombination], constants: PairConstants, ground: Ground, layer: Int
    ) {
      self.combinations = combinations
      self.constants = constants
      self.ground = ground
      self.layer = layer
    }

    func mapping(_ change: (BlockCombination) -> BlockCombination) -> Factor {
      Factor(combinations.map(change), constants: constants, ground: ground, layer: layer)
    }

    /// The dimension of its variety.
    public var dimension: Int {
      switch ground {
      case .matrix(let ring): ring.dimension
      case .twoBlocks(let shape): shape.dimension
      }
    }

    /// The bounds whose minors generate its ideal.
    func constraints(in coordinates: BlockCoordinates) -> [RankConstraint] {
      let areBlocks = combinations.allSatisfy { $0.support.count == 1 }
      switch ground {
      case .matrix(let ring):
        guard ring.rank < min(ring.rowCount, ring.columnCount) else { return [] }
        let expression = BlockExpression.sideBySide(
          combinations, constants: constants == .none ? [] : combinations)
        return [
          RankConstraint(
            expression, rankAtMost: ring.rank,
            source: areBlocks ? .block(layer: layer) : .combination(layer: layer),
            in: coordinates)
        ]
      case .twoBlocks(let shape):
        return shape.essentialFamilies.map { constraint(of: $0, in: shape, coordinates) }
      }
    }

    /// The bound for the matrix of a family of two combinations.
    func constraint(
      of family: TwoBlockFamily, in shape: TwoBlockShape, _ coordinates: BlockCoordinates
    ) -> RankConstraint {
      RankConstraint(
        family.expression(combinations[0], combinations[1], constants: constants),
        rankAtMost: shape.rank(of: family),
        source: family.source(
          layer: layer, ofBlocks: combinations.allSatisfy { $0.support.count == 1 }),
        in: coordinates)
    }

    /// Whether highest weights of the generators are known: not where a column of constants beside each of
    /// two combinations acts like one more input.
    var namesGenerators: Bool {
      switch ground {
      case .matrix: true
      case .twoBlocks: constants != .ofEach
      }
    }
  }

  /// The factors; none where the variety is a linear space.
  public let factors: [Factor]
  /// Combinations of blocks that vanish, with biases also with their constants.
  public let relations: [BlockExpression]
  /// Rank constraints whose minors generate the ideal: the relations, with the bound 0, and those of
  /// the factors.
  public let constraints: [RankConstraint]
  /// The number of coordinates that no equation contains: with biases the constants of one block.
  public let freeConstantCount: Int

  /// The product; `nil` where none is recognized, and for two blocks that are all of one factor, which
  /// `TwoBlockTheorem` describes.
  public init?(of variety: PatternVariety) {
    let architecture = variety.architecture
    guard architecture.layerCount > 1, variety.blockCount > 1 else { return nil }
    let blocks = Array(0..<variety.blockCount)
    let parts =
      architecture.hasBiases
      ? [blocks]
      : BlockParts(of: variety.patterns).parts
    var found: [SignatureFactors] = []
    for part in parts {
      let patterns = part.map { variety.patterns[$0] }
      guard let factors = SignatureFactors(of: patterns, on: architecture) else { return nil }
      found.append(factors.lifted(to: part, of: blocks.count))
    }
    factors = found.flatMap(\.factors)
    relations = found.flatMap(\.relations)
    freeConstantCount = found.reduce(0) { $0 + $1.freeConstantCount }
    constraints = found.flatMap { part in
      part.relations.map { relation in
        RankConstraint(
          relation, rankAtMost: 0, source: .combination(layer: part.layer),
          in: variety.coordinates)
      } + part.factors.flatMap { $0.constraints(in: variety.coordinates) }
    }
    if blocks.count == 2, factors.count == 1, relations.isEmpty { return nil }
  }

  /// The dimension of the variety.
  public var dimension: Int { factors.reduce(freeConstantCount) { $0 + $1.dimension } }

  /// The size of the largest of the minors; 1 where there are none.
  public var largestMinorSize: Int { constraints.map(\.minorSize).max() ?? 1 }
}

extension ReLUVariety {
  /// The product of known factors that the variety is, up to a linear change of coordinates for
  /// outputs on points that determine all blocks; `nil` where none is recognized.
  public var blockProduct: BlockProduct? {
    switch self {
    case .pattern(let variety): BlockProduct(of: variety)
    case .output(let variety):
      variety.isPatternVariety ? BlockProduct(of: variety.reducedVariety) : nil
    }
  }
}
