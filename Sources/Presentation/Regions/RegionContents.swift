public import Regions

/// What is told of each region of a list besides its pattern.
public struct RegionContents: Sendable {
  /// Whether there is a point inside.
  public var hasPoint = false
  /// Whether facets are counted, and regions are bounded or not.
  public var hasFacets = false
  /// Whether there are areas.
  public var hasAreas = false
  /// Whether there are volumes.
  public var hasVolumes = false
  /// Whether linear regions and affine maps are numbered.
  public var hasClasses = false
  /// Whether the given points in it are told.
  public var hasPoints = false
  /// What else is told.
  public var parts: Set<RegionDetails.Part> = []

  /// Patterns alone.
  public init() {}
}
