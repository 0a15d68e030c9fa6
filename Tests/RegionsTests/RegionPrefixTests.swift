import ExactAlgebra
import Foundation
import Networks
import Specimens
import Testing

@testable import Regions

/// Parts of the search tree make up the whole.
@Suite struct RegionPrefixTests {
  /// All that is added up over regions.
  struct Totals: Equatable {
    var summary: RegionSummary
    var statistics = RegionStatistics()
    var patterns: [ActivationPattern] = []

    static func + (a: Totals, b: Totals) -> Totals {
      var statistics = a.statistics
      statistics.add(b.statistics)
      return Totals(
        summary: a.summary + b.summary, statistics: statistics, patterns: a.patterns + b.patterns)
    }
  }

  /// The regions below a node, with all of their statistics.
  static func totals(
    of regions: ActivationRegions, below prefix: RegionPrefix = .root, hasVolumes: Bool
  ) async throws -> Totals {
    var totals = Totals(summary: RegionSummary(count: 0, layerCounts: [], end: .complete))
    totals.summary = try await regions.forEach(below: prefix) { region in
      let isPlanar = regions.slice.dimension == 2 && hasVolumes && region.isBounded
      let details = try RegionDetails(
        of: region, withArea: isPlanar, withVolume: hasVolumes, findsPoint: false)
      return (region.pattern, details)
    } body: { pattern, details in
      totals.patterns.append(pattern)
      totals.statistics.add(details)
      return true
    }
    return totals
  }

  /// In every domain, with bounded and unbounded regions and degenerate neurons: for several sizes
  /// of parts, down to single regions, the parts have the regions of the whole, in their order, with
  /// the same numbers for each layer, facets and volumes.
  @Test(arguments: RandomWeights.varied, InputDomain.specimens)
  func partsAddUp(family: RandomWeights, domainName: String) async throws {
    for seed in 1...2 as ClosedRange<UInt64> {
      let network = family.draw(seed: seed)
      let domain = try InputDomain.specimen(domainName, inputCount: family.widths[0])
      for method in [ActivationRegions.Method.vertices, .programs] {
        let regions = try ActivationRegions(of: network, in: domain, method: method)
        let hasVolumes = method == .vertices
        let whole = try await Self.totals(of: regions, hasVolumes: hasVolumes)
        #expect(whole.summary == (try await regions.count()))
        #expect(whole.patterns.count == whole.summary.count)
        for size in [1, 2, 5, 1000] {
          let prefixes = try regions.prefixes(regionsEach: size, seed: seed)
          if size == 1 { #expect(prefixes.count == whole.summary.count) }
          if size == 1000 { #expect(prefixes == [.root]) }
          #expect(Set(prefixes).count == prefixes.count)
          var parts: [Totals] = []
          for prefix in prefixes {
            let part = try await Self.totals(of: regions, below: prefix, hasVolumes: hasVolumes)
            #expect(part.summary.count > 0)
            parts.append(part)
          }
          let sum = try #require(
            parts.isEmpty ? nil : parts.dropFirst().reduce(parts[0]) { $0 + $1 })
          #expect(sum == whole, "seed \(seed), \(method), size \(size)")
        }
      }
    }
  }

  /// The volume of a node is known without its regions, which have it together.
  @Test(arguments: [[2, 12, 8, 1], [3, 6, 5, 1]])
  func volumesOfNodes(widths: [Int]) async throws {
    let network = RandomWeights(widths: widths).draw(seed: 4)
    let box = try InputDomain.box((0..<widths[0]).map { _ in (-3, 2) })
    let regions = try ActivationRegions(of: network, in: box)
    let prefixes = try regions.prefixes(regionsEach: 7)
    #expect(prefixes.count > 10)
    var sum = RegionVolume.finite(0)
    for prefix in prefixes {
      let part = try await Self.totals(of: regions, below: prefix, hasVolumes: true)
      let volume = try #require(try regions.volume(of: prefix))
      #expect(part.statistics.volume == volume)
      sum = sum + volume
    }
    #expect(sum == .finite(Rational(5).power(widths[0])))
    let unbounded = try ActivationRegions(of: network)
    #expect(try unbounded.volume(of: .root) == .infinite)
    let programs = try ActivationRegions(of: network, in: box, method: .programs)
    #expect(try programs.volume(of: .root) == nil)
  }

  /// The same division for every number of threads of a search, and limits inside of a part.
  @Test func limitsOfAPart() async throws {
    let regions = try ActivationRegions(of: RandomWeights(widths: [2, 9, 7, 1]).draw(seed: 3))
    let prefixes = try regions.prefixes(regionsEach: 20)
    #expect(prefixes.count > 5)
    #expect(prefixes == (try regions.prefixes(regionsEach: 20)))
    let prefix = prefixes[prefixes.count / 2]
    var options = ActivationRegions.Options()
    let all = try await regions.count(below: prefix)
    #expect(all.isComplete && all.count > 3)
    options.threads = 3
    #expect(try await regions.count(below: prefix, options: options) == all)
    options.maximumCount = 3
    let first = try await regions.count(below: prefix, options: options)
    #expect(first.count == 3 && first.end == .maximumCount)
    options.maximumCount = nil
    options.timeLimit = .zero
    let none = try await regions.count(below: prefix, options: options)
    #expect(none.count == 0 && none.end == .timeLimit)
    #expect((first + none).end == .maximumCount && (all + none).end == .timeLimit)
  }

  /// A node of another tree is refused, wherever the two trees part.
  @Test func strangePrefixes() async throws {
    let box = try InputDomain.box([(-1, 1), (-1, 1)])
    let network = RandomWeights(widths: [2, 8, 6, 1]).draw(seed: 1)
    let regions = try ActivationRegions(of: network, in: box)
    let other = try ActivationRegions(
      of: RandomWeights(widths: [2, 8, 6, 1]).draw(seed: 2), in: box)
    let prefixes = try regions.prefixes(regionsEach: 1)
    var refusedCount = 0
    for prefix in prefixes {
      do {
        _ = try await other.count(below: prefix)
      } catch RegionError.strangePrefix(prefix) {
        refusedCount += 1
      }
    }
    // Some cuts are there in both.
    #expect(refusedCount > prefixes.count / 2)
    for text in ["9:1-", "1:9+", "1:1- 1:1+", prefixes[0].description + " 2:6+"] {
      let prefix = try #require(RegionPrefix(text))
      await #expect(throws: RegionError.strangePrefix(prefix)) {
        _ = try await regions.count(below: prefix)
      }
      #expect(throws: RegionError.strangePrefix(prefix)) { _ = try regions.volume(of: prefix) }
      #expect("\(RegionError.strangePrefix(prefix))".contains("no node of the search tree"))
    }
  }

