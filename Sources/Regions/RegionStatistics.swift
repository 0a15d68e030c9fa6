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

  /// Counts the regions of other statistics, none of which has been counted.
  public mutating func add(_ other: RegionStatistics) {
    if let part = other.area { area = (area ?? 0) + part }
    volumes.add(other.volumes)
    detailedCount += other.detailedCount
    boundedCount += other.boundedCount
    facetCounts.merge(other.facetCounts, uniquingKeysWith: +)
    neighbourCounts.merge(other.neighbourCounts, uniquingKeysWith: +)
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

extension RegionStatistics: Codable {
  private enum CodingKeys: String, CodingKey {
    case detailed, bounded, facets, neighbours, area, volumes
  }

  /// Reads numbers, and exact ones as text.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    detailedCount = try values.decode(Int.self, forKey: .detailed)
    boundedCount = try values.decode(Int.self, forKey: .bounded)
    facetCounts = try values.decode([Int: Int].self, forKey: .facets)
    neighbourCounts = try values.decode([Int: Int].self, forKey: .neighbours)
    area = try values.decodeRational(forKey: .area)
    volumes = try values.decode(VolumeDistribution.self, forKey: .volumes)
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(detailedCount, forKey: .detailed)
    try values.encode(boundedCount, forKey: .bounded)
    try values.encode(facetCounts, forKey: .facets)
    try values.encode(neighbourCounts, forKey: .neighbours)
    try values.encodeIfPresent(area?.description, forKey: .area)
    try values.encode(volumes, forKey: .volumes)
  }
}

extension KeyedDecodingContainer {
  /// Reads a number that was written as text; `nil` where there is none.
  func decodeRational(forKey key: Key) throws -> Rational? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let number = try? Rational(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "'\(text)' is no number")
    }
    return number
  }
}
