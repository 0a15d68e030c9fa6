import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Tilings

/// A complete list of regions, as the search finds it, with all that a list can say.
struct RegionListSpecimen: Sendable {
  let network: Network
  let domain: InputDomain
  var patterns: [ActivationPattern]
  var claims: [RegionClaims]
  var totals = ListTotals()

  init(of network: Network, in domain: InputDomain = .everything) async throws {
    (self.network, self.domain) = (network, domain)
    let regions = try ActivationRegions(of: network, in: domain)
    let dimension = domain.dimension(inputCount: network.architecture.inputCount)
    var patterns: [ActivationPattern] = []
    var claims: [RegionClaims] = []
    let summary = try await regions.forEach { region in
      var claim = RegionClaims()
      claim.interiorPoint = region.interiorPoint
      claim.facetCount = region.facets.count
      claim.isBounded = region.isBounded
      if dimension <= 7, let size = try region.size() { claim.volume = TilingVolume(size) }
      return (region.pattern, claim)
    } body: { pattern, claim in
      patterns.append(pattern)
      claims.append(claim)
      return true
    }
    (self.patterns, self.claims) = (patterns, claims)
    totals.count = patterns.count
    totals.layerCounts = summary.layerCounts
  }

  /// The list as it is given to a check.
  var list: ListedRegions {
    ListedRegions(patterns: patterns.map(PackedPattern.init), totals: totals) { [claims] in
      claims[$0]
    }
  }

  /// The list without what it says about all regions.
  var withoutTotals: RegionListSpecimen {
    var copy = self
    copy.totals = ListTotals()
    return copy
  }

  /// The same with patterns alone.
  var patternsOnly: RegionListSpecimen {
    var copy = withoutTotals
    copy.claims = claims.map { _ in RegionClaims() }
    return copy
  }

  func removing(_ region: Int) -> RegionListSpecimen {
    var copy = withoutTotals
    copy.patterns.remove(at: region)
    copy.claims.remove(at: region)
    return copy
  }

  func check(
    of other: Network? = nil, in otherDomain: InputDomain? = nil, maximumFlawCount: Int = 20,
    threads: Int = 1
  ) async throws -> TilingCheck {
    var options = TilingCheck.Options()
    options.maximumFlawCount = maximumFlawCount
    options.threads = threads
    return try await TilingCheck(
      of: list, for: other ?? network, in: TilingDomain(otherDomain ?? domain), options: options)
  }
}

extension TilingVolume {
  init(_ volume: RegionVolume) {
    switch volume {
    case .finite(let value): self = .finite(value)
    case .infinite: self = .infinite
    }
  }
}

extension TilingDomain {
  init(_ domain: InputDomain) {
    self.init(
      slice: domain.slice.map { Slice(origin: $0.origin, directions: $0.directions) },
      inequalities: domain.halfSpaces)
  }
}
