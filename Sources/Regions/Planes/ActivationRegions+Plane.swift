import ExactAlgebra
import Polyhedra

extension ActivationRegions {
  /// The regions of a bounded two-dimensional domain as polygons with exact corners.
  ///
  /// - Throws: `RegionError.notPlanar` where the domain has another dimension or unbounded
  ///   regions, and what `forEach` throws.
  public func polygons(
    options: Options = Options()
  ) async throws -> (regions: [PlanarRegion], summary: RegionSummary) {
    guard slice.dimension == 2 else { throw RegionError.notPlanar(slice.dimension) }
    var polygons: [PlanarRegion] = []
    var isBounded = true
    let summary = try await search(
      GeneratedCell.self, options: options, transform: \.polygon
    ) { polygon in
      guard let polygon else {
        isBounded = false
        return false
      }
      polygons.append(polygon)
      return true
    }
    guard isBounded else { throw RegionError.unboundedPolygon }
    return (polygons, summary)
  }
}

extension ActivationRegion {
  /// The region as a polygon; `nil` where it is not bounded or its dimension is not 2.
  public var polygon: PlanarRegion? {
    guard let boundary = (cell as? GeneratedCell)?.boundaryPolygon else { return nil }
    return PlanarRegion(
      pattern: pattern,
      corners: boundary.corners.map { PlanePoint(x: $0[0], y: $0[1]) },
      sides: boundary.sides.map { facet in
        guard case .neuron(let neuron) = RegionFacet(facet, starts: starts).source else {
          return []
        }
        return [neuron]
      },
      outputs: outputMap)
  }
}
