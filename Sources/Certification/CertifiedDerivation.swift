public import ExactAlgebra
public import NetworkVarieties
public import Varieties

/// The ideal of a variety up to a degree, and what is known of it as a whole.
///
///     let derivation = try await Derivation(of: variety, to: .degree(4))
///     let certified = CertifiedDerivation(of: derivation)
///     certified.completeness            // .complete(.theorem(.twoBlocks(...)))
public struct CertifiedDerivation: Sendable {
  /// The variety with its dimension.
  public let dimension: VarietyDimension
  /// The ideal.
  public let ideal: GradedIdeal
  /// The rank of the Jacobian matrix of the generators at a random point of the variety; `nil` where
  /// it was not computed, see `Derivation.generatorRank`.
  public let generatorRank: RankEvidence?
  /// The rank constraints that `GeneratorOrigin.condition` numbers.
  public let comparedConstraints: [RankConstraint]
  /// What another program found about the generators generating the whole ideal, if it was asked.
  public let certification: CertificationOutcome?
  /// Whether the generators are known to generate the whole ideal.
  public let completeness: Completeness
  /// Degree and Hilbert series of the variety, where its ideal is known.
  public let hilbert: HilbertInvariants?
  /// The tangent space at a point, where one was given.
  public let tangentSpace: TangentSpace?

  /// What follows from an ideal and a dimension.
  ///
  /// - Parameters:
  ///   - ideal: the ideal up to a degree, in the coordinates of the variety.
  ///   - dimension: the variety with its dimension.
  ///   - generatorRank: the rank of the Jacobian matrix of the generators at a random point, where
  ///     it was computed.
  ///   - comparedConstraints: the rank constraints that the origins of generators number.
  ///   - certification: what another program found, if it was asked.
  ///   - point: a point with a number for each coordinate, and whether it is that of a network.
  /// - Precondition: with a point there are at most `TangentSpace.maximumGeneratorCount` generators.
  public init(
    of ideal: GradedIdeal, dimension: VarietyDimension, generatorRank: RankEvidence?,
    comparedConstraints: [RankConstraint] = [], certification: CertificationOutcome? = nil,
    at point: (values: [Rational], isOfNetwork: Bool)? = nil
  ) {
    self.dimension = dimension
    self.ideal = ideal
    self.generatorRank = generatorRank
    self.comparedConstraints = comparedConstraints
    self.certification = certification
    let completeness = Completeness(
      of: ideal, of: dimension.variety, dimension: dimension.dimension,
      certification: certification)
    self.completeness = completeness
    hilbert = completeness.hilbertInvariants(
      in: dimension.variety.ambientDimension, knownSeries: ideal.hilbertSeries)
    tangentSpace = point.map {
      TangentSpace(
        at: $0.values, isOfNetwork: $0.isOfNetwork, ideal: ideal, of: dimension.variety,
        dimension: dimension.dimension, completeness: completeness)
    }
  }

  /// What follows from a derivation; see `init(of:dimension:generatorRank:)`.
  public init(
    of derivation: Derivation, certification: CertificationOutcome? = nil,
    at point: (values: [Rational], isOfNetwork: Bool)? = nil
  ) {
    self.init(
      of: derivation.ideal,
      dimension: VarietyDimension(
        of: derivation.variety, dimension: derivation.dimension, end: derivation.dimensionEnd),
      generatorRank: derivation.generatorRank,
      comparedConstraints: derivation.comparedConstraints, certification: certification,
      at: point)
  }

  /// The variety.
  public var variety: ReLUVariety { dimension.variety }

  /// Whether the generators cut out the variety near a general point of it: by the rank of their
  /// Jacobian matrix, and where that was not computed since they generate its prime ideal.
  public var isCodimensionReached: Bool {
    generatorRank.map { $0.rank == dimension.codimension } ?? completeness.isComplete
  }
}
