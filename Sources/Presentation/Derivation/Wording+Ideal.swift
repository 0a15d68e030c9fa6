import Algorithms
import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

extension Wording {
  static func status(_ status: ProofStatus) -> String {
    status.isProved ? "proved" : "probable"
  }

  /// `5 S(2,2,1)xS(2,2,1)` for each summand, joined by `+`.
  ///
  /// - Parameter count: how many summands are written; of the others the number.
  static func representation(
    _ content: RepresentationContent, atMost count: Int = .max
  ) -> String {
    let rest = content.summands.dropFirst(count).count
    return
      (content.summands.prefix(count).map { representation, multiplicity in
        (multiplicity > 1 ? "\(multiplicity) " : "") + self.representation(representation)
      } + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: " + ")
  }

  /// `S(2,2,1)xS(2,2,1)`; trivial factors at the end are left out.
  static func representation(_ representation: IrreducibleRepresentation) -> String {
    partitions(of: representation).map { partition in
      isShort(partition)
        ? partition.symbol
        : "S("
          + runs(of: partition).map { $1 > 1 ? "\($0)^\($1)" : "\($0)" }.joined(separator: ",")
          + ")"
    }.joined(separator: "x")
  }

  /// Whether all parts of a partition are written, and not how often each occurs.
  static func isShort(_ partition: Partition) -> Bool { partition.parts.count <= 16 }

  /// The different parts of a partition, and how often each occurs.
  static func runs(of partition: Partition) -> [(part: Int, count: Int)] {
    partition.parts.chunked { $0 == $1 }.map { ($0.first!, $0.count) }
  }

  /// The partitions up to the last one that is not empty, one at least.
  static func partitions(of representation: IrreducibleRepresentation) -> [Partition] {
    let all = representation.partitions
    let count = (all.lastIndex { !$0.parts.isEmpty } ?? 0) + 1
    return Array(all.prefix(count))
  }

  /// The dimension of the ideal in a degree, `-` where it takes too long.
  static func dimension(_ piece: GradedIdeal.Piece) -> String {
    piece.dimension.map(\.description) ?? "-"
  }

  /// What the generators and dimensions of a theorem are, in one sentence.
  private static func theorem(_ ideal: GradedIdeal) -> String {
    let generators =
      "The generators are the minors that a theorem names"
      + (ideal.unwritten.isEmpty ? ", written down" : "")
    let dimensions =
      ideal.pieces.allSatisfy { $0.dimension != nil }
      ? "the dimensions follow from the Hilbert "
        + (ideal.hilbertSeries == nil ? "function" : "series")
      : "dimensions that take too long to be computed are left out"
    return "\(generators), and \(dimensions); no polynomials were searched for."
  }

  /// Which generators are not written as polynomials, why, and what names their matrices instead;
  /// empty where all are written.
  static func unwritten(
    _ derivation: CertifiedDerivation, matrix: (RankConstraint.Matrix) -> String = Wording.matrix
  ) -> [String] {
    let ideal = derivation.ideal
    let names = ideal.unwrittenCounts.map { entry in
      let origin =
        origin(entry.origin, among: derivation.comparedConstraints, matrix: matrix)
        ?? "of degree \(entry.degree)"
      let longest = ideal.unwritten.filter { $0.origin == entry.origin }.map(\.termCount).max() ?? 0
      return "\(entry.count) \(origin) (\(terms(longest)))"
    }
    return names.isEmpty
      ? []
      : [
        "Not written out, since the polynomials are too long: \(names.joined(separator: "; ")).",
        "The verb constraints lists the matrices, and writes them with their minors as input for "
          + "Macaulay2, Singular, OSCAR and Sage.",
      ]
  }

  /// How many terms each of some polynomials has, a long number by its digits.
  private static func terms(_ count: Integer) -> String {
    let digits = count.description
    return digits.count <= 9
      ? "each with about \(digits) terms" : "each with a number of terms of \(digits.count) digits"
  }

  /// What the proof of the degrees rests on, in one sentence or two.
  static func certificate(_ ideal: GradedIdeal) -> String {
    guard !ideal.isByTheorem else { return theorem(ideal) }
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
