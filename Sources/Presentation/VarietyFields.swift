import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

/// The keys that all reports share.
struct VarietyFields: Encodable {
  let widths: [Int]
  let bias: Bool
  let blocks: [String]
  let variety: String
  let pointsOfBlock: [[Int]]?
  /// For each given block the block that it is, from 1; where blocks were merged.
  let blockOfGiven: [Int]?
  let version: String

  init(_ variety: ReLUVariety, _ version: String) {
    widths = variety.architecture.widths
    bias = variety.architecture.hasBiases
    blocks = variety.patterns.map(\.description)
    switch variety {
    case .pattern:
      self.variety = "pattern"
      pointsOfBlock = nil
    case .output(let output):
      self.variety = "output"
      pointsOfBlock = output.pointsOfBlock.map { $0.map { $0 + 1 } }
    }
    let given = variety.blockOfGiven
    blockOfGiven = given == Array(given.indices) ? nil : given.map { $0 + 1 }
    self.version = version
  }
}

/// The key `completeness`.
struct CompletenessFields: Encodable {
  let status: String
  let by: String?
  let statement: String

  init(_ completeness: Completeness, statement: String) {
    by = Wording.code(completeness)
    status = by == nil ? "open" : "complete"
    self.statement = statement
  }
}

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

  /// The keys around the list, which is written one by one; as far as the list has come.
  init(_ report: ConstraintReport, _ version: String) {
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
    try container.encode([String](), forKey: .constraints)
    try container.encode(completeness, forKey: .completeness)
    try container.encode(isMinimal, forKey: .minimal)
    try container.encode(count, forKey: .count)
  }
}

/// How much of all rank constraints a list or a check has gone through.
struct CoverageFields: Encodable {
  let status: String
  let limit: String?
  let leftOut: Int
  let stoppedEnumerations: Int

  init(_ coverage: ConstraintCoverage) {
    status = coverage.isComplete ? "complete" : "partial"
    limit = coverage.end.map(Wording.end)
    leftOut = coverage.leftOutCount
    stoppedEnumerations = coverage.stoppedEnumerationCount
  }
}

struct DimensionFields: Encodable {
  struct Evidence: Encodable {
    let primes: [UInt]
    let seed: UInt64
    let jacobianRank: Int
    let jacobianRows: Int
    let jacobianColumns: Int
    let upperBound: String?
    let flint: String
  }

  private enum Keys: CodingKey {
    case parameterCount, liveParameterCount, liveHiddenNeurons, ambientDimension, dimension,
      dimensionStatus, expectedDimension, defect, evidence, relations, dimensionLimit
  }

  /// What the points force, and what is expected beyond that.
  struct Relations: Encodable {
    let count: Int
    let remainingCoordinates: Int
    let expectedDimension: Int
    let defect: Int
  }

  let variety: VarietyFields
  let report: DimensionReport

  init(_ report: DimensionReport, _ version: String) {
    variety = VarietyFields(report.variety, version)
    self.report = report
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    let variety = report.variety
    try container.encode(variety.architecture.parameterCount, forKey: .parameterCount)
    try container.encode(variety.patternMap.parameterCount, forKey: .liveParameterCount)
    try container.encode(variety.liveNetwork.liveHiddenNeuronCount, forKey: .liveHiddenNeurons)
    try container.encode(variety.ambientDimension, forKey: .ambientDimension)
    try container.encode(report.dimension.value, forKey: .dimension)
    try container.encode(
      report.dimension.isProved ? "proved" : "lowerBound", forKey: .dimensionStatus)
    try container.encode(variety.expectedDimension, forKey: .expectedDimension)
    try container.encode(report.defect, forKey: .defect)
    try container.encode(evidence, forKey: .evidence)
    try container.encodeIfPresent(report.end.map(Wording.end), forKey: .dimensionLimit)
    if case .output = variety {
      try container.encode(
        Relations(
          count: variety.relationCount, remainingCoordinates: variety.remainingDimension,
          expectedDimension: variety.expectedRemainingDimension, defect: report.remainingDefect),
        forKey: .relations)
    }
  }

  private var evidence: Evidence {
    let rank = report.dimension.evidence
    var upperBound: String?
    if case .proved(_, let bound, _) = report.dimension { upperBound = Wording.bound(bound) }
    return Evidence(
      primes: [rank.prime], seed: rank.seed, jacobianRank: rank.rank,
      jacobianRows: rank.rowCount, jacobianColumns: rank.columnCount, upperBound: upperBound,
      flint: FLINTVersion.loaded)
  }
}

/// An integer as a JSON number where it fits a machine word, as text beyond.
struct ExactNumber: Encodable {
  let value: Integer

  init(_ value: Integer) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let small = Int(exactly: value) {
      try container.encode(small)
    } else {
      try container.encode(value.description)
    }
  }
}
