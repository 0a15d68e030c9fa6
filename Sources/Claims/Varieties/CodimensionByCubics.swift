public import Formulas
public import Laboratory
import NetworkVarieties
import Varieties

/// Equations of degree at most 3 cut out the variety, up to other components: their Jacobian
/// matrix reaches the codimension at a general point.
///
/// Weaker than generation in degree 3. It is refuted only where there are fewer such equations than
/// the codimension; a smaller rank at a random point is no proof.
public struct CodimensionByCubics: VarietyClaim {
  /// The claim.
  public init() {}

  public let name = "codimension-by-cubics"
  public typealias Family = PatternFamilies
  public let source =
    "Example 37 of Alexandr and Montufar, arXiv 2508.03867, where six cubics are given for a "
    + "variety of codimension 7"
  public var statement: MarkedText {
    let codimension: Formula = [.name("codim"), .symbol(.application), .variety]
    return "The elements of \(.ideal) of degree at most 3 have a Jacobian matrix of rank "
      + "\(codimension) at a general point of \(.variety)."
  }

  public func varietyFinding(
    on instance: PatternInstance, settings: ClaimSettings
  ) async throws -> VarietyFinding {
    let seed = settings.seed
    let variety: PatternVariety
    let kernel: GradedKernel
    do {
      variety = try instance.variety
      kernel = try variety.gradedKernel
    } catch {
      return .tooLarge(error, seed: seed)
    }
    let dimension = variety.dimension(seed: seed)
    let codimension = variety.ambientDimension - dimension.value
    var options = settings.kernelOptions
    options.sufficientRank = codimension
    let ideal = try await kernel.ideal(upToDegree: 3, options: options)
    let rank = kernel.jacobianRank(of: ideal, upTo: codimension, seed: seed)
    let evidence = VarietyEvidence(
      seed: seed, primes: [dimension.evidence.prime, rank.prime] + ideal.primes,
      dimension: DimensionEvidence(dimension, claimed: nil, ambient: variety.ambientDimension),
      ideal: IdealEvidence(ideal, conditions: [], jacobianRank: rank.rank))
    return VarietyFinding(
      verdict(
        rank: rank.rank, of: ideal, dimension, ambientDimension: variety.ambientDimension),
      evidence: evidence)
  }

  private func verdict(
    rank: Int, of ideal: GradedIdeal, _ dimension: Dimension, ambientDimension: Int
  ) -> VarietyVerdict {
    let codimension = ambientDimension - dimension.value
    if rank == codimension, ideal.status.isProved { return .confirmed(.complete(.boundsMeet)) }
    if let limit = ideal.limit { return .notReached(.limit(StoredKernelLimit(limit))) }
    if let piece = ideal.pieces.first(where: { !$0.status.isProved }) {
      return .notReached(.unverified(degree: piece.degree))
    }
    guard dimension.isProved else {
      // The equations would do for this dimension.
      return .notReached(.lowerBound(dimension.value, claimed: ambientDimension - rank))
    }
    if let witness = VarietyVerdict.Witness.tooFewGenerators(
      of: ideal, for: dimension, ambientDimension: ambientDimension)
    {
      return .refuted(witness)
    }
    return .notReached(.rankBelow(rank, claimed: codimension))
  }
}
