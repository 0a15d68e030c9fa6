import ExactAlgebra
import Networks
import Regions
import Specimens
import Testing

/// Numbers about the regions of an arrangement of lines in a square.
@Suite struct RegionStatisticsTests {
  /// The axes and the diagonal through their crossing cut the square into six parts.
  private static var regions: ActivationRegions {
    get throws {
      let network = try Network(layers: [
        Network.Layer(weights: [[1, 0], [0, 1], [1, -1]], biases: nil),
        Network.Layer(weights: [[1, 1, 1]], biases: nil),
      ])
      return try ActivationRegions(of: network, in: .box([(-1, 1), (-1, 1)]))
    }
  }

  @Test func areasAndFacets() async throws {
    var statistics = RegionStatistics()
    let regions = try await Self.regions.list()
    #expect(regions.count == 6)
    for region in regions { statistics.add(try RegionDetails(of: region, withArea: true)) }
    #expect(statistics.detailedCount == 6 && statistics.boundedCount == 6)
    #expect(statistics.area == 4)
    // Four triangles and two squares.
    #expect(statistics.facetCounts == [3: 4, 4: 2])
    #expect(statistics.facetCountRange == 3...4)
    #expect(statistics.meanFacetCount == Rational(Integer(10), 3))
  }

  @Test func ofNothing() {
    let statistics = RegionStatistics()
    #expect(statistics.area == nil && statistics.detailedCount == 0)
    #expect(statistics.meanFacetCount == nil && statistics.facetCountRange == nil)
  }

  /// Without facets a region counts for nothing but its area.
  @Test func detailsThatAreNotAskedFor() async throws {
    var statistics = RegionStatistics()
    for region in try await Self.regions.list() {
      let details = try RegionDetails(of: region, findsFacets: false)
      #expect(details.facetCount == nil && details.isBounded == nil && details.area == nil)
      #expect(details.map == nil && details.facets == nil && details.vertices == nil)
      statistics.add(details)
    }
    #expect(statistics == RegionStatistics())
  }

  @Test func allParts() async throws {
    let regions = try await Self.regions.list()
    #expect(regions.count == 6)
    for region in regions {
      let details = try RegionDetails(of: region, Set(RegionDetails.Part.allCases))
      #expect(details.map == region.outputMap && details.facets?.count == details.facetCount)
      #expect(details.vertices?.count == details.facetCount && details.rays == [])
      #expect(details.interiorPoint == region.interiorPoint)
    }
  }

  @Test func otherEnd() async throws {
    let summary = try await Self.regions.count()
    let cut = summary.ending(.timeLimit)
    #expect(summary.isComplete && !cut.isComplete && cut.end == .timeLimit)
    #expect(cut.count == 6 && cut.layerCounts == summary.layerCounts)
  }
}
