public import Networks
public import Regions

/// An activation region in a list.
public struct RegionEntry: Sendable {
  /// Points of a table that lie in the region, or in its closure only; their numbers from 1.
  public struct Points: Sendable {
    /// The points in the region.
    public let inside: [Int]
    /// The points in the closure, and in no region.
    public let touching: [Int]

    /// The points of an entry of a survey.
    public init(_ entry: PointSurvey.Entry) {
      inside = entry.inside.map { $0 + 1 }
      touching = entry.touching.map { $0 + 1 }
    }
  }

  /// The activity of the hidden neurons.
  public let pattern: ActivationPattern
  /// What else is known of the region.
  public let details: RegionDetails?
  /// The number of its linear region, and of its affine map, from 0.
  public let classes: (component: Int, map: Int)?
  /// The points in it, where regions are those of points.
  public let points: Points?
  /// The neighbours that come before it in the list, where the list is a graph.
  public let neighbours: [RegionNeighbour]

  /// An entry with a pattern and what is known of the region.
  public init(
    _ pattern: ActivationPattern, details: RegionDetails?,
    classes: (component: Int, map: Int)? = nil, points: Points? = nil,
    neighbours: [RegionNeighbour] = []
  ) {
    self.pattern = pattern
    self.details = details
    self.classes = classes
    self.points = points
    self.neighbours = neighbours
  }
}
