import Regions
import Specimens
import Testing

@testable import ExactAlgebra

/// Searches through regions, also those that end early, release all C objects.
///
/// In a process of its own, since the census counts the whole process.
struct RegionLeakTests {
  @Test func censusReturnsToItsValue() async {
    await #expect(processExitsWith: .success) {
      // The first search fills what lives as long as the process.
      _ = try await Self.search(seed: 1)
      let before = StorageCensus.livingObjects
      for seed in 2...6 as ClosedRange<UInt64> {
        let count = try await Self.search(seed: seed)
        #expect(count > 100)
        #expect(StorageCensus.livingObjects == before)
      }
    }
  }

  /// All that is asked of regions; returns the number of regions that were seen.
  private static func search(seed: UInt64) async throws -> Int {
    let network = RandomWeights(widths: [2, 9, 7, 1]).draw(seed: seed)
    var count = 0
    for method in [ActivationRegions.Method.vertices, .programs] {
      let regions = try ActivationRegions(
        of: network, in: .box([(-1, 1), (0, 2)]), method: method)
      var options = ActivationRegions.Options()
      options.threads = 2
      for region in try await regions.list(options: options) {
        _ = (region.interiorPoint, region.isBounded, region.outputMap, region.vertices)
        _ = region.facets.map { region.point(on: $0) }
        count += 1
      }
      options.maximumCount = 3
      count += try await regions.count(options: options).count
      options.maximumCount = nil
      options.timeLimit = .zero
      count += try await regions.count(options: options).count
    }
    let regions = try ActivationRegions(of: network)
    count += LinearRegions(of: try await regions.graph()).count
    let walk = RandomWeights(widths: [2, 4, 3, 1]).draw(seed: seed)
    return count + (try await FacetWalk(of: walk).patterns()).patterns.count
  }
}
