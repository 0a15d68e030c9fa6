public import ExactAlgebra

/// What is known of a result of the graded kernel.
public enum ProofStatus: Hashable, Sendable {
  /// Proved: the upper bound by evaluation and exactly verified equations agree.
  case proved
  /// Verified by evaluation only; a wrong result survives it with at most this probability.
  case probable(errorBound: Double)

  /// Whether the result is proved.
  public var isProved: Bool { self == .proved }

  /// The weaker of two.
  func joined(with other: ProofStatus) -> ProofStatus {
    switch (self, other) {
    case (.proved, .proved): .proved
    case (.proved, .probable(let bound)), (.probable(let bound), .proved):
      .probable(errorBound: bound)
    case (.probable(let a), .probable(let b)): .probable(errorBound: min(a + b, 1))
    }
  }
}

/// A minimal generator of a graded ideal.
public struct Generator: Hashable, Sendable {
  /// The degree.
  public let degree: Int
  /// The polynomial: coprime integer coefficients, positive leading coefficient.
  public let polynomial: Polynomial
}

/// A highest weight vector that generates an irreducible representation of new generators.
public struct HighestWeightGenerator: Hashable, Sendable {
  /// The degree.
  public let degree: Int
  /// The polynomial: coprime integer coefficients, positive leading coefficient.
  public let polynomial: Polynomial
  /// The representation that it generates.
  public let representation: IrreducibleRepresentation
}

/// A homogeneous ideal, known up to a degree.
public struct GradedIdeal: Sendable {
  /// One degree of the ideal.
  public struct Piece: Hashable, Sendable {
    /// The degree.
    public let degree: Int
    /// The dimension of the space of polynomials of this degree in the ideal.
    public let dimension: Int
    /// The number of minimal generators of this degree.
    public let minimalGeneratorCount: Int
    /// The representation that the minimal generators form, where a group acts.
    public let representation: RepresentationContent?
    /// What is known of these numbers.
    public let status: ProofStatus
    /// The number of monomials of the largest weight space that was treated.
    public let largestWeightSpace: Int
  }

  /// The degrees from 1 on.
  public let pieces: [Piece]
  /// All minimal generators, by degree, then in a fixed order.
  public let generators: [Generator]
  /// One highest weight vector for each irreducible representation of minimal generators, where
  /// they were asked for.
  public let highestWeightGenerators: [HighestWeightGenerator]
  /// The grading in which the weight spaces were taken.
  public let grading: Multigrading
  /// The seed of all random points.
  public let seed: UInt64
  /// The primes that were used, in the order of their first use.
  public let primes: [UInt]

  /// The largest degree that is known.
  public var maximumDegree: Int { pieces.last?.degree ?? 0 }

  /// What is known of all degrees together.
  public var status: ProofStatus { pieces.reduce(.proved) { $0.joined(with: $1.status) } }
}
