import NetworkVarieties

/// The keys of rank constraints.
struct ConstraintFields: Encodable {
  struct Constraint: Encodable {
    let matrix: String
    let rows: Int
    let columns: Int
    let rankAtMost: Int
    let minorSize: Int
    let minorCount: ExactNumber
    let source: String

    init(_ constraint: RankConstraint) {
      matrix = Wording.matrix(constraint.matrix)
      rows = constraint.rowCount
      columns = constraint.columnCount
      rankAtMost = constraint.rankAtMost
      minorSize = constraint.minorSize
      minorCount = ExactNumber(constraint.minorCount)
      source = Wording.source(constraint.source)
    }
  }

  private enum Keys: CodingKey { case constraints, completeness, minimal, count }

  let variety: VarietyFields
  let coverage: CoverageFields
  let isMinimal: Bool
  let count: Int
  let completeness: CompletenessFields
  private let hasListKey: Bool

  /// The keys around the list, which is written one by one; as far as the list has come.
  ///
  /// - Parameter hasListKey: whether there is a key for the list, which is empty.
  init(_ report: ConstraintReport, _ version: String, hasListKey: Bool = true) {
    self.hasListKey = hasListKey
    variety = VarietyFields(report.variety, version)
    coverage = CoverageFields(report.constraints.coverage)
    isMinimal = report.constraints.isMinimal
    count = report.constraints.count
    completeness = CompletenessFields(
      report.completeness, statement: Wording.statement(report))
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    try coverage.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    if hasListKey { try container.encode([String](), forKey: .constraints) }
    try container.encode(completeness, forKey: .completeness)
    try container.encode(isMinimal, forKey: .minimal)
    try container.encode(count, forKey: .count)
  }
}
