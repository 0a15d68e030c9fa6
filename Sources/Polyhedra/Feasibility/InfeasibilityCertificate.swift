public import ExactAlgebra

/// Why a system of inequalities has no solution: multipliers that combine it to a contradiction.
///
/// For inequalities `a_i . x + b_i > 0` or `>= 0` these are numbers `m_i >= 0` with
/// `sum m_i a_i = 0`, and either `sum m_i b_i < 0`, or `sum m_i b_i = 0` and some `m_i > 0` at a
/// strict inequality. At a solution the sum of all `m_i (a_i . x + b_i)` would be at least zero,
/// and more than that in the second case, and it is `sum m_i b_i`.
public struct InfeasibilityCertificate: Hashable, Sendable {
  /// A positive multiplier.
  public struct Term: Hashable, Sendable {
    /// The number of the inequality, from 0.
    public let row: Int
    /// `m_i`, a positive integer.
    public let multiplier: Integer

    /// An inequality with its multiplier.
    public init(row: Int, multiplier: Integer) {
      self.row = row
      self.multiplier = multiplier
    }
  }

  /// The multipliers that are not zero, with ascending rows; they are coprime where they were
  /// computed by `InequalitySystem.feasibility()`.
  public let terms: [Term]

  /// The certificate with the given multipliers.
  public init(terms: [Term]) { self.terms = terms }

  /// Whether the multipliers show that a system has no solution; exact, and independent of how
  /// they were found.
  public func refutes(_ system: InequalitySystem) -> Bool {
    let rows = system.halfSpaces
    guard terms.allSatisfy({ rows.indices.contains($0.row) && $0.multiplier.signum() > 0 })
    else { return false }
    var normal = [Rational](repeating: 0, count: system.dimension)
    var offset: Rational = 0
    for term in terms {
      let (row, multiplier) = (rows[term.row], Rational(term.multiplier))
      for column in normal.indices { normal[column] += multiplier * row.normal[column] }
      offset += multiplier * row.offset
    }
    guard normal.allSatisfy(\.isZero) else { return false }
    return offset.signum() < 0
      || offset.isZero && terms.contains { rows[$0.row].isOpen }
  }
}
