/// The numbers behind a verdict, enough to compute them again.
public struct VarietyEvidence: Hashable, Sendable, Codable {
  /// The seed of all random points.
  public let seed: UInt64
  /// The primes modulo which ranks and null spaces were taken.
  public let primes: [UInt]
  /// The dimension of the variety and what it is compared with.
  public let dimension: DimensionEvidence?
  /// The ideal degree by degree.
  public let ideal: IdealEvidence?

  /// Records a dimension, an ideal, or both.
  public init(
    seed: UInt64, primes: [UInt] = [], dimension: DimensionEvidence? = nil,
    ideal: IdealEvidence? = nil
  ) {
    self.seed = seed
    self.primes = primes
    self.dimension = dimension
    self.ideal = ideal
  }
}

/// The dimension of a variety.
public struct DimensionEvidence: Hashable, Sendable, Codable {
  /// The rank that was found: the dimension, or a lower bound for it.
  public let value: Int
  /// Why it is no larger; `nil` where it is a lower bound only.
  public let upperBound: String?
  /// The dimension that is claimed.
  public let claimed: Int?
  /// The dimension of the ambient space.
  public let ambient: Int

  /// Records a dimension.
  public init(value: Int, upperBound: String?, claimed: Int?, ambient: Int) {
    self.value = value
    self.upperBound = upperBound
    self.claimed = claimed
    self.ambient = ambient
  }
}

/// An ideal in the degrees that were treated, beside minors of matrices.
public struct IdealEvidence: Hashable, Sendable, Codable {
  /// One degree.
  public struct Degree: Hashable, Sendable, Codable {
    /// The degree.
    public let degree: Int
    /// The dimension of the ideal in this degree.
    public let dimension: Int
    /// The number of minimal generators.
    public let generators: Int
    /// The number of those that the minors do not account for.
    public let excess: Int
    /// The representation that these form; empty where there are none.
    public let representation: String

    /// Records a degree.
    public init(
      degree: Int, dimension: Int, generators: Int, excess: Int, representation: String
    ) {
      self.degree = degree
      self.dimension = dimension
      self.generators = generators
      self.excess = excess
      self.representation = representation
    }
  }

  /// A matrix whose minors were compared with the ideal.
  public struct Condition: Hashable, Sendable, Codable {
    /// The matrix, such as `M1 - M2`.
    public let matrix: String
    /// The bound for its rank.
    public let rankAtMost: Int

    /// Records a matrix.
    public init(matrix: String, rankAtMost: Int) {
      self.matrix = matrix
      self.rankAtMost = rankAtMost
    }
  }

  /// The matrices that are not trivial.
  public let conditions: [Condition]
  /// The degrees that were finished, from 1 on.
  public let degrees: [Degree]
  /// The rank of the Jacobian matrix of the generators at a random point, where it was taken.
  public let jacobianRank: Int?

  /// Records an ideal.
  public init(conditions: [Condition], degrees: [Degree], jacobianRank: Int? = nil) {
    self.conditions = conditions
    self.degrees = degrees
    self.jacobianRank = jacobianRank
  }
}
