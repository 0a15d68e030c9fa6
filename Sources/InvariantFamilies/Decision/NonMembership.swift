import ExactAlgebra
import LongWork

/// A proof that a law with finite support is no member of a generated family.
///
/// In a member that equals the law each atom of the family is one of its points, or has no weight. For each
/// way to say which, points and weights give polynomial equations for the parameters; all ways are refuted,
/// most of them by their first atoms.
public struct NonMembership: Sendable {
  /// The number of beginnings of assignments that were refuted; together they are all assignments.
  public let refutedCount: Int
  /// The largest degree in which a contradiction was found.
  public let degree: Int

  private static let largestCount = 20_000

  /// The proof; `nil` where an assignment is not refuted, or there are too many.
  ///
  /// - Throws: as `Interruption.check`.
  init?(of law: FiniteLaw, in family: GeneratedFamily) throws {
    var search = Search(law: law.atoms, family: family)
    guard try search.refute(from: []) else { return nil }
    (refutedCount, degree) = (search.count, search.degree)
  }

  private struct Search {
    let law: [FiniteLaw.Atom]
    let family: GeneratedFamily
    var count = 0
    var degree = 0

    /// Refutes all assignments with a beginning: the number of a point for each atom, `nil` for no weight.
    mutating func refute(from assigned: [Int?]) throws -> Bool {
      try Interruption.check()
      if let proof = InconsistentEquations(equations(of: assigned), in: family.ring) {
        count += 1
        degree = max(degree, proof.degree)
        return count <= NonMembership.largestCount
      }
      guard assigned.count < family.atoms.count else { return false }
      for choice in law.indices.map(Optional.some) + [nil] {
        guard try refute(from: assigned + [choice]) else { return false }
      }
      return true
    }

    private func equations(of assigned: [Int?]) -> [Polynomial] {
      let ring = family.ring
      var equations: [Polynomial] = []
      for (atom, choice) in zip(family.atoms, assigned) {
        guard let choice else {
          equations.append(atom.weight)
          continue
        }
        equations += zip(atom.point, law[choice].point).map { $0 - ring.constant($1) }
      }
      guard assigned.count == family.atoms.count else { return equations }
      for (number, point) in law.enumerated() {
        let sum = zip(family.atoms, assigned).reduce(ring.zero) { sum, pair in
          pair.1 == number ? sum + pair.0.weight : sum
        }
        equations.append(sum - ring.constant(point.weight))
      }
      return equations
    }
  }
}
