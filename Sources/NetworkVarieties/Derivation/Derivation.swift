public import Varieties

/// The defining equations of a variety up to a degree, and what is known beside them.
///
///     let variety = ReLUVariety.pattern(try PatternVariety(of: architecture, on: patterns))
///     let derivation = try await Derivation(of: variety, to: .degree(4))
///     derivation.dimension              // 18, proved
///     derivation.ideal.generators.count // 18
///
/// The dimension comes first, then the ideal, degree by degree, then the origins of the generators
/// and the rank of their Jacobian matrix. What `Interruption` ends early is said in the parts.
public struct Derivation: Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Its dimension. Generators that are proved give an upper bound too.
  public let dimension: Dimension
  /// Why the search for other upper bounds ended early; `nil` where it did not, or where it does
  /// not matter, since the dimension is proved.
  public let dimensionEnd: ConstraintCoverage.End?
  /// The ideal, and the coordinates in which it was computed.
  public let computed: ComputedIdeal
  /// The ideal in the space of the variety.
  public let ideal: GradedIdeal
  /// The rank of the Jacobian matrix of the generators at a random point of the variety; `nil` where
  /// a theorem names them, they are not written and the matrix is too large.
  public let generatorRank: RankEvidence?
  /// The rank constraints that `GeneratorOrigin.condition` numbers.
  public let comparedConstraints: [RankConstraint]

  /// Derives the ideal of a variety.
  ///
  /// - Throws: as `ComputedIdeal.init(of:dimension:to:options:)`, and what `Interruption` throws
  ///   before there is a lower bound for the dimension.
  public init(
    of variety: ReLUVariety, to goal: DegreeGoal, options: ComputedIdeal.Options = .init()
  ) async throws {
    let seed = options.kernel.seed
    let found = try variety.dimensionInTime(seed: seed)
    let raw = try await ComputedIdeal(
      of: variety, dimension: found.dimension, to: goal.settled(for: variety),
      options: options)
    let (computed, constraints) = try raw.withOrigins(in: variety)
    let rank = computed.jacobianRank(seed: seed)
    self.variety = variety
    self.computed = computed
    ideal = computed.ideal
    generatorRank = rank
    comparedConstraints = constraints
    dimension = found.dimension.bounded(
      byGeneratorsOf: ideal, ofJacobianRank: rank?.rank ?? 0, in: variety.ambientDimension)
    dimensionEnd = dimension.isProved ? nil : found.end
  }
}

extension ComputedIdeal {
  /// The ideal with the origins of its generators, and the rank constraints that they number.
  fileprivate func withOrigins(
    in variety: ReLUVariety
  ) throws -> (ideal: ComputedIdeal, constraints: [RankConstraint]) {
    if case .theorem(let theorem, let pattern) = source {
      return (self, theorem.namedConstraints(of: pattern))
    }
    guard let compared = try variety.comparedConstraints() else { return (self, []) }
    return (try tracingOrigins(to: compared.map(\.condition)), compared.map(\.constraint))
  }
}

extension Dimension {
  /// The dimension of a variety with one more upper bound: what the proved generators of its ideal
  /// leave of the space around it.
  ///
  /// - Parameters:
  ///   - ideal: the ideal up to a degree; nothing changes where it is not proved.
  ///   - rank: the rank of the Jacobian matrix of its generators at a point of the variety.
  ///   - ambientDimension: the dimension of the space.
  public func bounded(
    byGeneratorsOf ideal: GradedIdeal, ofJacobianRank rank: Int, in ambientDimension: Int
  ) -> Dimension {
    let bound = ambientDimension - rank
    guard !isProved, ideal.status.isProved, bound >= value else { return self }
    return Dimension(rank: evidence, upperBounds: [(.equations, bound)])
  }
}
