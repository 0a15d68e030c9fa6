import ExactAlgebra
import NetworkVarieties
import Varieties

extension ConstraintReport {
  var findings: [String] {
    [
      "\(constraints.count) rank constraints; their minors vanish on the variety.",
      Wording.statement(self),
    ] + Wording.coverage(constraints.coverage, done: "listed")
  }

  /// The matrices `A1, A2, ...`, the ideals `I1, I2, ...` of their minors, and the sum `I` of these.
  func lines(in script: SystemScript<some AlgebraSystem>) -> [String] {
    let system = script.system
    let matrices = constraints.enumerated().flatMap { index, constraint in
      let condition = constraint.condition
      let matrix = condition.matrix(in: variety.ring)
      let entries = (0..<condition.rowCount).map { row in
        (0..<condition.columnCount).map { script.notation.text(of: matrix[row, $0]) }
      }
      return [
        system.comment(
          "rank \(Wording.matrix(constraint.matrix)) <= \(condition.rankAtMost): "
            + Wording.source(constraint.source)),
        system.matrix("A\(index + 1)", entries: entries, over: "R"),
        system.minors(
          "I\(index + 1)", size: condition.minorSize, of: "A\(index + 1)", in: "R"),
      ]
    }
    let all =
      matrices.isEmpty
      ? system.ideal("I", generators: [], in: "R")
      : system.sum("I", ideals: (1...constraints.count).map { "I\($0)" })
    return matrices + [all] + system.pullbackCheck(ideal: "I", images: "images")
  }
}
