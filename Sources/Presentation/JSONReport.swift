import Certification
import ExactAlgebra
import Foundation
import ReLUNetworks
import Varieties

/// A report with the keys that programs rely on, in alphabetical order.
struct JSONReport {
  private let report: Report
  private let version: String

  init(_ report: Report, version: String) {
    self.report = report
    self.version = version
  }

  /// Hands the text to `body` in pieces.
  func write(to body: (String) throws -> Void) rethrows {
    switch report {
    case .constraints(let report): try write(report, to: body)
    case .dimension(let report): try body(Self.text(DimensionFields(report, version)))
    case .derivation(let report): try body(Self.text(DerivationFields(report, version)))
    }
  }

  /// Constraint by constraint: what is known of the list as a whole comes behind it.
  private func write(
    _ report: ConstraintReport, to body: (String) throws -> Void
  ) rethrows {
    let list = "\"constraints\" : ["
    let end = "\n\n  ]"
    let head = Self.text(ConstraintFields(report, version))
    guard let start = head.range(of: list + end)?.lowerBound else {
      preconditionFailure("an empty list is written otherwise")
    }
    try body(head[..<start] + list)
    var isFirst = true
    for constraint in report.constraints {
      let lines = Self.text(ConstraintFields.Constraint(constraint)).split(separator: "\n")
      try body((isFirst ? "\n" : ",\n") + lines.map { "    " + $0 }.joined(separator: "\n"))
      isFirst = false
    }
    let tail = Self.text(ConstraintFields(report, version))
    try body((isFirst ? end : "\n  ]") + tail[tail.range(of: list + end)!.upperBound...])
  }

  /// An object with its keys in alphabetical order, ending with a line break.
  static func text(_ fields: some Encodable) -> String {
    encoded(fields, formatting: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// The same on one line.
  static func line(_ fields: some Encodable) -> String {
    encoded(fields, formatting: [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func encoded(
    _ fields: some Encodable, formatting: JSONEncoder.OutputFormatting
  ) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    // A distance relative to nothing, or beyond the range of double precision.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(fields) else {
      preconditionFailure("a report that cannot be encoded")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// The keys that all reports share.
struct VarietyFields: Encodable {
  let widths: [Int]
  let bias: Bool
  let blocks: [String]
  let variety: String
  let pointsOfBlock: [[Int]]?
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
    self.version = version
  }
}

private struct ConstraintFields: Encodable {
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

  private enum Keys: CodingKey { case constraints, minimal, count }

  let variety: VarietyFields
  let coverage: CoverageFields
  let isMinimal: Bool
  let count: Int

  /// The keys around the list, which is written one by one; as far as the list has come.
  init(_ report: ConstraintReport, _ version: String) {
    variety = VarietyFields(report.variety, version)
    coverage = CoverageFields(report.constraints.coverage)
    isMinimal = report.constraints.isMinimal
    count = report.constraints.count
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    try coverage.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode([String](), forKey: .constraints)
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

private struct DimensionFields: Encodable {
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
      dimensionStatus, expectedDimension, defect, evidence, dimensionLimit
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

struct DerivationFields: Encodable {
  struct Degree: Encodable {
    let degree: Int
    let dimension: ExactNumber
    let minimalGenerators: ExactNumber
    let status: String
    let errorBound: Double?
    let representation: String?

    init(_ piece: GradedIdeal.Piece) {
      degree = piece.degree
      dimension = ExactNumber(piece.dimension)
      minimalGenerators = ExactNumber(piece.minimalGeneratorCount)
      status = Wording.status(piece.status)
      if case .probable(let bound) = piece.status { errorBound = bound } else { errorBound = nil }
      representation = piece.representation.map(Wording.representation)
    }
  }

  struct Polynomial: Encodable {
    let degree: Int
    let polynomial: String
    let weight: [[Int]]?
    let orbitDimension: ExactNumber?
    let status: String?

    init(_ generator: Generator) {
      degree = generator.degree
      polynomial = generator.polynomial.description
      weight = nil
      orbitDimension = nil
      status = nil
    }

    init(_ vector: HighestWeightGenerator) {
      degree = vector.degree
      polynomial = vector.polynomial.description
      weight = vector.representation.partitions.map(\.parts)
      orbitDimension = ExactNumber(vector.representation.dimension)
      status = Wording.status(vector.status)
    }
  }

  struct Certificate: Encodable {
    let statement: String
    let method: String
    let degrees: String
    let codimension: Int
    let generatorJacobianRank: Int
    let primes: [UInt]
    let seed: UInt64
    let completeness: Completeness?
  }

  struct Completeness: Encodable {
    let status: String
    let statement: String
    var method: String?
    var prime: UInt?
    var program: String?
    var version: String?
    var missing: String?

    init(_ outcome: CertificationOutcome) {
      statement = Wording.completeness(outcome)
      switch outcome {
      case .complete(let certificate):
        status = "complete"
        method = certificate.method.rawValue
        prime = certificate.prime
        program = certificate.program
        version = certificate.version
      case .incomplete(let polynomial):
        status = "incomplete"
        missing = polynomial.description
      case .undecided:
        status = "undecided"
      }
    }
  }

  private enum Keys: CodingKey {
    case maxDegree, degrees, generators, certificate, codimensionReached, limit, seconds
  }

  private let dimension: DimensionFields
  private let report: DerivationReport
  private let listsDegrees: Bool

  /// The keys, with degrees and generators unless they are written elsewhere.
  init(_ report: DerivationReport, _ version: String, listsDegrees: Bool = true) {
    dimension = DimensionFields(report.dimensionReport, version)
    self.report = report
    self.listsDegrees = listsDegrees
  }

  func encode(to encoder: any Encoder) throws {
    try dimension.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(report.ideal.maximumDegree, forKey: .maxDegree)
    if listsDegrees {
      try container.encode(report.ideal.pieces.map(Degree.init), forKey: .degrees)
      try container.encode(generators, forKey: .generators)
    }
    try container.encode(certificate, forKey: .certificate)
    try container.encode(report.isCodimensionReached, forKey: .codimensionReached)
    try container.encodeIfPresent(report.ideal.limit?.description, forKey: .limit)
    try container.encodeIfPresent(report.seconds, forKey: .seconds)
  }

  private var generators: [Polynomial] {
    switch report.selection {
    case .none: []
    case .all: report.ideal.generators.map { Polynomial($0) }
    case .highestWeight: report.ideal.highestWeightGenerators.map { Polynomial($0) }
    }
  }

  private var certificate: Certificate {
    Certificate(
      statement: Wording.certificate(report.ideal) + " " + Wording.codimension(report),
      method: report.ideal.method.rawValue, degrees: Wording.status(report.ideal.status),
      codimension: report.codimension,
      generatorJacobianRank: report.generatorRank.rank, primes: report.ideal.primes,
      seed: report.ideal.seed, completeness: report.completeness.map(Completeness.init))
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
