import ExactAlgebra
import Polyhedra
import Regions
import Specimens
import Testing

/// Deep networks: the ways to find regions agree with each other and with trying all patterns.
@Suite struct RegionAgreementTests {
  @Test(arguments: RandomWeights.varied, InputDomain.specimens)
  func allWaysAgree(family: RandomWeights, domainName: String) async throws {
    var regionCount = 0
    for seed in 1...3 as ClosedRange<UInt64> {
      let network = family.draw(seed: seed)
      let domain = try InputDomain.specimen(domainName, inputCount: family.widths[0])
      let patterns = BruteForceRegions(network: network, domain: domain).patterns
      for method in [ActivationRegions.Method.vertices, .programs] {
        let regions = try await ActivationRegions(of: network, in: domain, method: method).list()
        #expect(regions.map(\.pattern) == patterns, "seed \(seed), \(method)")
      }
      let walk = try await FacetWalk(of: network, in: domain).patterns(threads: 2)
      #expect(walk.patterns == patterns, "seed \(seed), walk")
      regionCount += patterns.count
    }
    #expect(regionCount >= 3)
  }

  @Test(arguments: RandomWeights.varied)
  func regionsOfFirstLayersAreThoseOfTruncatedPatterns(family: RandomWeights) async throws {
    let network = family.draw(seed: 5)
    let hidden = family.widths.count - 2
    let all = try await ActivationRegions(of: network).list()
    var counts: [Int] = []
    for layers in 1...hidden {
      let regions = try await ActivationRegions(of: network, layers: layers).list()
      let prefixes = Set(all.map { Array($0.pattern.layers.prefix(layers)) })
      #expect(Set(regions.map(\.pattern.layers)) == prefixes)
      #expect(regions.count == prefixes.count)
      counts.append(regions.count)
    }
    #expect(try await ActivationRegions(of: network).count().layerCounts == counts)
  }

  /// A network of the size of trained ones, by two methods that share no decision.
  @Test func walkAgreesOnALargerNetwork() async throws {
    let network = RandomWeights(widths: [3, 7, 6, 1]).draw(seed: 11)
    let regions = try await ActivationRegions(of: network).list()
    let walk = try await FacetWalk(of: network).patterns(threads: 2)
    #expect(regions.count > 300)
    #expect(walk.patterns == regions.map(\.pattern))
    #expect(walk.summary == (try await ActivationRegions(of: network).count()))
  }
}
