public import ExactAlgebra

/// What a certifier finds.
public enum CertificationOutcome: Hashable, Sendable {
  /// The generators generate the whole ideal.
  case complete(CompletenessCertificate)
  /// This polynomial vanishes on the variety, verified by expansion, and is not generated.
  ///
  /// It is homogeneous where the method is `linearSection`. Its degree is at least that of the
  /// first missing minimal generator, and can be larger.
  case incomplete(missing: Polynomial)
  /// Neither was shown.
  case undecided(Reason)

  /// Whether nothing was shown.
  public var isUndecided: Bool {
    if case .undecided = self { true } else { false }
  }

  /// The outcome with the missing polynomial, if there is one, in other coordinates.
  public func mapMissing(_ transform: (Polynomial) -> Polynomial) -> CertificationOutcome {
    if case .incomplete(let polynomial) = self {
      return .incomplete(missing: transform(polynomial))
    }
    return self
  }

  /// Why nothing was shown.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// Singular gave no answer.
    case singular(SingularFailure)
    /// The generators do not determine coordinates linearly, and that method was asked for.
    case noLinearSection
    /// Some generator does not vanish on the variety.
    case notInTheIdeal
    /// They are not seen to be complete modulo the prime, which says nothing about the rationals.
    case openModuloPrime

    /// The reason, on one line.
    public var description: String {
      switch self {
      case .singular(let failure): failure.description
      case .noLinearSection: "the generators do not determine coordinates linearly"
      case .notInTheIdeal: "some generator does not vanish on the variety"
      case .openModuloPrime: "the generators are not seen to be complete modulo the prime"
      }
    }
  }
}
