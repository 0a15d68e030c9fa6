import Certification
import ExactAlgebra
import ReLUNetworks
import Varieties

/// How results are put into words, in every format alike.
enum Wording {
  static func widths(_ architecture: Architecture) -> String {
    architecture.widths.map(String.init).joined(separator: ",")
  }

  static func bound(_ bound: DimensionBound) -> String {
    switch bound {
    case .ambientSpace: "the ambient space"
    case .parameterSymmetry: "parameters minus symmetries"
    case .rankConstraints: "the rank constraints"
    case .equations: "the verified equations"
    }
  }

  static func dimensionStatus(_ dimension: Dimension) -> String {
    switch dimension {
    case .proved(_, let bound, _): "proved, upper bound by \(self.bound(bound))"
    case .atLeast: "lower bound"
    }
  }

  static func status(_ status: ProofStatus) -> String {
    status.isProved ? "proved" : "probable"
  }

  static func source(_ source: RankConstraint.Source) -> String {
    switch source {
    case .block(let layer):
      "one block: live neurons of hidden layer \(layer)"
    case .sideBySide(let layer):
      "blocks that agree behind hidden layer \(layer), side by side"
    case .stacked(let layer):
      "blocks that agree before hidden layer \(layer), stacked"
    case .combination(let layer):
      "combination of blocks: neurons of hidden layer \(layer) that do not cancel"
    case .difference:
      "difference of two blocks: neurons of all hidden layers in which they differ"
    }
  }

  /// `M1 - 2*M2`, with any name for the matrices.
  static func combination(
    _ combination: BlockCombination, name: (Int) -> String, times: String = "*"
  ) -> String {
    var text = ""
    for block in combination.support {
      let coefficient = combination.coefficients[block]
      let isNegative = coefficient.signum() < 0
      text += text.isEmpty ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
      let size = coefficient.magnitude
      text += (size.isOne ? "" : "\(size)\(times)") + name(block)
    }
    return text.isEmpty ? "0" : text
  }

  /// `[M1 | M2]`, `[M1 ; M2]`, `[M1 - M2 | c1 - c2]`, or a combination alone.
  static func expression(_ expression: BlockExpression) -> String {
    let rows = zip(expression.entries, expression.constants).map { matrices, constants in
      (matrices.map { combination($0) { "M\($0 + 1)" } }
        + constants.map { combination($0) { "c\($0 + 1)" } }).joined(separator: " | ")
    }
    let text = rows.joined(separator: " ; ")
    let isSingle = rows.count == 1 && expression.entries[0].count == 1 && !expression.hasConstants
    return isSingle ? text : "[\(text)]"
  }

  /// `5 S(2,2,1)xS(2,2,1)` for each summand, joined by `+`.
  static func representation(_ content: RepresentationContent) -> String {
    content.summands.map { representation, multiplicity in
      (multiplicity > 1 ? "\(multiplicity) " : "") + self.representation(representation)
    }.joined(separator: " + ")
  }

  /// `S(2,2,1)xS(2,2,1)`.
  static func representation(_ representation: IrreducibleRepresentation) -> String {
    representation.partitions.map(\.symbol).joined(separator: "x")
  }

  /// What the proof of the degrees rests on, in one sentence or two.
  static func certificate(_ ideal: GradedIdeal) -> String {
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

  /// Whether the generators are complete, in one sentence or two.
  static func completeness(_ outcome: CertificationOutcome) -> String {
    switch outcome {
    case .complete(let certificate):
      "Complete: these generators generate the whole ideal, by "
        + "\(certificate.program) \(certificate.version), Groebner bases over the rationals. "
        + argument(certificate.method)
    case .incomplete(let missing):
      "Not complete: a polynomial of degree \(missing.totalDegree) vanishes on the variety, "
        + "verified by expansion, and is not generated."
    case .undecided(let reason):
      "Whether the generators are complete was not decided: \(reason)."
    }
  }

  static func argument(_ method: CompletenessCertificate.Method) -> String {
    switch method {
    case .linearSection:
      "They determine some coordinates as rational functions of independent others, and the "
        + "denominators are no zero divisors modulo the ideal that they generate."
    case .elimination:
      "Eliminating the parameters from the parametrization gives the same ideal."
    }
  }

  /// What the codimension shows, in one sentence.
  static func codimension(_ report: DerivationReport) -> String {
    let degree = report.ideal.maximumDegree
    if report.codimension == 0 {
      return "The variety is the whole space: its ideal is zero in every degree."
    }
    return report.isCodimensionReached
      ? "The generators up to degree \(degree) have Jacobian rank \(report.codimension), the "
        + "codimension, at a random point of the variety: it is a component of their zero set, "
        + "generically reduced. That alone does not exclude generators of higher degree."
      : "The generators up to degree \(degree) have Jacobian rank \(report.generatorRank.rank) "
        + "at a random point of the variety, below "
        + (report.dimension.isProved ? "" : "the bound for ")
        + "the codimension \(report.codimension): equations of higher degree are to be expected."
  }
}
