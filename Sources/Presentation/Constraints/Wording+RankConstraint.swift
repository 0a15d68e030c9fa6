import Certification
import ExactAlgebra
import NetworkVarieties

extension Wording {
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

  /// `M1 - 2*M2`, with any name for the matrices.
  static func combination(
    _ combination: BlockCombination, name: (Int) -> String = { "M\($0 + 1)" }, times: String = "*"
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

  /// How many minimal generators each matrix has, where the theorem on two blocks says so; empty
  /// elsewhere, and where there are none.
  static func minimalGenerators(
    _ report: ConstraintReport, matrix: (RankConstraint.Matrix) -> String = Wording.matrix
  ) -> String {
    guard case .complete(.theorem(.twoBlocks(let theorem))) = report.completeness else { return "" }
    let counts = theorem.minimalGeneratorCounts.map { family, degree, count in
      "\(count) from the \(degree)-minors of \(matrix(theorem.matrix(of: family)))"
    }
    return counts.isEmpty ? "" : "Minimal generators: \(counts.joined(separator: "; "))."
  }

  /// Whether the minors of the rank constraints generate the ideal.
  static func statement(
    _ report: ConstraintReport, matrix: (RankConstraint.Matrix) -> String = Wording.matrix
  ) -> String {
    switch report.completeness {
    case .complete(.linear(relations: 0)): ground(.linear(relations: 0))
    case .complete(let ground):
      switch ground {
      case .theorem(.twoBlocks(let theorem)):
        "The minors of these constraints generate the whole ideal, by a theorem about two blocks "
          + "\(hypotheses(of: theorem))."
      case .theorem(.determinantalProduct(let product)):
        "The minors of the constraints on \(list(product.constraints.map { matrix($0.matrix) })) "
          + "generate "
          + "the whole ideal, by a theorem: they define a prime ideal of the right dimension."
      default: self.ground(ground)
      }
    case .open:
      "Open: nothing proves here that the minors of these constraints generate the whole ideal."
    }
  }
}
