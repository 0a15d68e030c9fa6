public import Varieties

/// A bound for the rank of a matrix built from the blocks, with the reason for it.
public struct RankConstraint: Hashable, Sendable {
  /// The matrix.
  public let matrix: Matrix
  /// The bound and the matrix as linear forms in the coordinates.
  public let condition: RankCondition
  /// Why the bound holds.
  public let source: Source

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
