import Claims
import Drawing
import ExactAlgebra
import Foundation
import GaussianMeasures
import Interchange
import LongWork
import Networks
import Presentation
import Properties
import RandomNetworks
import Regions
import Verification

/// Finds the parts of a report on a network.
struct NetworkReportJob {
  /// As many decimals have the points of a table.
  static let decimals = 6
  /// A picture of more regions is not light, and shows little.
  static let largestPicture = 2_000

  let reading: NetworkReading
  let domain: InputDomain
  let options: ReportNetworkOptions
  let points: [[Rational]]?
  let property: Property?
  let law: GivenLaw?
  let rowCount: Int
  let output: ReportOutputOptions

  private var network: Network { reading.network }
  private var dimension: Int { domain.dimension(inputCount: network.architecture.inputCount) }
  var isPlanar: Bool { dimension == 2 }

  /// The number of parts of the report.
  var partCount: Int {
    1 + (isPlanar ? 1 : 0) + (points == nil ? 0 : 1) + (law == nil ? 0 : 1)
      + (property == nil ? 0 : 1)
  }

  private func searchOptions() -> ActivationRegions.Options {
    var options = ActivationRegions.Options()
    options.threads = output.threadCount
    options.maximumCount = self.options.maxRegions
    options.timeLimit = Interruption.remainingTime
    let diagnostics = output.diagnostics
    let watch = Stopwatch()
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    return options
  }

  private func regionReport(method: ActivationRegions.Method?) -> RegionReport {
    var report = RegionReport(
      of: network, on: options.space.given, dimension: dimension, kind: .activation,
      method: method, isSlice: domain.slice != nil, decimals: Self.decimals)
    report.reading = reading
    return report
  }

  // MARK: parts

  /// All regions; those of which a table has room with their details, and the others as far as vertices are at
  /// hand.
  func regions() async throws -> NetworkReport.ListedRegions {
    let regions = try ActivationRegions(of: network, in: domain)
    var report = regionReport(method: regions.method)
    var entries: [RegionEntry] = []
    let hasVertices = regions.method != .programs
    let summary = try await regions.forEach(options: searchOptions()) { region in
      (region, hasVertices ? try RegionDetails(of: region) : nil)
    } body: { region, details in
      if let details { report.statistics.add(details) }
      if entries.count < rowCount {
        entries.append(
          RegionEntry(region.pattern, details: try details ?? RegionDetails(of: region)))
      }
      return true
    }
    output.diagnostics.clear()
    report.finish(summary, count: summary.count)
    return .init(report, entries: entries)
  }

  /// Where the points lie.
  func pointRegions(_ points: [[Rational]]) throws -> RegionReport {
    let locator = try RegionLocator(of: network, in: domain)
    var report = regionReport(method: nil)
    let survey = try locator.survey(
      of: points, includesTouching: false, options: searchOptions())
    report.add(survey, as: .containing)
    report.finish(survey.summary, count: survey.entries.count)
    return report
  }

  /// The regions of a plane as a picture.
  func picture(of regionCount: Int?) async throws -> RegionPicture {
    if let regionCount, regionCount > Self.largestPicture {
      throw NoPicture.manyRegions(regionCount)
    }
    let points = try PlanarPoints.read(options.points, labels: options.labels)
    var shown = domain
    if shown.halfSpaces.isEmpty {
      guard !points.isEmpty else { throw NoPicture.unbounded }
      let window = Window(around: points.map(\.position))
      shown = try .box(
        [window.x, window.y].map { ($0.lowerBound, $0.upperBound) }, of: shown.slice)
    }
    var search = searchOptions()
    search.maximumCount = Self.largestPicture + 1
    let polygons: [PlanarRegion]
    let summary: RegionSummary
    do {
      (polygons, summary) = try await ActivationRegions(of: network, in: shown)
        .polygons(options: search)
    } catch RegionError.unboundedPolygon {
      throw NoPicture.unbounded
    }
    output.diagnostics.clear()
    switch summary.end {
    case .timeLimit: throw NoPicture.outOfTime
    case .maximumCount: throw NoPicture.tooManyRegions
    case .complete, .stopped, .missingParts: break
    }
    let window = Window(of: polygons.flatMap(\.corners))
    var picture = RegionPicture(of: polygons, x: window.x, y: window.y, coloring: .pattern)
    picture.points = points
    if shown.slice != nil { (picture.xName, picture.yName) = ("u_1", "u_2") }
    picture.boundary = .usual(for: network)
    return picture
  }

  /// The law, and the density of the first output beside the most probable patterns.
  func networkLaw(under law: GivenLaw) async throws -> (LawReport, LawFigure?) {
    let accuracy = Rational(10).power(-12)
    var options = NetworkLaw.Options()
    options.aim(atRelativeError: accuracy)
    options.threads = output.threadCount
    options.seed = output.seed
    options.timeLimit = Interruption.remainingTime
    let diagnostics = output.diagnostics
    let watch = Stopwatch()
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    let found = try await Failure.translatingErrorsOfLaws(method: options.method) { [options] in
      try await NetworkLaw(of: network, under: law.law, options: options)
    }
    diagnostics.clear()
    let report = LawReport(of: found, under: law, accuracy: accuracy)
    guard found.end == .complete, found.survey == nil, !Interruption.isDue else {
      return (report, nil)
    }
    return (report, try await LawFigure(of: found, output: 0))
  }

  /// Whether the property holds.
  func decision(on property: Property, named name: String) async throws -> PropertyReport {
    var options = PropertyDecision.Options()
    options.threads = output.threadCount
    let diagnostics = output.diagnostics
    let watch = Stopwatch()
    options.progress = { diagnostics.report($0, after: watch.elapsed) }
    options.boxProgress = { diagnostics.report($0, after: watch.elapsed) }
    do {
      let decision = try await PropertyDecision(of: property, for: network, options: options)
      diagnostics.clear()
      return PropertyReport(decision, of: GivenProperty(from: name))
    } catch let error as PropertyDecisionError {
      throw Failure.data("\(name): \(error)")
    }
  }
}

/// Why there is no picture of the regions of a plane.
enum NoPicture: Error, CustomStringConvertible {
  case unbounded
  case manyRegions(Int)
  case tooManyRegions
  case needsFile
  case outOfTime

  var description: String {
    switch self {
    case .unbounded: "the domain is not bounded, and --box says which part of the plane is shown"
    case .manyRegions(let count):
      "there are \(count) regions, and a page shows at most \(NetworkReportJob.largestPicture)"
    case .tooManyRegions:
      "there are more than the \(NetworkReportJob.largestPicture) regions that a page shows"
    case .outOfTime: "the time is over"
    case .needsFile: "pictures are files beside LaTeX, which need --output"
    }
  }
}
