public import Certification
public import ExactAlgebra
public import NetworkVarieties
public import Varieties

/// A result that can be written in some formats.
public protocol Presentable: Sendable {
  /// The formats that the result can be written in.
  static var formats: [OutputFormat] { get }

  /// Hands the result to `body` in pieces, the last one ending with a line break.
  ///
  /// - Precondition: the format is one of `formats`.
  /// - Parameters:
  ///   - format: the format.
  ///   - isFragment: for LaTeX, whether only the body is wanted, to be read by `\input`.
  ///   - version: the version of the program, for the provenance.
  ///   - body: receives the pieces; what it throws ends the writing.
  func write(
    as format: OutputFormat, isFragment: Bool, version: String,
    to body: (String) throws -> Void
  ) rethrows
}

extension Presentable {
  /// The result in a format, ending with a line break; see `write(as:isFragment:version:to:)`.
  public func rendered(
    as format: OutputFormat, isFragment: Bool = false, version: String
  ) -> String {
    var text = ""
    write(as: format, isFragment: isFragment, version: version) { text += $0 }
    return text
  }
}

/// A result about a variety, ready to be written in any format.
public enum Report: Sendable {
  /// The rank constraints of a variety.
  case constraints(ConstraintReport)
  /// The dimension of a variety.
  case dimension(DimensionReport)
  /// The ideal of a variety up to a degree.
  case derivation(DerivationReport)
}

/// The rank constraints of a variety.
public struct ConstraintReport: Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Its rank constraints, made while they are written.
  public let constraints: RankConstraintList
  /// Whether their minors are known to generate the whole ideal.
  public let completeness: Completeness

  /// The constraints of a list.
  ///
  /// - Parameter seed: of the point at which the dimension is computed, where that is cheap.
  public init(_ constraints: RankConstraintList, seed: UInt64 = 1) {
    variety = constraints.variety
    self.constraints = constraints
    completeness = Completeness(ofConstraintsOf: variety, seed: seed)
  }
}

/// The dimension of a variety beside the expected one.
public struct DimensionReport: Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Its dimension.
  public let dimension: Dimension
  /// Why the search for an upper bound ended early, if it did.
  public let end: ConstraintCoverage.End?

  /// A dimension that was computed for a variety.
  public init(
    of variety: ReLUVariety, dimension: Dimension, end: ConstraintCoverage.End? = nil
  ) {
    self.variety = variety
    self.dimension = dimension
    self.end = end
  }

  /// Expected dimension minus dimension.
  public var defect: Int { variety.expectedDimension - dimension.value }

  /// The same among the coordinates that the linear relations of the points leave: what is missing
  /// there is not forced by the points alone.
  public var remainingDefect: Int { variety.expectedRemainingDimension - dimension.value }
}

/// The ideal of a variety up to a degree.
public struct DerivationReport: Sendable {
  /// Which generators are shown.
  public enum Selection: String, Sendable, CaseIterable {
    /// All minimal generators.
    case all
    /// One highest weight vector for each irreducible representation of generators.
    case highestWeight = "highest-weight"
    /// Minors by the matrix that they come from, and one highest weight vector for each irreducible
    /// representation of the others.
    case families
    /// Only their number.
    case none

    /// All generators are shown by default up to this number of them.
    public static let largestDefault = 200
  }

  /// The variety.
  public let variety: ReLUVariety
  /// Its dimension; the generators count among the upper bounds.
  public let dimension: Dimension
  /// The ideal.
  public let ideal: GradedIdeal
  /// The rank of the Jacobian matrix of the generators at a random point of the variety.
  public let generatorRank: RankEvidence
  /// What another program found about the generators generating the whole ideal, if it was asked.
  public let certification: CertificationOutcome?
  /// Whether the generators are known to generate the whole ideal.
  public let completeness: Completeness
  /// The rank constraints that `GeneratorOrigin.condition` numbers.
  public let comparedConstraints: [RankConstraint]
  /// The tangent space at a point, where one was given.
  public let tangentSpace: TangentSpace?
  /// Which generators are shown.
  public let selection: Selection
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?
  /// The rank constraints, for formats that list them.
  public let constraints: RankConstraintList?
  /// Why the search for an upper bound of the dimension ended early, if it did.
  public let dimensionEnd: ConstraintCoverage.End?