  @Test func textsOfPrefixes() {
    for text in ["root", "1:3-", "1:3- 1:14+ 2:1-"] {
      #expect(RegionPrefix(text)?.description == text)
    }
    for text in ["", "1:3", "1:0+", "0:1+", "1:3-  2:1+", "1-3+", "1:3:2+", "root 1:1+", "1:x+"] {
      #expect(RegionPrefix(text) == nil, "\(text)")
    }
    #expect(
      RegionPrefix("1:3- 2:14+")?.cuts.last == .init(.init(layer: 2, index: 13), isActive: true))
  }

  /// Regions of first layers are counted where they come first.
  @Test(arguments: [
    ("root", 0), ("1:1+", 0), ("1:1- 2:1-", 0), ("1:1+ 2:1-", 0), ("1:1+ 2:1+", 1),
    ("1:1- 2:1+ 3:1-", 1), ("1:1- 2:1- 3:2+", 2),
  ])
  func layersThatAreShared(text: String, count: Int) throws {
    #expect(try #require(RegionPrefix(text)).sharedLayers == count)
  }

  /// Estimates have the right mean: with the standard error of 400 of them, five times which is exceeded
  /// by chance once in a million.
  @Test(arguments: [[2, 12, 8, 1], [3, 6, 5, 4, 1]])
  func estimatesHaveNoBias(widths: [Int]) async throws {
    let regions = try ActivationRegions(of: RandomWeights(widths: widths).draw(seed: 9))
    let count = Double(try await regions.count().count)
    let estimates = try (1...400).map {
      try regions.estimatedCount(passes: 1, seed: UInt64($0))
    }
    let mean = estimates.reduce(0, +) / 400
    let variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    #expect(count > 100 && variance > 0)
    #expect((mean - count).magnitude < 5 * (variance / 400).squareRoot())
    #expect(variance.squareRoot() < count)
  }
}

extension RegionPrefixTests {
  /// What is stored of statistics is all of them.
  @Test func statisticsAreCoded() async throws {
    let box = try InputDomain.box([(-2, 2), (-2, 2)])
    let network = RandomWeights(widths: [2, 6, 5, 1]).draw(seed: 6)
    for domain in [box, .everything] {
      let regions = try ActivationRegions(of: network, in: domain)
      let totals = try await Self.totals(of: regions, hasVolumes: true)
      let code = try JSONEncoder().encode(totals.statistics)
      let statistics = try JSONDecoder().decode(RegionStatistics.self, from: code)
      #expect(statistics == totals.statistics)
      #expect(statistics.volumes.bins(atMost: 9) == totals.statistics.volumes.bins(atMost: 9))
      #expect(statistics.volumes.count + statistics.volumes.unboundedCount > 20)
    }
    let wrong = Data(#"{"count":1,"unbounded":0,"total":"1/0","octaves":{}}"#.utf8)
    #expect(throws: DecodingError.self) {
      _ = try JSONDecoder().decode(VolumeDistribution.self, from: wrong)
    }
  }
}
