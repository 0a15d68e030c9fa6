import ExactAlgebra
import Polyhedra
import Regions
import Specimens
import Testing

/// Deep networks: the ways to find regions agree with each other and with trying all patterns.
@Suite struct RegionAgreementTests {
  static let domains = ["everything", "box", "slice", "polytope"]

  static func domain(_ name: String, inputCount: Int) throws -> InputDomain {
    switch name {
    case "box":
      return try .box((0..<inputCount).map { (Rational(-1), Rational(Integer($0 + 1), 2)) })
    case "slice":
      let origin = (0..<inputCount).map { Rational(Integer($0), 3) }
      let direction = (0..<inputCount).map { Rational($0 + 1) }
      return InputDomain(slice: try AffineSlice(origin: origin, directions: [direction]))
    case "polytope":
      let all = [Rational](repeating: 1, count: inputCount)
      return InputDomain(halfSpaces: [
        HalfSpace(normal: all, offset: 1), HalfSpace(normal: all.map { -$0 }, offset: 2),
        // Without effect, and a repetition.
        HalfSpace(normal: all, offset: 7), HalfSpace(normal: all, offset: 1, isOpen: false),
      ])
    default: return .everything
    }
  }

  @Test(arguments: RandomWeights.varied, domains)
  func allWaysAgree(family: RandomWeights, domainName: String) async throws {
    var regionCount = 0
    for seed in 1...3 as ClosedRange<UInt64> {
      let network = family.draw(seed: seed)
      let domain = try Self.domain(domainName, inputCount: family.widths[0])
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
