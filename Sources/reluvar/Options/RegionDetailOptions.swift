import ArgumentParser
import ExactAlgebra
import Interchange
import Presentation
import Regions

/// Which regions are listed, and with which details.
struct RegionDetailOptions: ParsableArguments {
  /// The most decimals of a number.
  private static let decimalCounts = 0...1000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only the regions whose closures contain this point, such as 1/2,-1, or the points of this "
        + "file: also those of a point on a boundary. With --slice or --through in the coordinates "
        + "of the slice.", valueName: "point"))
  var regionOf: String?

  @Option(
    help: ArgumentHelp(
      "Only the regions that contain points of this file, with their numbers; points on "
        + "boundaries are counted apart.", valueName: "points"),
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var containing: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Only the region with this pattern, such as 101/01 (exit code 1 where no input has it).",
      valueName: "pattern"))
  var pattern: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is told of each region in the list, separated by ',': map (the affine map that the "
        + "network is there), inequalities (of the facets), vertices, or none (default: map and "
        + "inequalities with --region-of and --pattern, map alone beyond dimension 64).",
      valueName: "details"))
  var details: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Numbers with so many decimals, rounded to the nearest: instead of fractions in text, beside "
        + "them in JSON.", valueName: "number"))
  var decimals: Int?

  /// Which points the regions are those of.
  enum Points {
    case around([[Rational]])
    case inside([[Rational]])

    var points: [[Rational]] {
      switch self {
      case .around(let points), .inside(let points): points
      }
    }

    var selection: RegionReport.Selection {
      switch self {
      case .around: .regionOf
      case .inside: .containing
      }
    }
  }

  /// Whether regions are those of points.
  var hasPoints: Bool { regionOf != nil || containing != nil }

  /// Whether there is no search through all regions.
  var isSelection: Bool { hasPoints || pattern != nil }

  func check() throws {
    guard regionOf == nil || containing == nil else {
      throw Failure.usage("give --region-of or --containing, not both")
    }
    guard pattern == nil || !hasPoints else {
      throw Failure.usage("give --pattern, or --region-of or --containing, not both")
    }
    if let decimals { try Self.decimalCounts.check(decimals, of: "--decimals") }
    _ = try chosenDetails(dimension: 0)
  }

  /// The details of each region of a domain that are listed.
  func chosenDetails(dimension: Int) throws -> Set<RegionDetails.Part> {
    guard let details else {
      guard regionOf != nil || pattern != nil else { return [] }
      return dimension <= PointJob.facetDimension ? [.map, .inequalities] : [.map]
    }
    guard details != "none" else { return [] }
    let words = details.split(separator: ",", omittingEmptySubsequences: false)
    return try Set(
      words.map { word in
        guard let detail = RegionDetails.Part(rawValue: String(word)) else {
          let known = RegionDetails.Part.allCases.map(\.rawValue).joined(separator: ", ")
          throw Failure.usage("--details: '\(word.excerpt)', expected some of \(known), or none")
        }
        return detail
      })
  }

  /// The points, in a space of some dimension; `nil` where all regions are asked for.
  func points(dimension: Int) throws -> Points? {
    do {
      if let regionOf {
        return .around(
          try VectorList(
            regionOf, option: "--region-of", count: dimension, of: "the dimension of the domain"
          ).vectors)
      }
      return try containing.map {
        .inside(try PointTable(file: $0, columns: dimension).points)
      }
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }
}
