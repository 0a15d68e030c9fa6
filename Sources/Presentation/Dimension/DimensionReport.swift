public import NetworkVarieties
public import Varieties

/// The dimension of a variety beside the expected one.
public struct DimensionReport: Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Its dimension.
  public let dimension: Dimension
  /// Why the search for an upper bound ended early, if it did.
  public let end: ConstraintCoverage.End?

  /// A dimension that was computed for a variety.
  public init(
    of variety: ReLUVariety, dimension: Dimension, end: ConstraintCoverage.End? = nil
  ) {
    self.variety = variety
    self.dimension = dimension
    self.end = end
  }

  /// Expected dimension minus dimension.
  public var defect: Int { variety.expectedDimension - dimension.value }

  /// The same among the coordinates that the linear relations of the points leave: what is missing
  /// there is not forced by the points alone.
  public var remainingDefect: Int { variety.expectedRemainingDimension - dimension.value }
}
