import ExactAlgebra
import Regions

/// A report on regions for people.
struct RegionText {
  private let report: RegionReport
  private let version: String

  init(_ report: RegionReport, version: String) {
    self.report = report
    self.version = version
  }

  /// What stands before the list.
  var heading: String { title + "\n\n" }

  /// What the report is about.
  var title: String {
    let network = report.network
    let what =
      switch report.kind {
      case .activation: "Activation regions"
      case .firstLayers:
        "Regions of the first "
          + (report.hiddenLayerCount == 1
            ? "hidden layer" : "\(report.hiddenLayerCount) hidden layers")
      case .linear: "Linear regions"
      case .affineMaps: "Affine maps"
      }
    let widths = Wording.widths(network.architecture)
    let activation = network.activation == .relu ? "" : " with activation \(network.activation)"
    return "\(what) of \(widths)\(activation) on \(report.domain)"
  }

  /// Where the listed points lie, one on each line.
  var places: String {
    let lines = report.places.map { "  point \($0.point) lies \(Self.text($0.location))\n" }
    return lines.isEmpty ? "" : lines.joined() + "\n"
  }

  static func text(_ location: PointLocation) -> String {
    switch location.position {
    case .inside: return "inside of a region"
    case .outside: return "outside of the domain"
    case .boundary: break
    }
    let number = location.patterns.count
    let regions =
      (location.isComplete ? "" : "at least ") + counted(number, "region")
    let reasons =
      [
        location.neurons.isEmpty
          ? nil
          : location.neurons.map { Wording.neuron($0) }.joined(separator: ", ")
            + (location.neurons.count == 1 ? " is" : " are") + " zero there",
        location.inequalities.isEmpty ? nil : "it is on the boundary of the domain",
      ].compactMap { $0 }
    return "on the boundary of \(regions): " + reasons.joined(separator: ", and ")
  }

  /// What stands after it.
  var summary: String {
    var rows: [(String, String)] = []
    rows.append((countTitle, "\(report.count)" + (report.isComplete ? "" : " so far")))
    if let survey = report.survey { rows.append(("points", Self.points(survey))) }
    if !report.layerCounts.isEmpty {
      rows.append(
        ("layer by layer", report.layerCounts.map(String.init).joined(separator: ", ")))
    }
    let statistics = report.statistics
    if let range = statistics.facetCountRange, let mean = statistics.meanFacetCount {
      rows.append(("bounded", "\(statistics.boundedCount) of \(statistics.detailedCount)"))
      let facets = "\(range.lowerBound) to \(range.upperBound)"
      rows.append(("facets", "\(facets), \(mean.decimal(digits: 2)) on average"))
    }
    let whole = report.isComplete ? " in all" : " so far"
    if let area = statistics.area {
      let exactly = report.decimals == nil ? ", exactly" : ""
      rows.append(("area", report.notation.text(area) + whole + exactly))
    }
    if let volume = statistics.volume {
      let exactly = report.decimals == nil && volume != .infinite ? ", exactly" : ""
      rows.append(("volume", report.notation.text(volume) + whole + exactly))
    }
    if let edges = report.edges { rows.append(("common facets", "\(edges.count)")) }
    let width = rows.map(\.0.count).max() ?? 0
    var lines = rows.map { title, value in
      "  " + title + String(repeating: " ", count: width - title.count + 2) + value
    }
    if report.showsStatistics { lines += statistics.lines(report.notation) }
    lines += [""] + TextLayout.wrapped(statement)
    if let parts = report.partCount {
      lines.append("Added up from \(counted(parts, "part")) of the search.")
    }
    lines += report.reading.map(Wording.lines) ?? []
    if let decimals = report.decimals {
      lines += TextLayout.wrapped(
        "Numbers are rounded to the nearest with \(counted(decimals, "decimal")); a rounded point may "
          + "lie outside of its region.")
    }
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds = report.seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var countTitle: String {
    switch report.kind {
    case .activation, .firstLayers: "regions"
    case .linear: "linear regions"
    case .affineMaps: "affine maps"
    }
  }

  private static func points(_ survey: PointSurvey) -> String {
    let outside = survey.count(.outside)
    return "\(survey.count(.inside)) inside of regions, \(survey.count(.boundary)) on boundaries"
      + (outside == 0 ? "" : ", \(outside) outside of the domain")
  }

  var statement: String {
    if case .missingParts(let count, let all) = report.end {
      return "Not complete: \(count) of \(counted(all, "part")) of the search "
        + "\(count == 1 ? "is" : "are") missing. Every region counted is there, exactly; others are "
        + "missing."
    }
    let limit = Wording.limit(report.end)
    if report.selection == .pattern {
      return "Exact: this is the region with the pattern; others are not listed."
    }
    if let selection = report.selection {
      let which = selection == .regionOf ? "around" : "that contain"
      return limit.map {
        "Not complete: \($0) was reached. Points or regions after that are missing."
      } ?? "Exact: these are all regions \(which) the points; others are not listed."
    }
    if let limit {
      return "Not complete: \(limit) was reached. Every region counted is there, exactly; others "
        + "are missing."
    }
    return "Complete and exact: every cut was decided over the rationals."
  }
}
