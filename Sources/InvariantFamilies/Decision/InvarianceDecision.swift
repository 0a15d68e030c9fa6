import RandomNetworks

/// Whether a family of laws is mapped into itself by all layers `x -> ReLU(W x + b)` of its dimension.
///
///     let decision = try await InvarianceDecision(of: .gaussian, dimension: 2)
///     if case .notInvariant(let witness) = decision.verdict { print(witness.property) }
///
/// Each verdict is proved: an invariant family comes with the action of a layer on its parameters, another one
/// with a witness. Source of the question: Macdonald and Waeldchen, arXiv 2112.06532, whose theorem
/// excludes families without any of the three restrictions; the witnesses do not rest on it.
public struct InvarianceDecision: Sendable {
  /// What a layer does to the parameters of an invariant family.
  public enum Action: String, Hashable, Sendable {
    /// Each point moves, its weight stays; points that meet are one point.
    case pointsMove
    /// Slope, constant and limits are those of the clamp after the layer.
    case clampParameters
    /// The parameter of the network with one layer more.
    case curveParameter
    /// Points move, and the parameters are the solution of linear equations.
    case linearEquations
  }

  /// The answer.
  public enum Verdict: Sendable {
    /// The family is invariant.
    case invariant(Action)
    /// It is not.
    case notInvariant(InvarianceWitness)
    /// Neither was proved: of so many random members and layers none is a witness.
    case undecided(draws: Int)
  }

  /// The family.
  public let family: DistributionFamily
  /// The dimension of the space: `d`.
  public let dimension: Int
  /// The answer.
  public let verdict: Verdict
  /// What random numbers followed from.
  public let seed: UInt64

  /// How many members and layers are tried for a generated family.
  public static let draws = 40

  /// Decides.
  ///
  /// - Parameters:
  ///   - family: the family.
  ///   - dimension: the dimension.
  ///   - seed: what random members and layers follow from.
  /// - Throws: `InvarianceDecisionError`; also as `Interruption.check`.
  /// - Precondition: the dimension is positive.
  public init(of family: DistributionFamily, dimension: Int, seed: UInt64 = 1) async throws {
    precondition(dimension > 0, "a space without coordinates")
    (self.family, self.dimension, self.seed) = (family, dimension, seed)
    try Self.check(family, dimension: dimension)
    switch family {
    case .gaussian, .diagonalGaussian:
      verdict = .notInvariant(try .gaussianHyperplane(dimension: dimension))
    case .truncatedGaussian:
      verdict = .notInvariant(
        try .gaussianHyperplane(dimension: dimension, truncated: true))
    case .uniformBox, .uniformPolytope:
      verdict = .notInvariant(try .uniformHyperplane(dimension: dimension))
    case .mixture(let parts):
      verdict = .notInvariant(try .halfLine(dimension: dimension, parts: parts))
    case .finite, .empirical: verdict = .invariant(.pointsMove)
    case .clamped: verdict = .invariant(.clampParameters)
    case .curve: verdict = .invariant(.curveParameter)
    case .generated(let generated):
      if generated.hasFreePoints {
        verdict = .invariant(.linearEquations)
      } else if let witness = try await InvarianceWitness.noParameters(
        for: generated, seed: seed, draws: Self.draws)
      {
        verdict = .notInvariant(witness)
      } else {
        verdict = .undecided(draws: Self.draws)
      }
    }
  }

  private static func check(
    _ family: DistributionFamily, dimension: Int
  ) throws(InvarianceDecisionError) {
    if case .clamped = family, dimension != 1 { throw .clampDimension(dimension) }
    if case .generated(let generated) = family, generated.dimension != dimension {
      throw .dimension(dimension, expected: generated.dimension)
    }
    if let size = family.size, size < 1 { throw .size(size) }
  }

  /// The restrictions of the theorem that the family has.
  public var restrictions: [DistributionFamily.Restriction] {
    family.restrictions(dimension: dimension)
  }

  /// The number of parameters; `nil` where finitely many do not do.
  public var parameterCount: Int? { family.parameterCount(dimension: dimension) }

  /// Whether the theorem alone excludes the family: it has finitely many parameters and none of the
  /// restrictions.
  public var isExcludedByTheorem: Bool { parameterCount != nil && restrictions.isEmpty }

  /// Whether images can be replaced by members, as practice does: members with the same mean and covariance, or as
  /// near as one likes. That is closure up to approximation, and no invariance.
  public var approximation: Approximation? {
    switch family {
    case .gaussian, .diagonalGaussian: .moments
    case .mixture: .momentsOfParts
    default: nil
    }
  }

  /// What takes the place of an image in practice.
  public enum Approximation: String, Hashable, Sendable {
    /// The member with the same mean and covariance, or variances.
    case moments
    /// The same, part by part; mixtures of any number of parts come as near as one likes.
    case momentsOfParts
  }
}

/// Why nothing is decided.
public enum InvarianceDecisionError: Error, Hashable, CustomStringConvertible {
  /// Clamps in more than one dimension.
  case clampDimension(Int)
  /// Another dimension than that of a generated family.
  case dimension(Int, expected: Int)
  /// A family with no parts, atoms or points.
  case size(Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .clampDimension(let dimension):
      "clamped laws in dimension \(dimension), expected dimension 1"
    case .dimension(let dimension, let expected):
      "dimension \(dimension), expected \(expected) as the points of the family have"
    case .size(let size): "\(size) parts, atoms or points, expected at least 1"
    }
  }
}
