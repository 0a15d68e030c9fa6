import Claims
import Laboratory
import Networks
import Presentation
import Regions

extension RegionsCommand {
  /// The regions that a sweep has counted.
  func tellOfStore(_ path: String) throws {
    try checkNothingElse()
    let store = try SweepStores.open { try SweepStore(at: path, claims: BuiltInClaims.known) }
    guard store.plan == nil else {
      throw Failure.data(
        "--store \(path): a shard of a plan, expected what 'reluvar sweep merge' makes of all")
    }
    let total = try SweepStores.open { try RegionTotal(of: store) }
    guard let total else {
      throw Failure.data(
        "--store \(path): a sweep of '\(store.definition.claim.name)', expected one of "
          + "'reluvar sweep regions'")
    }
    let report = try RegionReport(on: total, decimals: told.decimals)
    let sink = try output.open()
    var writer = RegionWriter(
      as: output.format, isListing: false, version: Reluvar.version, to: sink.write)
    try writer.begin(report)
    try writer.end(report)
    try sink.finish()
    if !report.isComplete {
      throw Failure.limit("not all parts are counted; what was counted has been written")
    }
  }

  /// What the sweep was about was said when it was planned.
  private func checkNothingElse() throws {
    let isGiven: [(String, Bool)] = [
      ("a network", domain.argument.file != nil || !domain.network.isEmpty),
      ("--box", domain.box != nil), ("--slice", domain.slice != nil),
      ("--through", domain.through != nil), ("--polytope", domain.polytope != nil),
      ("--first-layers", layers != nil), ("--count", count != .activation),
      ("--method", method != nil), ("--list", list == true), ("--areas", areas),
      ("--volumes", volumes), ("--statistics", statistics), ("--edges", edges),
      ("--max-regions", maxRegions != nil), ("--time-limit", timeLimit != nil),
      ("--region-of", told.regionOf != nil), ("--containing", told.containing != nil),
      ("--pattern", told.pattern != nil), ("--complement", complement),
      ("--format \(output.formatName)", Self.listFormats.contains(output.format)),
      ("--details", told.details != nil), ("--timings", output.timings),
    ]
    guard let (option, _) = isGiven.first(where: \.1) else { return }
    throw Failure.usage(
      "--store goes without \(option): that was said when the sweep was planned")
  }
}

extension RegionReport {
  /// The report on regions that were counted in parts.
  ///
  /// - Parameters:
  ///   - total: the numbers of all parts.
  ///   - decimals: the number of decimals of numbers; exact fractions where it is `nil`.
  init(on total: RegionTotal, decimals: Int? = nil) throws {
    let (regions, options) = (try total.regions.regions(), total.regions.options)
    self.init(
      of: try total.regions.wholeNetwork(), on: total.regions.givenDomain,
      dimension: try total.regions.dimension(),
      kind: options.hiddenLayers == nil ? .activation : .firstLayers, method: regions.method,
      hiddenLayerCount: options.hiddenLayers, isSlice: total.regions.isSlice, decimals: decimals)
    statistics = total.numbers.statistics
    showsStatistics = options.details.contains(.tables)
    partCount = total.partCount
    finish(total.numbers.summary, count: total.numbers.summary.count)
  }
}
