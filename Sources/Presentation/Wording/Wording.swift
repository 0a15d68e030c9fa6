import Certification
import ExactAlgebra
import NetworkVarieties
import Networks
import Varieties

/// How results are put into words, in every format alike.
enum Wording {
  static func widths(_ architecture: Architecture) -> String {
    architecture.widths.map(String.init).joined(separator: ",")
  }

  static func bound(_ bound: DimensionBound) -> String {
    switch bound {
    case .ambientSpace: "the ambient space"
    case .linearRelations: "the linear relations of the points"
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
    case .points:
      "linear relations of the points of a block"
    }
  }

  /// An expression in blocks, `(M1 - M2) on 2 of 3 directions`, or `Y1 * relations`.
  static func matrix(_ matrix: RankConstraint.Matrix) -> String {
    switch matrix {
    case .blocks(let expression): self.expression(expression)
    case .restricted(let expression, let dimension, let columns):
      "\(self.expression(expression)) on \(dimension) of \(columns) directions"
    case .relations(let block): "Y\(block + 1) * relations"
    }
  }

  /// `Pattern variety of 4,3,3 with biases on 101, 011`.
  static func title(_ variety: ReLUVariety) -> String {
    let (kind, patterns) =
      switch variety {
      case .pattern(let variety):
        ("Pattern", variety.patterns.map(\.description).filter { !$0.isEmpty })
      case .output(let variety):
        (
          "Output",
          zip(variety.patterns, variety.pointsOfBlock).map { pattern, points in
            "\(pattern)\(pattern.layers.isEmpty ? "" : " ")(\(counted(points.count, "point")))"
          }
        )
      }
    return "\(kind) variety of \(widths(variety.architecture))"
      + (variety.architecture.hasBiases ? " with biases" : "")
      + (patterns.isEmpty ? "" : " on " + patterns.joined(separator: ", "))
  }

  /// How outputs were treated, in one sentence or two.
  static func treatment(_ variety: OutputVariety) -> String {
    let relations =
      variety.relationCount == 0
      ? "The points of each block are independent, so there are no linear relations. "
      : "The points imply \(counted(variety.relationCount, "linear relation")); "
        + "\(counted(variety.reducedDimension, "coordinate")) remain. "
    guard variety.reducedDimension > 0 else {
      return relations + "Without biases all outputs on these points are zero."
    }
    guard variety.blockCount > 1 else {
      return relations
        + "What remains is, by a linear change of coordinates, the pattern variety of "
        + "\(widths(variety.reducedVariety.architecture))."
    }
    guard variety.isPatternVariety else {
      return relations
        + "The points of some block span less than all points do, so the outputs are treated "
        + "directly."
    }
    return relations
      + "The points of every block span what all points span, so what remains is, by a linear "
      + "change of coordinates, the pattern variety of "
      + "\(widths(variety.reducedVariety.architecture))."
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
        + "\(certificate.program) \(certificate.version), \(arithmetic(certificate)). "
        + argument(certificate.method)
    case .incomplete(let missing):
      "Not complete: a polynomial of degree \(missing.totalDegree) vanishes on the variety, "
        + "verified by expansion, and is not generated."
    case .undecided(let reason):
      "Whether the generators are complete was not decided: \(reason)."
    }
  }

  private static func arithmetic(_ certificate: CompletenessCertificate) -> String {
    guard let prime = certificate.prime else { return "Groebner bases over the rationals" }
    return "Groebner bases modulo \(prime); equality modulo one prime proves it over the rationals"
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
    if case .complete(.linear(relations: 0)) = report.completeness {
      return ground(.linear(relations: 0))
    }
    if report.isCodimensionReached {
      return "The generators up to degree \(degree) have Jacobian rank \(report.codimension), the "
        + "codimension, at a random point of the variety: it is a component of their zero set, "
        + "generically reduced."
        + (report.completeness.isComplete
          ? "" : " That alone does not exclude generators of higher degree.")
    }
    return report.completeness.isComplete
      ? "The generators up to degree \(degree) have Jacobian rank \(report.generatorRank.rank) "
        + "at a random point of the variety; the codimension is \(report.codimension)."
      : "The generators up to degree \(degree) have Jacobian rank \(report.generatorRank.rank) "
        + "at a random point of the variety, below "
        + (report.dimension.isProved ? "" : "the bound for ")
        + "the codimension \(report.codimension): equations of higher degree are to be expected."
  }
}
