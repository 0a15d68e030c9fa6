public import Laboratory
public import Regions

/// The numbers of the regions of a part of a search, or of several parts.
public struct RegionNumbers: Hashable, Sendable {
  /// The numbers of regions.
  public private(set) var summary: RegionSummary
  /// Their facets and volumes, as far as these are computed.
  public private(set) var statistics = RegionStatistics()

  /// Of no regions of a network with so many hidden layers.
  public init(layers: Int) {
    summary = RegionSummary(
      count: 0, layerCounts: Array(repeating: 0, count: layers), end: .complete)
  }

  /// Numbers of regions and their statistics.
  init(summary: RegionSummary, statistics: RegionStatistics) {
    self.summary = summary
    self.statistics = statistics
  }

  /// Searches the regions below a node.
  ///
  /// - Throws: `RegionError`, `CancellationError`.
  init(
    below prefix: RegionPrefix, in regions: ActivationRegions,
    details: Set<NetworkRegions.Detail>, timeLimit: Duration?
  ) async throws {
    var options = ActivationRegions.Options()
    options.timeLimit = timeLimit
    var statistics = RegionStatistics()
    let (hasAreas, hasVolumes, hasFacets) = (
      details.contains(.areas), details.contains(.volumes), details.contains(.facets)
    )
    guard hasAreas || hasVolumes || hasFacets else {
      summary = try await regions.count(below: prefix, options: options)
      return
    }
    summary = try await regions.forEach(below: prefix, options: options) { region in
      try RegionDetails(
        of: region, withArea: hasAreas, withVolume: hasVolumes, findsFacets: hasFacets,
        findsPoint: false)
    } body: { details in
      statistics.add(details)
      return true
    }
    self.statistics = statistics
  }

  /// Adds the numbers of another part.
  public mutating func add(_ other: RegionNumbers) {
    summary = summary + other.summary
    statistics.add(other.statistics)
  }

  /// Says how many parts are missing.
  mutating func note(missing count: Int, of all: Int) {
    if count > 0 { summary = summary.ending(.missingParts(count, of: all)) }
  }
}

extension RegionNumbers: Codable {
  private enum CodingKeys: String, CodingKey {
    case regions, layers, statistics
  }

  /// Reads the numbers of a complete part.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    summary = RegionSummary(
      count: try values.decode(Int.self, forKey: .regions),
      layerCounts: try values.decode([Int].self, forKey: .layers), end: .complete)
    statistics = try values.decode(RegionStatistics.self, forKey: .statistics)
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(summary.count, forKey: .regions)
    try values.encode(summary.layerCounts, forKey: .layers)
    try values.encode(statistics, forKey: .statistics)
  }

  /// The numbers in a finding; `nil` where the part is not confirmed.
  init?(_ finding: Finding) {
    guard finding.verdict == .confirmed,
      let numbers = finding.detail?.decoded(as: RegionNumbers.self)
    else { return nil }
    self = numbers
  }
}

/// What the findings in a store come to: the numbers of all regions, where none is missing.
public struct RegionTotal: Sendable {
  /// The numbers; their summary is complete only where every part has been counted.
  public let numbers: RegionNumbers
  /// The number of parts into which the search was divided.
  public let partCount: Int
  /// The regions.
  public let regions: NetworkRegions

  /// Adds up the findings in a store; `nil` where it is no store of `RegionEnumeration`.
  ///
  /// - Precondition: the store is for all parts.
  /// - Throws: `StoreError`; an error where the stored network is damaged.
  public init?(of store: SweepStore) throws {
    guard let regions = store.definition.family as? NetworkRegions else { return nil }
    precondition(store.plan == nil, "a shard is not all")
    let layers = regions.options.hiddenLayers ?? regions.network.widths.count - 2
    var numbers = RegionNumbers(layers: layers)
    var found = 0
    try store.forEachRecord { record in
      guard let part = RegionNumbers(record.finding),
        part.summary.layerCounts.count == layers
      else { return }
      numbers.add(part)
      found += 1
    }
    numbers.note(missing: store.range.count - found, of: store.range.count)
    self.numbers = numbers
    self.regions = regions
    partCount = store.range.count
  }
}
