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

  /// The square has area 4: four triangles of area 1/2, two squares of area 1.
  @Test func volumesAndNeighbours() async throws {
    var statistics = RegionStatistics()
    let regions = try Self.regions
    let graph = try await regions.graph()
    for region in graph.regions { statistics.add(try RegionDetails(of: region, withVolume: true)) }
    #expect(statistics.neighbourCounts == [2: 6])
    let degrees = Dictionary(grouping: graph.edges.flatMap(\.regions)) { $0 }.mapValues(\.count)
    #expect(degrees.count == 6 && degrees.values.allSatisfy { $0 == 2 })
    let volumes = statistics.volumes
    #expect(volumes.count == 6 && volumes.unboundedCount == 0 && volumes.total == 4)
    #expect(volumes.smallest == Rational(1, 2) && volumes.largest == 1)
    #expect(volumes.mean == Rational(2, 3))
    let bins = volumes.bins(atMost: 10)
    #expect(bins.map(\.lowerExponent) == [-1, 0] && bins.map(\.count) == [4, 2])
    #expect(bins[0].lower == Rational(1, 2) && bins[1].upper == 2)
  }

  /// Exponents are exact at powers of two and just below; bins widen until they are few enough.
  @Test func binsOfVolumes() {
    var volumes = VolumeDistribution()
    let tiny = Rational(2).power(-40)
    for volume in [tiny, Rational(8), 8 - tiny, Rational(3, 4)] { volumes.add(.finite(volume)) }
    volumes.add(.infinite)
    #expect(volumes.count == 4 && volumes.unboundedCount == 1)
    let fine = volumes.bins(atMost: 100)
    #expect(fine.count == 44 && fine.first?.lowerExponent == -40 && fine.last?.upperExponent == 4)
    #expect(fine.filter { $0.count > 0 }.map(\.lowerExponent) == [-40, -1, 2, 3])
    let coarse = volumes.bins(atMost: 4)
    #expect(coarse.count <= 4 && coarse.map(\.count).reduce(0, +) == 4)
    #expect(volumes.total == 16 + Rational(3, 4))
    for (bin, next) in zip(coarse, coarse.dropFirst()) {
      #expect(bin.upperExponent == next.lowerExponent)
    }
    #expect(VolumeDistribution().bins(atMost: 4).isEmpty)
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
