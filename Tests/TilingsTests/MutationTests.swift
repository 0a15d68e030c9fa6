import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing
import Tilings

/// Nothing that is wrong is accepted.
@Suite struct MutationTests {
  /// Small networks whose lists are changed in every way, and their domains.
  static let cases: [(RandomWeights, String)] = [
    (RandomWeights(widths: [2, 4, 3, 1]), "everything"),
    (RandomWeights(widths: [2, 4, 3, 1]), "box"),
    (RandomWeights(widths: [3, 4, 3, 1], kind: .degenerate), "box"),
    (RandomWeights(widths: [3, 4, 3, 1], kind: .degenerate, hasBiases: false), "everything"),
    (RandomWeights(widths: [2, 4, 4, 1], kind: .repeated), "halfspace"),
    (RandomWeights(widths: [4, 4, 2, 1]), "box"),
    (RandomWeights(widths: [1, 3, 3, 2, 1], kind: .degenerate), "everything"),
    (RandomWeights(widths: [2, 3, 3, 1], activation: .absoluteValue), "box"),
    (RandomWeights(widths: [3, 4, 1], activation: try! .leakyReLU(slope: 3)), "slice"),
  ]

  private func specimens(
    _ family: RandomWeights, _ domain: String, count: Int = 1
  ) async throws -> [RegionListSpecimen] {
    var result: [RegionListSpecimen] = []
    var seed: UInt64 = 4
    // Weights that are small integers give many networks with one or two regions.
    while result.count < count {
      let specimen = try await RegionListSpecimen(
        of: family.draw(seed: seed),
        in: InputDomain.specimen(domain, inputCount: family.widths[0]))
      if specimen.patterns.count > 4 { result.append(specimen) }
      seed += 1
    }
    return result
  }

  /// Each region in turn is left out; its pattern is named, with a point that shows that it is there.
  @Test(arguments: cases)
  func aMissingRegionIsFound(family: RandomWeights, domain: String) async throws {
    var count = 0
    for specimen in try await specimens(family, domain, count: 2) {
      for region in specimen.patterns.indices {
        for broken in [specimen.removing(region), specimen.patternsOnly.removing(region)] {
          let check = try await broken.check(maximumFlawCount: 1_000)
          #expect(!check.isAccepted && !check.isComplete)
          #expect(check.faces?.isConsistent == false || check.regionCount > 0)
          guard check.regionCount > 0 else {
            #expect(check.flaws.map(\.reason).first == .emptyList)
            continue
          }
          let missing = check.flaws.compactMap { flaw -> ([Rational]?, ActivationPattern)? in
            guard case .missingNeighbour(_, let pattern, let point) = flaw.reason else {
              return nil
            }
            return (point, pattern)
          }
          #expect(missing.count == check.adjacency.missingCount && !missing.isEmpty)
          for (point, pattern) in missing {
            #expect(pattern == specimen.patterns[region])
            let point = try #require(point)
            #expect(specimen.network.evaluate([point])[0].pattern == pattern)
          }
          if domain == "box" {
            guard case .different(let sum, let whole) = check.volumes else {
              Issue.record("volumes \(check.volumes)")
              continue
            }
            #expect(specimen.claims[region].volume == .finite(whole - sum))
          }
          count += 1
        }
      }
    }
    #expect(count > 6)
  }

  @Test(arguments: cases)
  func aRepeatedRegionIsFound(family: RandomWeights, domain: String) async throws {
    var count = 0
    for specimen in try await specimens(family, domain) {
      for region in specimen.patterns.indices {
        var broken = specimen.withoutTotals
        broken.patterns.append(specimen.patterns[region])
        broken.claims.append(specimen.claims[region])
        let check = try await broken.check()
        #expect(!check.isAccepted)
        #expect(check.flaws.map(\.reason) == [.repeated(first: region)])
        #expect(check.flaws[0].region == specimen.patterns.count)
        // In place of another region.
        guard specimen.patterns.count > 1 else { continue }
        let other = (region + 1) % specimen.patterns.count
        var replaced = specimen
        replaced.patterns[other] = specimen.patterns[region]
        replaced.claims[other] = specimen.claims[region]
        #expect(try await !replaced.check().isAccepted)
        count += 1
      }
    }
    #expect(count > 4)
  }

  /// Every bit of every pattern, with and without what the list says beside.
  @Test(arguments: cases)
  func aWrongBitIsFound(family: RandomWeights, domain: String) async throws {
    var count = 0
    for specimen in try await specimens(family, domain) {
      for region in specimen.patterns.indices {
        for layer in specimen.patterns[region].layers.indices {
          for neuron in specimen.patterns[region].layers[layer].indices {
            var layers = specimen.patterns[region].layers
            layers[layer][neuron].toggle()
            for var broken in [specimen, specimen.patternsOnly] {
              broken.patterns[region] = ActivationPattern(layers)
              let check = try await broken.check()
              #expect(!check.isAccepted && !check.flaws.isEmpty)
              count += 1
            }
          }
        }
      }
    }
    #expect(count > 20)
  }