  /// The result of a derivation; without a selection the number of generators decides.
  public init(
    of variety: ReLUVariety, dimension: Dimension, ideal: GradedIdeal,
    generatorRank: RankEvidence, certification: CertificationOutcome? = nil,
    comparedConstraints: [RankConstraint] = [],
    point: (values: [Rational], isOfNetwork: Bool)? = nil,
    selection: Selection? = nil, seconds: Double? = nil,
    constraints: RankConstraintList? = nil, dimensionEnd: ConstraintCoverage.End? = nil
  ) {
    self.constraints = constraints
    self.dimensionEnd = dimensionEnd
    self.variety = variety
    self.ideal = ideal
    self.generatorRank = generatorRank
    self.certification = certification
    self.comparedConstraints = comparedConstraints
    self.selection = selection ?? Self.defaultSelection(for: ideal)
    self.seconds = seconds
    let codimension = variety.ambientDimension - generatorRank.rank
    let bounded =
      dimension.isProved || !ideal.status.isProved || codimension < dimension.value
      ? dimension
      : Dimension(rank: dimension.evidence, upperBounds: [(.equations, codimension)])
    self.dimension = bounded
    let completeness = Completeness(
      of: ideal, of: variety, dimension: bounded, certification: certification)
    self.completeness = completeness
    tangentSpace = point.map {
      TangentSpace(
        at: $0.values, isOfNetwork: $0.isOfNetwork, ideal: ideal, of: variety,
        dimension: bounded, completeness: completeness)
    }
  }

  /// All generators where they are not too many, otherwise highest weight vectors.
  private static func defaultSelection(for ideal: GradedIdeal) -> Selection {
    let isShort = ideal.generators.count <= Integer(Selection.largestDefault)
    return isShort || ideal.highestWeightGenerators.isEmpty ? .all : .highestWeight
  }

  /// Ambient dimension minus dimension.
  public var codimension: Int { variety.ambientDimension - dimension.value }

  /// Whether the generators cut out the variety near a general point of it.
  public var isCodimensionReached: Bool { generatorRank.rank == codimension }

  /// The dimension beside the expected one.
  public var dimensionReport: DimensionReport {
    DimensionReport(
      of: variety, dimension: dimension, end: dimension.isProved ? nil : dimensionEnd)
  }
}

/// A format that results can be written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// A summary for people.
  case text
  /// The keys that programs rely on.
  case json
  /// The same for long lists: one object in each line, a summary in the last one.
  case jsonl
  /// A document or a fragment for amsmath.
  case latex
  /// Input for Macaulay2.
  case macaulay2
  /// Input for Singular.
  case singular
  /// Input for OSCAR.
  case oscar
  /// Input for Sage.
  case sage
}

extension Report: Presentable {
  /// All but lines of JSON.
  public static var formats: [OutputFormat] { OutputFormat.allCases.filter { $0 != .jsonl } }

  /// Hands the report to `body` in pieces.
  ///
  /// In the format for people, generators are expanded one orbit at a time, so that long lists
  /// take little memory.
  public func write(
    as format: OutputFormat, isFragment: Bool = false, version: String,
    to body: (String) throws -> Void
  ) rethrows {
    switch format {
    case .text: try TextReport(self, version: version).write(to: body)
    case .json: try JSONReport(self, version: version).write(to: body)
    case .latex: try body(LaTeXReport(self, isFragment: isFragment, version: version).text)
    case .macaulay2: try body(SystemScript(self, in: Macaulay2(), version: version).text)
    case .singular: try body(SystemScript(self, in: Singular(), version: version).text)
    case .oscar: try body(SystemScript(self, in: OSCAR(), version: version).text)
    case .sage: try body(SystemScript(self, in: Sage(), version: version).text)
    case .jsonl: preconditionFailure("a format that varieties are not written in")
    }
  }

  /// The variety that the report is about.
  public var variety: ReLUVariety {
    switch self {
    case .constraints(let report): report.variety
    case .dimension(let report): report.variety
    case .derivation(let report): report.variety
    }
  }
}
