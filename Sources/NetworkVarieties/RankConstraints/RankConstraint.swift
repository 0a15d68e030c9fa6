public import ExactAlgebra
public import Varieties

/// A bound for the rank of a matrix built from the blocks, with the reason for it.
public struct RankConstraint: Hashable, Sendable {
  /// The matrix.
  public let matrix: Matrix
  /// The number of rows of the matrix.
  public let rowCount: Int
  /// The number of its columns.
  public let columnCount: Int
  /// The bound for its rank.
  public let rankAtMost: Int
  /// Why the bound holds.
  public let source: Source
  private let entries: Entries

  /// Where the entries of the matrix come from.
  private enum Entries: Hashable, Sendable {
    /// From the blocks, in these coordinates.
    case blocks(BlockExpression, BlockCoordinates)
    /// Listed.
    case listed(RankCondition)
  }

  /// A bound for the rank of a matrix with the given entries.
  init(matrix: Matrix, condition: RankCondition, source: Source) {
    self.matrix = matrix
    rowCount = condition.rowCount
    columnCount = condition.columnCount
    rankAtMost = condition.rankAtMost
    self.source = source
    entries = .listed(condition)
  }

  /// A bound for the rank of a matrix that is built from blocks.
  init(_ bound: ConstraintFamily.Candidate, of variety: PatternVariety) {
    self.init(
      bound.expression, rankAtMost: bound.rankAtMost, source: bound.source,
      in: variety.coordinates)
  }

  /// A bound for the rank of a matrix that is built from blocks.
  init(
    _ expression: BlockExpression, rankAtMost: Int, source: Source,
    in coordinates: BlockCoordinates
  ) {
    matrix = .blocks(expression)
    (rowCount, columnCount) = expression.size(in: coordinates)
    self.rankAtMost = rankAtMost
    self.source = source
    entries = .blocks(expression, coordinates)
  }

  /// The bound and the matrix as linear forms in the coordinates; made anew at every call, since
  /// they take much more memory than the rest.
  public var condition: RankCondition {
    switch entries {
    case .blocks(let expression, let coordinates):
      expression.condition(rankAtMost: rankAtMost, in: coordinates)
    case .listed(let condition): condition
    }
  }

  /// The size of the minors that vanish.
  public var minorSize: Int { rankAtMost + 1 }

  /// The number of minors that vanish.
  public var minorCount: Integer {
    binomial(rowCount, minorSize) * binomial(columnCount, minorSize)
  }

  /// The matrix at exact values of the coordinates.
  func values(at point: [Rational]) -> RationalMatrix {
    switch entries {
    case .blocks(let expression, let coordinates): expression.values(at: point, in: coordinates)
    case .listed(let condition): condition.matrix(at: point)
    }
  }

  /// A matrix whose rank is bounded.
  public enum Matrix: Hashable, Sendable {
    /// Built from the blocks.
    case blocks(BlockExpression)
    /// Built from the blocks, on the inputs for which data points determine it: a subspace of
    /// `dimension`, out of as many dimensions as there are columns.
    case restricted(BlockExpression, dimension: Int, columns: Int)
    /// The outputs of a block times the linear relations of its points; the block counts from 0.
    case relations(block: Int)
  }

  /// The expression in the blocks, where the matrix is built from them.
  public var expression: BlockExpression? {
    switch matrix {
    case .blocks(let expression), .restricted(let expression, _, _): expression
    case .relations: nil
    }
  }

  /// Why the rank of a matrix is bounded.
  ///
  /// Source of the families: Alexandr and Montufar 2025 for shallow networks and two blocks;
  /// the general statement and its proof are in the documentation of this module.
  public enum Source: Hashable, Sendable {
    /// A single block factors through its live neurons of a layer.
    case block(layer: Int)
    /// Blocks that agree in all layers behind one: they share what follows it, so their
    /// combinations side by side factor through the neurons of that layer that do not drop out.
    case sideBySide(layer: Int)
    /// Blocks that agree in all layers before one: they share what precedes it, so their
    /// combinations above each other factor through the neurons that do not drop out.
    case stacked(layer: Int)
    /// A single combination of blocks that agree behind or before a layer, or a matrix of
    /// combinations of blocks that agree in all layers but one: it factors through the neurons
    /// of that layer that do not drop out.
    case combination(layer: Int)
    /// The difference of two blocks, by passing from one to the other layer by layer: each
    /// neuron that changes contributes at most rank one.
    case difference

    /// Linear relations of the points of a block hold for their outputs.
    case points

    /// The hidden layer through which the matrix factors; `nil` where it takes several.
    public var layer: Int? {
      switch self {
      case .block(let layer), .sideBySide(let layer), .stacked(let layer),
        .combination(let layer):
        layer
      case .difference, .points: nil
      }
    }
  }
}
