public import Laboratory

/// What a claim is found to be on one instance, and what shows it.
public struct VarietyFinding: Hashable, Sendable, Codable {
  /// The answer.
  public let verdict: VarietyVerdict
  /// The numbers behind it.
  public let evidence: VarietyEvidence

  /// An answer with its evidence.
  public init(_ verdict: VarietyVerdict, evidence: VarietyEvidence) {
    self.verdict = verdict
    self.evidence = evidence
  }
}

/// Whether a claim holds on an instance.
public enum VarietyVerdict: Hashable, Sendable, Codable {
  /// It holds, as far as the scope says; proved.
  case confirmed(Scope)
  /// It does not hold; proved.
  case refuted(Witness)
  /// Neither is proved.
  case notReached(NotReached)

  /// How far a confirmation goes.
  public enum Scope: Hashable, Sendable, Codable {
    /// In the degrees up to the given one.
    case degrees(upTo: Int)
    /// Without restriction.
    case complete(Ground)
  }

  /// Why a claim holds without restriction.
  public indirect enum Ground: Hashable, Sendable, Codable {
    /// A rank modulo a prime bounds a number from below, and it meets a proved upper bound.
    case boundsMeet
    /// The variety lies in a product of determinantal varieties of its dimension, so it is that
    /// product; the matrices whose ranks are bounded.
    case determinantalProduct([String])
    /// The same, with three matrices among them each of which is a combination of the two others.
    case dependentMatrices([String])
    /// The variety is a hypersurface, and the form of least degree is among the minors.
    case hypersurface
    /// It does so with fewer inputs or outputs, where there are more of them than hidden neurons.
    case inherited(inputs: Int, outputs: Int, Ground)
    /// The theorem on two blocks that differ in one hidden layer.
    case twoBlockTheorem
    /// Groebner bases show that the generators are complete; the program with its version, and
    /// the prime where they were taken modulo one.
    case certificate(method: String, program: String, prime: Int?)
  }

  /// What contradicts a claim.
  public enum Witness: Hashable, Sendable, Codable {
    /// A polynomial in the ideal that is not generated; a highest weight vector of the
    /// representation.
    case polynomial(String, degree: Int, representation: String)
    /// A number that is proved to differ from what is claimed.
    case number(Int, claimed: Int)
    /// So few equations that their zero set has a smaller codimension than the variety has.
    case equations(Int, codimension: Int)
  }

  /// Why nothing is proved.
  public enum NotReached: Hashable, Sendable, Codable {
    /// A computation of the ideal ended before the degree that was asked for.
    case limit(StoredKernelLimit)
    /// The work was ended from outside.
    case stopped(Stop)
    /// A dimension has a lower bound only.
    case lowerBound(Int, claimed: Int)
    /// The rank of a Jacobian matrix at a random point is smaller than claimed, which is no proof.
    case rankBelow(Int, claimed: Int)
    /// The minors that were tried leave generators of a degree; others may account for them.
    case uncovered(degree: Int, representation: String)
    /// Polynomials of a degree were verified by evaluation only.
    case unverified(degree: Int)
    /// The variety is too large to be treated.
    case tooLarge(ExcessiveSize)
  }

  /// The answer alone.
  public var kind: Verdict {
    switch self {
    case .confirmed: .confirmed
    case .refuted: .refuted
    case .notReached: .notReached
    }
  }
}
