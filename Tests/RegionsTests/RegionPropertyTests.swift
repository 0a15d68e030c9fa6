import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing

/// What is said of each region is true.
@Suite struct RegionPropertyTests {
  private static let methods: [ActivationRegions.Method] = [.vertices, .programs]

  @Test(arguments: RandomWeights.varied)
  func interiorPointsFacetsAndMapsAreRight(family: RandomWeights) async throws {
    for (seed, domainName) in zip(1...4 as ClosedRange<UInt64>, InputDomain.specimens) {
      let network = family.draw(seed: seed)
      let domain = try InputDomain.specimen(domainName, inputCount: family.widths[0])
      let oracle = BruteForceRegions(network: network, domain: domain)
      for method in Self.methods {
        let regions = try ActivationRegions(of: network, in: domain, method: method)
        let list = try await regions.list()
        #expect(!list.isEmpty && Set(list.map(\.pattern)).count == list.count)
        for region in list {
          let system = try #require(oracle.system(of: region.pattern))
          try verify(region, against: system, in: network, domain: domain)
        }
      }
    }
  }

  private func verify(
    _ region: ActivationRegion, against system: InequalitySystem, in network: Network,
    domain: InputDomain
  ) throws {
    let point = region.interiorPoint
    let evaluation = network.evaluate([point])[0]
    #expect(evaluation.pattern == region.pattern)
    // Coordinates in the domain, which may have more of them than are searched.
    if region.slice.dimension == system.dimension {
      #expect(system.contains(region.coordinates))
      #expect(region.slice.point(region.coordinates) == point)
      // Facets are what a minimal subsystem needs.
      let needed = system.irredundantRows.map { system.halfSpaces[$0] }
      let directions = { (halfSpace: HalfSpace) in
        IntegerVector(direction: halfSpace.normal + [halfSpace.offset])
      }
      #expect(Set(region.facets.map { directions($0.halfSpace) }) == Set(needed.map(directions)))
      #expect(region.facets.count == needed.count)
      for facet in region.facets {
        let onFacet = region.point(on: facet)
        #expect(facet.halfSpace.value(at: onFacet).isZero)
        #expect(
          needed.allSatisfy {
            directions($0) == directions(facet.halfSpace) || $0.value(at: onFacet).signum() > 0
          })
      }
    }
    #expect(region.isBounded == system.isBounded)
    let outputs = region.outputMap.map { row in
      zip(row, region.coordinates + [1]).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
    }
    #expect(outputs == evaluation.outputs)
  }

  @Test(arguments: [
    RandomWeights(widths: [2, 8, 6, 4, 1]), RandomWeights(widths: [2, 8, 8, 1], kind: .degenerate),
    RandomWeights(widths: [2, 6, 6, 1], kind: .repeated, hasBiases: false),
    RandomWeights(widths: [2, 6, 6, 1], activation: .absoluteValue),
    RandomWeights(widths: [4, 8, 6, 2]),
  ])
  func areasAddUpToTheBox(family: RandomWeights) async throws {
    var polygonCount = 0
    for seed in 1...5 as ClosedRange<UInt64> {
      let network = family.draw(seed: seed)
      let inputs = family.widths[0]
      let slice =
        inputs == 2
        ? nil
        : try AffineSlice(
          origin: (0..<inputs).map { Rational(Integer($0), 7) },
          directions: [[1, 0, 2, 0], [0, 1, -1, 3]])
      let box = try InputDomain.box([(-2, 3), (Rational(-3, 2), 2)], of: slice)
      let regions = try ActivationRegions(of: network, in: box)
      let (polygons, summary) = try await regions.polygons()
      #expect(summary.isComplete && polygons.count == summary.count)
      #expect(polygons.reduce(0) { $0 + $1.area } == Rational(35, 2))
      #expect(polygons.allSatisfy { $0.area > 0 })
      polygonCount += polygons.count
      try await compare(polygons, with: regions)
    }
    #expect(polygonCount > 20)
  }

  /// Sides are facets, and corners satisfy all inequalities.
  private func compare(_ polygons: [PlanarRegion], with regions: ActivationRegions) async throws {
    let list = try await ActivationRegions(
      of: regions.network, in: regions.domain, method: .programs
    ).list()
    #expect(list.map(\.pattern) == polygons.map(\.pattern))
    for (polygon, region) in zip(polygons, list) {
      let facets = region.facets
      #expect(facets.count == polygon.corners.count)
      for corner in polygon.corners {
        let values = facets.map { $0.halfSpace.value(at: [corner.x, corner.y]).signum() }
        #expect(values.filter { $0 == 0 }.count == 2 && !values.contains(-1))
      }
      #expect(polygon.outputs == region.outputMap)
    }
  }
}
