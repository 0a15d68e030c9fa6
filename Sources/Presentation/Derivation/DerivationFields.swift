import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

/// The keys of a derivation.
struct DerivationFields: Encodable {
  struct Degree: Encodable {
    let degree: Int
    let dimension: ExactNumber
    let minimalGenerators: ExactNumber
    let status: String
    let errorBound: Double?
    let representation: String?
    let sources: [Source]?

    init(_ piece: GradedIdeal.Piece, sources: [Source]?) {
      degree = piece.degree
      dimension = ExactNumber(piece.dimension)
      minimalGenerators = ExactNumber(piece.minimalGeneratorCount)
      status = Wording.status(piece.status)
      if case .probable(let bound) = piece.status { errorBound = bound } else { errorBound = nil }
      representation = piece.representation.map(Wording.representation)
      self.sources = sources
    }
  }

  /// Where generators come from: `new`, `points`, or the code and the matrix of a constraint.
  struct Source: Encodable {
    let code: String
    var constraint: String?
    var minorSize: Int?
    var count: ExactNumber?

    init?(
      _ origin: GeneratorOrigin?, among constraints: [RankConstraint], count: Integer? = nil
    ) {
      switch origin {
      case nil: return nil
      case .new: code = "new"
      case .relation: code = Wording.code(.points)
      case .condition(let index):
        code = Wording.code(constraints[index].source)
        constraint = Wording.matrix(constraints[index].matrix)
        minorSize = constraints[index].condition.minorSize
      }
      self.count = count.map { ExactNumber($0) }
    }
  }

  /// The tangent space at a given point.
  struct Tangent: Encodable {
    let onVariety: Bool?
    let violations: Int
    let jacobianRank: Int
    let codimension: Int
    let tangentDimension: Int
    let finding: String
    let statement: String
    let basis: [[ExactFraction]]

    init(_ tangent: TangentSpace) {
      if case .outside(let count) = tangent.position {
        (onVariety, violations) = (false, count)
      } else {
        (onVariety, violations) = (tangent.position.isProved ? true : nil, 0)
      }
      jacobianRank = tangent.rank
      codimension = tangent.codimension
      tangentDimension = tangent.basis.count
      finding = Wording.code(tangent.finding)
      statement = Wording.sentences(tangent).joined(separator: " ")
      basis = tangent.basis.map { $0.map(ExactFraction.init) }
    }
  }

  struct Polynomial: Encodable {
    let degree: Int
    let polynomial: String
    let weight: [[Int]]?
    let orbitDimension: ExactNumber?
    let status: String?
    let source: Source?

    init(_ generator: Generator, among constraints: [RankConstraint]) {
      degree = generator.degree
      polynomial = generator.polynomial.description
      weight = nil
      orbitDimension = nil
      status = nil
      source = Source(generator.origin, among: constraints)
    }

    init(_ vector: HighestWeightGenerator, among constraints: [RankConstraint]) {
      degree = vector.degree
      polynomial = vector.polynomial.description
      weight = vector.representation.partitions.map(\.parts)
      orbitDimension = ExactNumber(vector.representation.dimension)
      status = Wording.status(vector.status)
      source = Source(vector.origin, among: constraints)
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
    let completeness: Certification?
  }

  struct Certification: Encodable {
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
    case maxDegree, degrees, generators, certificate, codimensionReached, completeness, limit,
      seconds, tangentSpace
  }

  let dimension: DimensionFields
  let report: DerivationReport
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
      try container.encode(degrees, forKey: .degrees)
      try container.encode(generators, forKey: .generators)
    }
    try container.encode(certificate, forKey: .certificate)
    try container.encode(report.isCodimensionReached, forKey: .codimensionReached)
    try container.encode(
      CompletenessFields(report.completeness, statement: Wording.statement(report)),
      forKey: .completeness)
    try container.encodeIfPresent(report.tangentSpace.map(Tangent.init), forKey: .tangentSpace)
    try container.encodeIfPresent(report.ideal.limit?.description, forKey: .limit)
    try container.encodeIfPresent(report.seconds, forKey: .seconds)
  }

  private var degrees: [Degree] {
    let origins = Dictionary(grouping: report.originCounts, by: \.degree)
    return report.ideal.pieces.map { piece in
      Degree(
        piece,
        sources: origins[piece.degree].map { counts in
          counts.compactMap {
            Source($0.origin, among: report.comparedConstraints, count: $0.count)
          }
        })
    }
  }

  private var generators: [Polynomial] {
    switch report.selection {
    case .none: []
    case .all:
      report.ideal.generators.map { Polynomial($0, among: report.comparedConstraints) }
    case .highestWeight, .families:
      report.ideal.highestWeightGenerators.map {
        Polynomial($0, among: report.comparedConstraints)
      }
    }
  }

  private var certificate: Certificate {
    Certificate(
      statement: Wording.certificate(report.ideal) + " " + Wording.codimension(report),
      method: report.ideal.method.rawValue, degrees: Wording.status(report.ideal.status),
      codimension: report.codimension,
      generatorJacobianRank: report.generatorRank.rank, primes: report.ideal.primes,
      seed: report.ideal.seed, completeness: report.certification.map(Certification.init))
  }
}
