import LongWork
import Presentation
import Regions
import Varieties

/// Finds the regions of some points and hands them to the writer.
struct PointJob {
  /// Up to this dimension the facets of a region are found without being asked for.
  static let facetDimension = 64

  let locator: RegionLocator
  let points: RegionDetailOptions.Points
  var report: RegionReport
  var writer: RegionWriter
  let options: ActivationRegions.Options
  let hasAreas: Bool
  let hasVolumes: Bool
  let details: Set<RegionDetails.Part>
  /// Whether the regions are worth nothing without their inequalities.
  let needsDetails: Bool

  /// What a point lies in takes an evaluation of the network; details take more.
  private var hasDetails: Bool {
    if case .around = points { return true }
    return hasAreas || hasVolumes || report.showsStatistics || !details.isEmpty
  }

  mutating func run() throws {
    try Interruption.within(options.timeLimit) { try runInTime() }
  }

  private mutating func runInTime() throws {
    let isAround = points.selection == .regionOf
    let survey = try locator.survey(
      of: points.points, includesTouching: isAround, options: options)
    report.add(survey, as: points.selection)
    try writer.begin(report)
    let line = writer.line(for: report)
    var isTimeOver = false
    for entry in survey.entries {
      isTimeOver = isTimeOver || Interruption.isDue
      var known: RegionDetails?
      if hasDetails, !isTimeOver {
        do {
          known = try details(of: entry)
        } catch is Interruption.TimeIsOver {
          isTimeOver = true
        }
      }
      if needsDetails, known == nil {
        throw Failure.limit("the time limit was reached before all regions were worked out")
      }
      let listed = RegionEntry(
        entry.pattern, details: known,
        points: RegionEntry.Points(entry))
      if let details = listed.details { report.statistics.add(details) }
      try writer.add(line(listed))
    }
    let summary = isTimeOver ? survey.summary.ending(.timeLimit) : survey.summary
    report.finish(summary, count: survey.entries.count)
  }

  private func details(of entry: PointSurvey.Entry) throws -> RegionDetails? {
    try Task.checkCancellation()
    let number = entry.inside.first ?? entry.touching[0]
    return try locator.region(of: entry.pattern, near: points.points[number]).map { region in
      try RegionDetails(
        of: region, withArea: hasAreas, withVolume: hasVolumes, details,
        findsFacets: locator.dimension <= Self.facetDimension)
    }
  }

  /// Whether all points and regions were treated.
  var isComplete: Bool { report.isComplete }

  /// The number of regions.
  var count: Int { report.count }

  /// Writes the end of the report.
  ///
  /// - Returns: whether all points and regions were treated.
  mutating func finish(seconds: Double?) throws -> Bool {
    report.seconds = seconds
    try writer.end(report)
    return report.isComplete
  }
}
