public import ExactAlgebra
public import Networks
public import Regions

/// What is told of one activation region.
public struct RegionEntry: Sendable {
  /// What takes time to find out.
  public enum Detail: String, CaseIterable, Sendable {
    /// The affine map that the network is on the region.
    case map
    /// The inequalities of its facets.
    case inequalities
    /// The vertices of its closure, and the directions of its extreme rays.
    case vertices
  }

  /// What is known beyond the pattern.
  public struct Details: Sendable {
    /// A point strictly inside, in the input space.
    public let interiorPoint: [Rational]
    /// The number of facets, where they were looked for.
    public let facetCount: Int?
    /// Whether the region, as a part of the domain, is bounded, where it was looked for.
    public let isBounded: Bool?
    /// The area, exactly, of a bounded region of the plane, where it is asked for.
    public let area: Rational?
    /// One row for each output, the constant last, in the coordinates of the domain.
    public let map: [[Rational]]?
    /// The facets.
    public let facets: [RegionFacet]?
    /// The vertices in the coordinates of the domain: counterclockwise for a polygon, else sorted;
    /// `nil` also where the closure contains a line.
    public let vertices: [[Rational]]?
    /// The directions of the extreme rays, sorted.
    public let rays: [[Rational]]?

    /// The details of a region that are asked for.
    ///
    /// - Parameters:
    ///   - region: the region.
    ///   - withArea: whether the area is computed.
    ///   - details: what else is asked for.
    ///   - findsFacets: whether facets are counted, and the region is tested for being bounded; it
    ///     takes many linear programs where vertices are not known.
    /// - Throws: as `Interruption.check`.
    public init(
      _ region: ActivationRegion, withArea: Bool = false, _ details: Set<Detail> = [],
      findsFacets: Bool = true
    ) throws {
      let polygon = withArea || details.contains(.vertices) ? region.polygon : nil
      area = withArea ? polygon?.area : nil
      interiorPoint = region.interiorPoint
      let facets = findsFacets || details.contains(.inequalities) ? try region.facetsInTime() : nil
      facetCount = facets?.count
      isBounded = findsFacets ? region.isBounded : nil
      map = details.contains(.map) ? region.outputMap : nil
      self.facets = details.contains(.inequalities) ? facets : nil
      guard details.contains(.vertices) else {
        (vertices, rays) = (nil, nil)
        return
      }
      vertices = polygon.map { $0.corners.map { [$0.x, $0.y] } } ?? region.vertices?.inOrder
      rays = region.rays?.inOrder
    }
  }

  /// Points of a table that lie in the region, or in its closure only; their numbers from 1.
  public struct Points: Sendable {
    /// Those in the region.
    public let inside: [Int]
    /// Those in the closure, and in no region.
    public let touching: [Int]

    /// The points of an entry of a survey.
    public init(_ entry: PointSurvey.Entry) {
      inside = entry.inside.map { $0 + 1 }
      touching = entry.touching.map { $0 + 1 }
    }
  }

  /// The activity of the hidden neurons.
  public let pattern: ActivationPattern
  /// What else is known.
  public let details: Details?
  /// The number of its linear region, and of its affine map, from 0.
  public let classes: (component: Int, map: Int)?
  /// The points in it, where regions are those of points.
  public let points: Points?

  /// An entry with a pattern and what is known of the region.
  public init(
    _ pattern: ActivationPattern, details: Details?,
    classes: (component: Int, map: Int)? = nil, points: Points? = nil
  ) {
    self.pattern = pattern
    self.details = details
    self.classes = classes
    self.points = points
  }
}

extension [[Rational]] {
  /// The vectors in lexicographic order.
  fileprivate var inOrder: [[Rational]] {
    sorted { $0.lexicographicallyPrecedes($1) }
  }
}
