public import ExactAlgebra

/// What is found out about one activation region beyond its pattern.
public struct RegionDetails: Sendable {
  /// What takes time to find out.
  public enum Part: String, CaseIterable, Sendable {
    /// The affine map that the network is on the region.
    case map
    /// The inequalities of its facets.
    case inequalities
    /// The vertices of its closure, and the directions of its extreme rays.
    case vertices
  }

  /// A point strictly inside, in the input space, where it was looked for.
  public let interiorPoint: [Rational]?
  /// The number of facets, where they were looked for.
  public let facetCount: Int?
  /// The number of facets that are not on the boundary of the domain, where facets were looked for: behind
  /// each of them is one other region.
  public let neighbourCount: Int?
  /// Whether the region, as a part of the domain, is bounded, where it was looked for.
  public let isBounded: Bool?
  /// The area, exactly, of a bounded region of the plane, where it is asked for.
  public let area: Rational?
  /// The volume in the coordinates of the domain, where it is asked for and vertices are known.
  public let volume: RegionVolume?
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
  ///   - withVolume: whether the volume is computed.
  ///   - parts: what else is asked for.
  ///   - findsFacets: whether facets are counted, and the region is tested for being bounded; it
  ///     takes many linear programs where vertices are not known.
  ///   - findsPoint: whether an inner point is computed; it takes exact vertices.
  /// - Throws: as `Interruption.check`.
  public init(
    of region: ActivationRegion, withArea: Bool = false, withVolume: Bool = false,
    _ parts: Set<Part> = [], findsFacets: Bool = true, findsPoint: Bool = true
  ) throws {
    let polygon = withArea || parts.contains(.vertices) ? region.polygon : nil
    area = withArea ? polygon?.area : nil
    volume = withVolume ? try region.size() : nil
    interiorPoint = findsPoint ? region.interiorPoint : nil
    let facets = parts.contains(.inequalities) ? try region.facetsInTime() : nil
    let counts =
      try facets.map {
        ($0.count, $0.count { if case .neuron = $0.source { true } else { false } })
      }
      ?? (findsFacets ? region.facetCountsInTime() : nil)
    (facetCount, neighbourCount) = (counts?.0, counts?.1)
    isBounded = findsFacets ? region.isBounded : nil
    map = parts.contains(.map) ? region.outputMap : nil
    self.facets = facets
    guard parts.contains(.vertices) else {
      (vertices, rays) = (nil, nil)
      return
    }
    vertices = polygon.map { $0.corners.map { [$0.x, $0.y] } } ?? region.vertices?.inOrder
    rays = region.rays?.inOrder
  }
}

extension [[Rational]] {
  /// The vectors in lexicographic order.
  fileprivate var inOrder: [[Rational]] {
    sorted { $0.lexicographicallyPrecedes($1) }
  }
}
