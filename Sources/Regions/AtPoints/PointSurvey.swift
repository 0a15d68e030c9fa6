public import ExactAlgebra
import LongWork
public import Networks

/// Points sorted by the activation regions in which they lie.
public struct PointSurvey: Sendable {
  /// A region with the numbers, from 0, of points.
  public struct Entry: Hashable, Sendable {
    /// Its pattern.
    public let pattern: ActivationPattern
    /// The points in the region.
    public internal(set) var inside: [Int] = []
    /// The points in its closure and in no region.
    public internal(set) var touching: [Int] = []
  }

  /// The regions in the order of their patterns.
  public let entries: [Entry]
  /// Where each point lies, as far as they were treated.
  public let locations: [PointLocation]
  /// The numbers of regions, and whether all points were treated.
  public let summary: RegionSummary

  /// The number of points in each kind of place.
  public func count(_ position: PointLocation.Position) -> Int {
    locations.count { $0.position == position }
  }
}

extension RegionLocator {
  /// So many points are evaluated at once.
  private static var batch: Int { 64 }

  /// Sorts points by regions.
  ///
  /// - Parameters:
  ///   - points: the points.
  ///   - includesTouching: whether regions are listed that have points in their closures only.
  ///   - options: the first limit that is reached ends the survey; what was found until then is
  ///     returned.
  /// - Precondition: points have the coordinates of the domain.
  /// - Throws: `RegionError.emptyDomain`, `CancellationError`.
  public func survey(
    of points: [[Rational]], includesTouching: Bool,
    options: ActivationRegions.Options = .init()
  ) throws -> PointSurvey {
    var tray = SurveyTray(capacity: options.maximumCount ?? .max)
    try Interruption.within(options.timeLimit) {
      try collect(points, into: &tray, includesTouching: includesTouching)
    }
    let entries = tray.entries.values.sorted { $0.pattern < $1.pattern }
    var tally = RegionTally(starts: network.hiddenStarts)
    for entry in entries { tally.add(PackedPattern(entry.pattern)) }
    return PointSurvey(
      entries: entries, locations: tray.locations, summary: tally.summary(end: tray.end))
  }

  private func collect(
    _ points: [[Rational]], into tray: inout SurveyTray, includesTouching: Bool
  ) throws {
    for start in stride(from: 0, to: points.count, by: Self.batch) {
      let batch = points[start..<min(start + Self.batch, points.count)]
      let evaluations = network.evaluate(batch.map(input))
      for (point, evaluation) in zip(batch, evaluations) where tray.end == .complete {
        try Task.checkCancellation()
        let location = try location(
          of: point, evaluation, maximumCount: includesTouching ? tray.capacity : .max)
        let isTimeOver = Interruption.isDue
        tray.add(location, isListed: includesTouching || location.position == .inside)
        if isTimeOver, tray.locations.count < points.count || !location.isComplete {
          tray.end = .timeLimit
        }
      }
    }
  }
}

/// Collects points until there is no room for another region.
private struct SurveyTray {
  let capacity: Int
  var entries: [ActivationPattern: PointSurvey.Entry] = [:]
  var locations: [PointLocation] = []
  var end = RegionSummary.End.complete

  init(capacity: Int) { self.capacity = capacity }

  mutating func add(_ location: PointLocation, isListed: Bool) {
    let patterns = isListed ? location.patterns : []
    var isFull = false
    for pattern in patterns {
      guard entries[pattern] != nil || entries.count < capacity else {
        isFull = true
        break
      }
      var entry = entries[pattern] ?? PointSurvey.Entry(pattern: pattern)
      if location.position == .inside {
        entry.inside.append(locations.count)
      } else {
        entry.touching.append(locations.count)
      }
      entries[pattern] = entry
    }
    if isFull || !location.isComplete { end = .maximumCount }
    // A point in a region that is not listed is one that was not treated.
    if !isFull || location.position != .inside { locations.append(location) }
  }
}
