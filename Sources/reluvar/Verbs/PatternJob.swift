import LongWork
import Networks
import Presentation
import Regions

/// Hands the region of one pattern to the writer.
struct PatternJob {
  let region: ActivationRegion
  var report: RegionReport
  var writer: RegionWriter
  let hasAreas: Bool
  let hasVolumes: Bool
  let details: Set<RegionDetails.Part>
  let timeLimit: Duration?

  mutating func run(seconds: () -> Double?) throws {
    let details: RegionDetails
    do {
      details = try Interruption.within(timeLimit) {
        try RegionDetails(
          of: region, withArea: hasAreas, withVolume: hasVolumes, self.details)
      }
    } catch is Interruption.TimeIsOver {
      throw Failure.limit("the time limit was reached before the region was worked out")
    }
    report.addPattern()
    report.statistics.add(details)
    let ones = Array(repeating: 1, count: report.hiddenLayerCount)
    report.finish(RegionSummary(count: 1, layerCounts: ones, end: .complete), count: 1)
    report.seconds = seconds()
    try writer.begin(report)
    let line = writer.line(for: report)
    try writer.add(line(RegionEntry(region.pattern, details: details)))
    try writer.end(report)
  }
}

extension RegionLocator {
  /// The region of a pattern that was given as text.
  ///
  /// - Throws: `Failure` for a text that is no pattern of the network, and where no input has the pattern.
  func region(named text: String) throws -> ActivationRegion {
    let pattern: ActivationPattern
    do {
      pattern = try ActivationPattern(parsing: text)
      try pattern.validate(for: network.architecture)
    } catch {
      throw Failure.data("--pattern: \(error)")
    }
    guard let region = region(of: pattern) else {
      throw Failure.negative("--pattern: no region of the domain has the pattern \(text.excerpt)")
    }
    return region
  }
}
