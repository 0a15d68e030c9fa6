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

  var text: String {
    switch report {
    case .constraints(let report): Self.text(ConstraintFields(report, version))
    case .dimension(let report): Self.text(DimensionFields(report, version))
    case .derivation(let report): Self.text(DerivationFields(report, version))
    }
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
  }

  private enum Keys: CodingKey { case constraints }

  let variety: VarietyFields
  let constraints: [Constraint]

  init(_ report: ConstraintReport, _ version: String) {
    variety = VarietyFields(report.variety, version)
    constraints = report.constraints.map { constraint in
      Constraint(
        matrix: Wording.matrix(constraint.matrix),
        rows: constraint.condition.rowCount, columns: constraint.condition.columnCount,
        rankAtMost: constraint.condition.rankAtMost,
        minorSize: constraint.condition.minorSize,
        minorCount: ExactNumber(constraint.condition.minorCount),
        source: Wording.source(constraint.source))
    }
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(constraints, forKey: .constraints)
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
      dimensionStatus, expectedDimension, defect, evidence
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

private struct DerivationFields: Encodable {
  struct Degree: Encodable {
    let degree: Int
    let dimension: ExactNumber
    let minimalGenerators: ExactNumber
    let status: String
    let errorBound: Double?
    let representation: String?
  }

  struct Polynomial: Encodable {
    let degree: Int
    let polynomial: String
    let weight: [[Int]]?
    let orbitDimension: ExactNumber?
    let status: String?
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

  let dimension: DimensionFields
  let report: DerivationReport

  init(_ report: DerivationReport, _ version: String) {
    dimension = DimensionFields(report.dimensionReport, version)
    self.report = report
  }

  func encode(to encoder: any Encoder) throws {
    try dimension.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(report.ideal.maximumDegree, forKey: .maxDegree)
    try container.encode(degrees, forKey: .degrees)
    try container.encode(generators, forKey: .generators)
    try container.encode(certificate, forKey: .certificate)
    try container.encode(report.isCodimensionReached, forKey: .codimensionReached)
    try container.encodeIfPresent(report.ideal.limit?.description, forKey: .limit)
    try container.encodeIfPresent(report.seconds, forKey: .seconds)
  }

  private var degrees: [Degree] {
    report.ideal.pieces.map { piece in
      var errorBound: Double?
      if case .probable(let bound) = piece.status { errorBound = bound }
      return Degree(
        degree: piece.degree, dimension: ExactNumber(piece.dimension),
        minimalGenerators: ExactNumber(piece.minimalGeneratorCount),
        status: Wording.status(piece.status),
        errorBound: errorBound, representation: piece.representation.map(Wording.representation))
    }
  }

  private var generators: [Polynomial] {
    switch report.selection {
    case .none: []
    case .all:
      report.ideal.generators.map {
        Polynomial(
          degree: $0.degree, polynomial: $0.polynomial.description, weight: nil,
          orbitDimension: nil, status: nil)
      }
    case .highestWeight:
      report.ideal.highestWeightGenerators.map {
        Polynomial(
          degree: $0.degree, polynomial: $0.polynomial.description,
          weight: $0.representation.partitions.map(\.parts),
          orbitDimension: ExactNumber($0.representation.dimension),
          status: Wording.status($0.status))
      }
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
private struct ExactNumber: Encodable {
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
