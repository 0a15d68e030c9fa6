public import NetworkVarieties
import Varieties

/// Whether given block matrices or outputs satisfy what is known of their variety.
public struct CheckReport: Presentable {
  /// The variety that the values should belong to.
  public let variety: ReLUVariety
  /// What was found.
  public let outcome: CheckOutcome
  /// The tolerance, for values that are known approximately; `nil` where they are exact.
  public let tolerance: Double?
  /// The degree up to which generators of the ideal were tested; `nil` where none were.
  public let maximumDegree: Int?

  /// The result of a check.
  public init(
    of variety: ReLUVariety, outcome: CheckOutcome, tolerance: Double?, maximumDegree: Int?
  ) {
    self.variety = variety
    self.outcome = outcome
    self.tolerance = tolerance
    self.maximumDegree = maximumDegree
  }

  /// For people and for programs.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func write(
    as format: OutputFormat, isFragment: Bool, version: String, to body: (String) throws -> Void
  ) rethrows {
    try format.write(
      text: { lines.joined(separator: "\n") + "\n" }, fields: { CheckFields(self, version) },
      to: body)
  }

  // MARK: text

  private var lines: [String] {
    [
      Wording.title(variety), "",
      outcome.isSatisfied ? "The values satisfy all that was tested." : "Violated:",
    ] + outcome.violations.flatMap { TextReport.wrapped(text(of: $0), indent: "  ") }
      + ["", tested] + TextReport.wrapped(untested).filter { !$0.isEmpty }
  }

  private var tested: String {
    let numbers = [
      counted(outcome.relationCount, "linear relation"),
      counted(outcome.constraintCount, "rank constraint"),
      maximumDegree.map {
        counted(outcome.generatorCount, "generator") + " up to degree \($0)"
      },
    ].compactMap { $0 }.joined(separator: ", ")
    let arithmetic =
      tolerance.map { "in floating point, relative tolerance \($0)" } ?? "exactly"
    return "Tested \(arithmetic): \(numbers)."
  }

  /// What was not tested, in sentences.
  private var untested: String {
    (Wording.coverage(outcome.coverage, done: "tested")
      + (outcome.generatorLimit.map {
        ["Generators of higher degree were not tested: \($0)."]
      } ?? [])).joined(separator: " ")
  }

  private func text(of violation: Violation) -> String {
    switch (violation.subject, violation.measure) {
    case (.relations(let block, let violated, let total, let row, let point), let measure):
      let place = "output \(row + 1) on point \(point + 1)"
      return switch measure {
      case .exact(let value):
        "Y\(block + 1): \(violated) of \(total) linear relations fail, most of all \(place), "
          + "by \(value)"
      case .relative(let distance):
        "Y\(block + 1): linear relations fail, most of all \(place); relative distance \(distance)"
      }
    case (.samePattern(let first, let second), let measure):
      return "blocks \(first + 1) and \(second + 1) have the same pattern and different matrices"
        + Self.amount(measure, "an entry differs by")
    case (.rank(let matrix, let source, let bound, let minor), let measure):
      let rank = minor.map { "rank \($0.rank)" } ?? "the rank"
      let name = "\(Wording.matrix(matrix)): \(rank) exceeds \(bound) (\(Wording.source(source)))"
      return name
        + Self.amount(
          measure,
          "the minor of rows \(minor.map { Self.list($0.rows) } ?? "") and columns "
            + "\(minor.map { Self.list($0.columns) } ?? "") is")
    case (.generator(let generator), let measure):
      return "generator of degree \(generator.degree)" + Self.amount(measure, "its value is")
        + ": \(generator.polynomial)"
    }
  }

  private static func amount(_ measure: Violation.Measure, _ words: String) -> String {
    switch measure {
    case .exact(let value): "; \(words) \(value)"
    case .relative(let distance): "; relative distance \(distance)"
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map { "\($0 + 1)" }.joined(separator: ",")
  }
}

/// The keys of a check.
private struct CheckFields: Encodable {
  struct Tested: Encodable {
    let relations: Int
    let constraints: Int
    let generators: Int
    let maxDegree: Int?
    let status: String
    let limit: String?
    let leftOut: Int
    let stoppedEnumerations: Int
    let generatorLimit: String?
  }

  struct Entry: Encodable {
    let kind: String
    var blocks: [Int]?
    var matrix: String?
    var source: String?
    var rank: Int?
    var rankAtMost: Int?
    var minorRows: [Int]?
    var minorColumns: [Int]?
    var violated: Int?
    var total: Int?
    var output: Int?
    var point: Int?
    var degree: Int?
    var polynomial: String?
    var value: String?
    var distance: Double?

    init(_ violation: Violation) {
      switch violation.subject {
      case .relations(let block, let violated, let total, let row, let point):
        kind = "relations"
        matrix = Wording.matrix(.relations(block: block))
        blocks = [block + 1]
        (self.violated, self.total) = (violated, total)
        (output, self.point) = (row + 1, point + 1)
      case .samePattern(let first, let second):
        kind = "samePattern"
        blocks = [first + 1, second + 1]
      case .rank(let matrix, let source, let bound, let minor):
        kind = "rank"
        self.matrix = Wording.matrix(matrix)
        self.source = Wording.source(source)
        rankAtMost = bound
        rank = minor?.rank
        minorRows = minor.map { $0.rows.map { $0 + 1 } }
        minorColumns = minor.map { $0.columns.map { $0 + 1 } }
      case .generator(let generator):
        kind = "generator"
        degree = generator.degree
        polynomial = generator.polynomial.description
      }
      switch violation.measure {
      case .exact(let exact): value = exact.description
      case .relative(let relative): distance = relative
      }
    }
  }

  private enum Keys: CodingKey { case satisfied, violations, tested, arithmetic, tolerance }

  let variety: VarietyFields
  let report: CheckReport

  init(_ report: CheckReport, _ version: String) {
    variety = VarietyFields(report.variety, version)
    self.report = report
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    let outcome = report.outcome
    let coverage = CoverageFields(outcome.coverage)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(outcome.isSatisfied, forKey: .satisfied)
    try container.encode(outcome.violations.map(Entry.init), forKey: .violations)
    try container.encode(
      Tested(
        relations: outcome.relationCount, constraints: outcome.constraintCount,
        generators: outcome.generatorCount, maxDegree: report.maximumDegree,
        status: outcome.isComplete ? "complete" : "partial", limit: coverage.limit,
        leftOut: coverage.leftOut, stoppedEnumerations: coverage.stoppedEnumerations,
        generatorLimit: outcome.generatorLimit?.description),
      forKey: .tested)
    try container.encode(
      report.tolerance == nil ? "exact" : "floatingPoint", forKey: .arithmetic)
    try container.encodeIfPresent(report.tolerance, forKey: .tolerance)
  }
}
