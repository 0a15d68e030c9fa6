import Varieties

extension Wording {
  static func status(_ status: ProofStatus) -> String {
    status.isProved ? "proved" : "probable"
  }

  /// `5 S(2,2,1)xS(2,2,1)` for each summand, joined by `+`.
  static func representation(_ content: RepresentationContent) -> String {
    content.summands.map { representation, multiplicity in
      (multiplicity > 1 ? "\(multiplicity) " : "") + self.representation(representation)
    }.joined(separator: " + ")
  }

  /// `S(2,2,1)xS(2,2,1)`; trivial factors at the end are left out.
  static func representation(_ representation: IrreducibleRepresentation) -> String {
    partitions(of: representation).map(\.symbol).joined(separator: "x")
  }

  /// The partitions up to the last one that is not empty, one at least.
  static func partitions(of representation: IrreducibleRepresentation) -> [Partition] {
    let all = representation.partitions
    let count = (all.lastIndex { !$0.parts.isEmpty } ?? 0) + 1
    return Array(all.prefix(count))
  }

  /// What the proof of the degrees rests on, in one sentence or two.
  static func certificate(_ ideal: GradedIdeal) -> String {
    guard !ideal.isByTheorem else {
      return "The generators are the minors that a theorem names, written down, and the dimensions "
        + "follow from the Hilbert series; no polynomials were searched for."
    }
    let (place, values) =
      switch ideal.method {
      case .highestWeights:
        (
          "For every irreducible representation",
          "a basis of its highest weight vectors, evaluated at points of the variety"
        )
      case .weightSpaces:
        ("In every weight", "the monomials, evaluated at points of the variety")
      }
    let upper =
      "\(place) the nullity of \(values) modulo a prime, bounds the dimension of the ideal from "
      + "above"
    return ideal.status.isProved
      ? upper + ", and polynomials that vanish on the variety by exact expansion over the "
        + "integers, with their multiples, bound it from below; both agree."
      : upper + "; some polynomials were too large to expand and were verified by evaluation "
        + "only."
  }
}
