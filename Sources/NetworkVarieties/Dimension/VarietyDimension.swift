public import Varieties

/// The dimension of a variety beside the expected one.
///
///     let found = try VarietyDimension(of: variety, seed: 1)
///     found.dimension   // 20, proved
///     found.defect      // 0
public struct VarietyDimension: Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Its dimension.
  public let dimension: Dimension
  /// Why the search for an upper bound ended early; `nil` where it did not, or where it does not
  /// matter.
  public let end: ConstraintCoverage.End?

  /// A dimension that was found.
  public init(
    of variety: ReLUVariety, dimension: Dimension, end: ConstraintCoverage.End? = nil
  ) {
    self.variety = variety
    self.dimension = dimension
    self.end = end
  }

  /// The dimension, as far as `Interruption` lets it be found.
  ///
  /// - Parameters:
  ///   - variety: the variety.
  ///   - seed: of the point at which the rank of the Jacobian matrix is taken.
  /// - Throws: what `Interruption` throws before there is a lower bound.
  public init(of variety: ReLUVariety, seed: UInt64) throws {
    let found = try variety.dimensionInTime(seed: seed)
    self.init(of: variety, dimension: found.dimension, end: found.end)
  }

  /// Ambient dimension minus dimension.
  public var codimension: Int { variety.ambientDimension - dimension.value }

  /// Expected dimension minus dimension.
  public var defect: Int { variety.expectedDimension - dimension.value }

  /// The same among the coordinates that the linear relations of the points leave: what is missing
  /// there is not forced by the points alone.
  public var remainingDefect: Int { variety.expectedRemainingDimension - dimension.value }
}
