public import Certification
public import ExactAlgebra
public import NetworkVarieties
public import Varieties

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
  /// Its dimension.
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
  /// Why the search for an upper bound of the dimension ended early, where that matters.
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
    self.dimension = dimension
    let completeness = Completeness(
      of: ideal, of: variety, dimension: dimension, certification: certification)
    self.completeness = completeness
    tangentSpace = point.map {
      TangentSpace(
        at: $0.values, isOfNetwork: $0.isOfNetwork, ideal: ideal, of: variety,
        dimension: dimension, completeness: completeness)
    }
  }

  /// The report on a derivation; without a selection the number of generators decides.
  public init(
    of derivation: Derivation, certification: CertificationOutcome? = nil,
    point: (values: [Rational], isOfNetwork: Bool)? = nil, selection: Selection? = nil,
    seconds: Double? = nil, constraints: RankConstraintList? = nil
  ) {
    self.init(
      of: derivation.variety, dimension: derivation.dimension, ideal: derivation.ideal,
      generatorRank: derivation.generatorRank, certification: certification,
      comparedConstraints: derivation.comparedConstraints, point: point, selection: selection,
      seconds: seconds, constraints: constraints, dimensionEnd: derivation.dimensionEnd)
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
    DimensionReport(of: variety, dimension: dimension, end: dimensionEnd)
  }
}