  @Test(arguments: cases)
  func aWrongPointIsFound(family: RandomWeights, domain: String) async throws {
    var count = 0
    for specimen in try await specimens(family, domain) {
      for region in specimen.patterns.indices {
        var broken = specimen
        func reasons() async throws -> [TilingFlaw.Reason] {
          let check = try await broken.check()
          #expect(!check.isAccepted && check.flaws.allSatisfy { $0.region == region })
          return check.flaws.map(\.reason)
        }
        // The points of other regions.
        for other in specimen.patterns.indices.prefix(7) where other != region {
          broken.claims[region].interiorPoint = specimen.claims[other].interiorPoint
          #expect(try await reasons() == [.pointElsewhere(specimen.patterns[other])])
        }
        broken.claims[region].interiorPoint = specimen.claims[region].interiorPoint! + [0]
        let inputs = family.widths[0]
        #expect(try await reasons() == [.pointLength(inputs + 1, expected: inputs)])
        // A point on each facet.
        let regions = try ActivationRegions(
          of: specimen.network, in: specimen.domain, keepsCoordinates: true)
        let found = try await regions.list()[region]
        for facet in found.facets {
          broken.claims[region].interiorPoint = found.slice.point(found.point(on: facet))
          let flaw = try #require(try await reasons().first)
          switch (flaw, facet.source) {
          case (.pointOnBoundary, .neuron), (.pointElsewhere, .neuron),
            (.pointOutsideDomain, .domain):
            count += 1
          default: Issue.record("\(flaw)")
          }
        }
      }
    }
    #expect(count > 4)
  }

  @Test(arguments: cases)
  func wrongNumbersAreFound(family: RandomWeights, domain: String) async throws {
    let specimen = try await specimens(family, domain)[0]
    for region in specimen.patterns.indices {
      let claims = specimen.claims[region]
      var broken = specimen
      broken.claims[region].facetCount = claims.facetCount! + 1
      #expect(
        try await broken.check().flaws.map(\.reason)
          == [.facetCount(listed: claims.facetCount! + 1, found: claims.facetCount!)])
      broken = specimen
      broken.claims[region].isBounded = !claims.isBounded!
      #expect(
        try await broken.check().flaws.map(\.reason) == [.boundedness(listed: !claims.isBounded!)])
      broken = specimen
      let found = try #require(claims.volume)
      let wrong: TilingVolume =
        if case .finite(let volume) = found {
          .finite(volume + Rational(1, Integer(2).power(200)))
        } else {
          .finite(1)
        }
      broken.claims[region].volume = wrong
      #expect(
        try await broken.check().flaws.map(\.reason) == [.volume(listed: wrong, found: found)])
    }
    var broken = specimen
    broken.totals.count = specimen.patterns.count + 1
    #expect(try await broken.check().flaws.count == 1)
    broken = specimen
    broken.totals.layerCounts![0] += 1
    let flaw = try #require(try await broken.check().flaws.first)
    #expect(
      flaw.reason
        == .layerCounts(
          listed: broken.totals.layerCounts!, found: specimen.totals.layerCounts!))
    broken = specimen
    broken.totals.volume = .finite(12345)
    #expect(try await broken.check().flaws.count == 1)
  }

  /// The list of another network, or of another domain.
  @Test func otherNetworksAndDomains() async throws {
    let family = RandomWeights(widths: [2, 4, 3, 1])
    let box = try InputDomain.box([(-1, 1), (-1, 1)])
    let specimen = try await RegionListSpecimen(of: family.draw(seed: 1), in: box)
    #expect(try await specimen.check().isAccepted)
    for seed in 2...9 as ClosedRange<UInt64> {
      #expect(try await !specimen.check(of: family.draw(seed: seed)).isAccepted)
    }
    let others = [
      InputDomain.everything, try .box([(-1, 1), (-1, 2)]), try .box([(-1, 1), (0, 1)]),
      try .box([(-1, 1), (Rational(-1), Rational(1) - Rational(1, Integer(2).power(300)))]),
    ]
    for other in others {
      let check = try await specimen.check(in: other)
      #expect(!check.isAccepted)
    }
    // Without details a list of patterns may well be that of two domains.
    #expect(
      try await specimen.patternsOnly.check(in: others[3]).isAccepted)
    // The same network with one weight changed by very little.
    let network = family.draw(seed: 1)
    var weights = network.layers[0].weights
    weights[0][0] += Rational(1, Integer(2).power(400))
    let near = try Network(
      layers: [.init(weights: weights, biases: network.layers[0].biases)]
        + network.layers.dropFirst())
    #expect(try await !specimen.check(of: near).isAccepted)
  }

  @Test func emptyListAndEmptyDomain() async throws {
    let network = arrangement([[1, 0, 0], [0, 1, 0]])
    let empty = try await TilingCheck(of: ListedRegions(patterns: []), for: network)
    #expect(!empty.isAccepted && empty.flaws.map(\.reason).first == .emptyList)
    let nothing = TilingDomain(inequalities: [
      HalfSpace(normal: [1, 0]), HalfSpace(normal: [-1, 0], isOpen: false),
    ])
    await #expect(throws: TilingError.emptyDomain) {
      try await TilingCheck(of: ListedRegions(patterns: []), for: network, in: nothing)
    }
    await #expect(throws: TilingError.domainDimension(1, expected: 2)) {
      try await TilingCheck(
        of: ListedRegions(patterns: []), for: network,
        in: TilingDomain(inequalities: [HalfSpace(normal: [1])]))
    }
  }
}
