import Presentation
import Regions

/// Finds the regions in one of the ways and hands them to the writer.
struct RegionJob {
  let regions: ActivationRegions
  var report: RegionReport
  var writer: RegionWriter
  let options: ActivationRegions.Options
  let isListing: Bool
  let hasAreas: Bool
  let hasVolumes: Bool
  let details: Set<RegionDetails.Part>
  /// Whether regions are listed with the neighbours before them.
  let hasNeighbours: Bool

  /// Facets are at hand with vertices; otherwise they take many linear programs.
  private var hasDetails: Bool {
    isListing || regions.method != .programs || report.showsStatistics
  }

  /// One region after the other, none kept.
  mutating func stream() async throws {
    try writer.begin(report)
    let (hasDetails, hasAreas, hasVolumes, chosen) = (hasDetails, hasAreas, hasVolumes, details)
    let (isListing, hasNeighbours, network) = (isListing, hasNeighbours, regions.network)
    let line = writer.line(for: report)
    let summary = try await regions.forEach(options: options) { region in
      let details =
        hasDetails
        ? try RegionDetails(
          of: region, withArea: hasAreas, withVolume: hasVolumes, chosen, findsPoint: isListing)
        : nil
      // Nobody sees more than the details where regions are not listed.
      guard isListing else { return (details, "") }
      let neighbours = hasNeighbours ? try region.earlierNeighbours(in: network) : []
      return (
        details, line(RegionEntry(region.pattern, details: details, neighbours: neighbours))
      )
    } body: { details, line in
      if let details { report.statistics.add(details) }
      try writer.add(line)
      return true
    }
    report.finish(summary, count: summary.count)
  }

  /// With the graph of neighbours, and the regions put together by their maps.
  mutating func compare(showsEdges: Bool) async throws {
    let graph = try await regions.graph(options: options)
    let classes = LinearRegions(of: graph)
    try writer.begin(report)
    let line = writer.line(for: report)
    for (number, region) in graph.regions.enumerated() {
      let entry = RegionEntry(
        region.pattern,
        details: hasDetails
          ? try RegionDetails(
            of: region, withArea: hasAreas, withVolume: hasVolumes, details, findsPoint: isListing)
          : nil,
        classes: (classes.components[number], classes.maps[number]))
      if let details = entry.details { report.statistics.add(details) }
      try writer.add(line(entry))
    }
    if showsEdges { report.edges = graph.edges }
    let count =
      switch report.kind {
      case .activation, .firstLayers: graph.regions.count
      case .linear: classes.count
      case .affineMaps: classes.mapCount
      }
    report.finish(graph.summary, count: count)
  }

  /// Through facets.
  mutating func walk(threads: Int, timeLimit: Duration?) async throws {
    try writer.begin(report)
    let (patterns, summary) = try await FacetWalk(of: regions.network, in: regions.domain)
      .patterns(threads: threads, timeLimit: timeLimit)
    let line = writer.line(for: report)
    for pattern in patterns {
      try writer.add(line(RegionEntry(pattern, details: nil)))
    }
    report.finish(summary, count: summary.count)
  }

  /// Writes the end of the report.
  ///
  /// - Returns: whether all regions were found.
  mutating func finish(seconds: Double?) throws -> Bool {
    report.seconds = seconds
    try writer.end(report)
    return report.isComplete
  }
}
