public import ExactAlgebra

/// Which of some polynomials lie in the ideal of a variety.
public struct MembershipTest: Sendable {
  /// A polynomial, and what was found of it.
  public struct Entry: Sendable {
    /// The polynomial.
    public let polynomial: Polynomial
    /// What was found.
    public let membership: Membership
  }

  /// The variety.
  public let variety: ReLUVariety
  /// What was found of each polynomial, in their order.
  public let entries: [Entry]
  /// The seed of the networks that were tried.
  public let seed: UInt64

  /// Tests polynomials one by one.
  ///
  /// - Throws: as `ReLUVariety.membership(of:seed:)`.
  public init(of polynomials: [Polynomial], on variety: ReLUVariety, seed: UInt64) throws {
    self.variety = variety
    self.seed = seed
    entries = try polynomials.map {
      Entry(polynomial: $0, membership: try variety.membership(of: $0, seed: seed))
    }
  }

  /// The number of polynomials that do not vanish on the variety.
  public var strangerCount: Int {
    entries.count { if case .notMember = $0.membership { true } else { false } }
  }

  /// The number of polynomials of which it is not proved either way.
  public var undecidedCount: Int {
    entries.count { entry in
      if case .member(let status) = entry.membership { !status.isProved } else { false }
    }
  }

  /// Whether all of them are proved to lie in the ideal.
  public var isSatisfied: Bool { strangerCount == 0 && undecidedCount == 0 }
}
