import Networks
public import Varieties

/// A pattern variety that is a product of varieties of single blocks and of two blocks, whose ideals
/// are known.
///
///     // Widths 3, 5, 3 on 11000, 10100, 00011: two blocks beside one.
///     let product = BlockProduct(of: variety)!
///     product.factors.map(\.blocks)      // [[0, 1], [2]]
///
/// Blocks that use no weight in common depend on different parameters, so the variety is the
/// product of those of the parts, and its ideal the sum of their ideals, in different coordinates:
/// "products" in the article on two blocks in the documentation of this module. Networks have no
/// biases: the last one is common to all blocks.
public struct BlockProduct: Hashable, Sendable {
  /// A part of the blocks.
  public struct Factor: Hashable, Sendable {
    /// The numbers of its blocks, from 0.
    public let blocks: [Int]
    /// What is known of it.
    public let ground: Ground
    /// The dimension of its variety.
    public let dimension: Int

    /// What is known of a factor.
    public enum Ground: Hashable, Sendable {
      /// One block: all matrices of at most a rank.
      case matrix(DeterminantalRing)
      /// Two blocks that differ in one hidden layer.
      case twoBlocks(TwoBlockTheorem)
    }
  }

  /// The factors, at least two.
  public let factors: [Factor]
  /// Rank constraints whose minors generate the ideal.
  public let constraints: [RankConstraint]

  /// The product; `nil` where the blocks do not fall into at least two parts of one block or of two
  /// blocks that differ in one hidden layer.
  public init?(of variety: PatternVariety) {
    let architecture = variety.architecture
    guard !architecture.hasBiases, architecture.layerCount > 1, variety.blockCount > 1 else {
      return nil
    }
    let parts = BlockParts(of: variety.patterns, layerCount: architecture.layerCount).parts
    guard parts.count > 1 else { return nil }
    var (factors, constraints) = ([Factor](), [RankConstraint]())
    for part in parts {
      let patterns = part.map { variety.patterns[$0] }
      switch part.count {
      case 1:
        let ring = Self.ring(of: patterns[0], on: architecture)
        factors.append(Factor(blocks: part, ground: .matrix(ring), dimension: ring.dimension))
        let constraint = RankConstraint(
          .sideBySide([.block(part[0], of: variety.blockCount)]), rankAtMost: ring.rank,
          source: .block(layer: Self.narrowestLayer(of: patterns[0])), in: variety.coordinates)
        if ring.rank < min(ring.rowCount, ring.columnCount) { constraints.append(constraint) }
      case 2:
        let pair = try? PatternVariety(of: architecture, on: patterns, allowingRepetitions: true)
        guard let pair, let theorem = TwoBlockTheorem(of: pair) else { return nil }
        factors.append(
          Factor(blocks: part, ground: .twoBlocks(theorem), dimension: theorem.dimension))
        constraints += theorem.constraints(among: part, in: variety.coordinates)
      default: return nil
      }
    }
    self.factors = factors
    self.constraints = constraints
  }

  /// The dimension of the variety.
  public var dimension: Int { factors.reduce(0) { $0 + $1.dimension } }

  /// The size of the largest of the minors; 1 where there are none.
  public var largestMinorSize: Int { constraints.map(\.minorSize).max() ?? 1 }

  /// A product of general matrices is a general one of the rank that its factors allow.
  private static func ring(
    of pattern: ActivationPattern, on architecture: Architecture
  ) -> DeterminantalRing {
    DeterminantalRing(
      rows: architecture.outputCount, columns: architecture.inputCount,
      rank: pattern.layers.map { layer in layer.indices.count { layer[$0] } }.min() ?? .max)
  }

  private static func narrowestLayer(of pattern: ActivationPattern) -> Int {
    let counts = pattern.layers.map { layer in layer.indices.count { layer[$0] } }
    return 1 + (counts.indices.min { counts[$0] < counts[$1] } ?? 0)
  }
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
