public import ExactAlgebra

/// What is known of a result of the graded kernel.
///
/// Both cases take for granted what the caller of `GradedKernel` vouches for; see there.
public enum ProofStatus: Hashable, Sendable {
  /// Proved: the upper bound by evaluation and exactly verified equations agree.
  case proved
  /// Some equations were verified by evaluation only; a wrong one passes that test with at most
  /// this probability over the random points.
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
  /// The total degree of the polynomial.
  public let degree: Int
  /// The polynomial: coprime integer coefficients, positive leading coefficient.
  public let polynomial: Polynomial
  /// Where it comes from, if that is known.
  public var origin: GeneratorOrigin?
}

/// A highest weight vector that generates an irreducible representation of new generators.
///
/// The raising operators send the polynomial to zero: it is a combination of polynomials of
/// tableaux, which have that property.
public struct HighestWeightGenerator: Hashable, Sendable {
  /// The total degree of the polynomial.
  public let degree: Int
  /// The polynomial: coprime integer coefficients, positive leading coefficient.
  public let polynomial: Polynomial
  /// The representation that it generates.
  public let representation: IrreducibleRepresentation
  /// What is known of the polynomial lying in the ideal.
  public let status: ProofStatus
  /// Where it comes from, if that is known.
  public var origin: GeneratorOrigin?
}

/// A homogeneous ideal, known up to a degree.
public struct GradedIdeal: Sendable {
  /// One degree of the ideal.
  public struct Piece: Hashable, Sendable {
    /// The degree.
    public let degree: Int
    /// The dimension of the space of polynomials of this degree in the ideal; `nil` only where a
    /// theorem names the generators and the Hilbert function would take too long.
    public let dimension: Integer?
    /// The number of generators of this degree in every minimal system of homogeneous
    /// generators.
    public let minimalGeneratorCount: Integer
    /// The representation that the minimal generators form, where a group acts; `nil` otherwise.
    ///
    /// Right as long as the grading in which the weight spaces are taken tells the weights of
    /// the group apart.
    public let representation: RepresentationContent?
    /// The part of the minimal generators that minors of `GradedKernel.Options.conditions` do
    /// not account for; `nil` where there are no conditions, or no group acts.
    public var excess: Excess?
    /// What is known of the equations that were verified in this degree.
    ///
    /// The numbers of a degree rest on the generators of the lower ones too: they are proved
    /// where all pieces up to this degree are.
    public let status: ProofStatus
    /// The dimension of the largest space that was treated: of highest weight vectors, or of
    /// polynomials of one weight.
    public let largestSpace: Int
  }

  /// What an ideal `J` has in a degree `d` beyond minors of rank conditions: the quotient of `J_d`
  /// by `R_1 J_(d-1)` and the minors of that degree.
  ///
  /// Where it is zero in all degrees up to `d`, the minors generate the ideal up to that degree.
  public struct Excess: Hashable, Sendable {
    /// The representation of the acting group that the quotient forms.
    public let representation: RepresentationContent
    /// A highest weight vector in the ideal that is not zero in the quotient, if there is one.
    public let witness: Polynomial?
  }

  /// How the spaces of polynomials were cut into parts.
  public let method: KernelMethod
  /// The degrees from 1 on.
  public let pieces: [Piece]
  /// All minimal generators, by degree, then in a fixed order; without those of `unwritten`.
  public let generators: MinimalGenerators
  /// One highest weight vector for each irreducible representation of minimal generators; empty
  /// where the ideal was computed by weight spaces.
  public let highestWeightGenerators: [HighestWeightGenerator]
  /// The maximal grading that the exponents of the map show; `nil` where a theorem names the
  /// generators, so that no map is looked at.
  ///
  /// Where the weights of a degree do not fit into 128 bits, the weight spaces are those of a
  /// coarser grading.
  public let grading: Multigrading?
  /// The seed of all random points.
  public let seed: UInt64
  /// The primes modulo which null spaces were taken, in the order of their first use.
  public let primes: [UInt]
  /// Why the ideal is not known up to the degree that was asked for; `nil` where it is.
  public internal(set) var limit: KernelLimit?
  /// Whether generators and dimensions are those of a theorem, so that none of them was computed.
  public internal(set) var isByTheorem = false
  /// The Hilbert series of the coordinate ring, where a theorem gave it together with the generators.
  public internal(set) var hilbertSeries: HilbertSeries?
  /// Minimal generators that a theorem names and whose polynomials are too long to be written, by
  /// degree.
  public internal(set) var unwritten: [UnwrittenGenerators] = []

  /// The largest degree that is known.
  public var maximumDegree: Int { pieces.last?.degree ?? 0 }

  /// What is known of all degrees together: proved where all pieces are, otherwise the sum of
  /// the error bounds.
  public var status: ProofStatus { pieces.reduce(.proved) { $0.joined(with: $1.status) } }
}
