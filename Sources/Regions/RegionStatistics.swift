public import ExactAlgebra

/// Numbers about many activation regions, from the details of each.
///
///     var statistics = RegionStatistics()
///     for region in regions { statistics.add(RegionDetails(of: region)) }
///     statistics.meanFacetCount
public struct RegionStatistics: Hashable, Sendable {
  /// The number of regions whose facets are known.
  public private(set) var detailedCount = 0
  /// How many of them are bounded.
  public private(set) var boundedCount = 0
  /// For each number of facets how many regions have it.
  public private(set) var facetCounts: [Int: Int] = [:]
  /// For each number of neighbours how many regions have it: a region has one behind every facet that is not
  /// on the boundary of the domain.
  public private(set) var neighbourCounts: [Int: Int] = [:]
  /// The sum of the areas of bounded regions; `nil` where there is none, or they are not asked for.
  public private(set) var area: Rational?
  /// How the volumes are distributed, as far as they are known.
  public private(set) var volumes = VolumeDistribution()

  /// Of no region.
  public init() {}

  /// Counts a region.
  public mutating func add(_ details: RegionDetails) {
    if let part = details.area { area = (area ?? 0) + part }
    if let volume = details.volume { volumes.add(volume) }
    guard let facetCount = details.facetCount, let isBounded = details.isBounded else { return }
    detailedCount += 1
    facetCounts[facetCount, default: 0] += 1
    if let count = details.neighbourCount { neighbourCounts[count, default: 0] += 1 }
    if isBounded { boundedCount += 1 }
  }

  /// The sum of the volumes of regions; `nil` where there is none, or they are not asked for.
  public var volume: RegionVolume? {
    if volumes.unboundedCount > 0 { return .infinite }
    return volumes.count > 0 ? .finite(volumes.total) : nil
  }

  /// The smallest and the largest number of facets; `nil` where no facets are known.
  public var facetCountRange: ClosedRange<Int>? {
    guard let least = facetCounts.keys.min(), let largest = facetCounts.keys.max() else {
      return nil
    }
    return least...largest
  }

  /// The mean number of facets; `nil` where no facets are known.
  public var meanFacetCount: Rational? {
    guard detailedCount > 0 else { return nil }
    let total = facetCounts.reduce(0) { $0 + $1.key * $1.value }
    return Rational(Integer(total), Integer(detailedCount))
  }
}
