import Certification
import Formulas
import NetworkVarieties

extension ConstraintReport {
  /// The rank constraints in a document.
  var blocks: [DocumentBlock] {
    let list = Array(constraints)
    let rows = list.map(Self.row)
    let isWide = list.contains { MarkedText.isLong($0.matrix) }
    var blocks: [DocumentBlock] = []
    if rows.isEmpty {
      if constraints.coverage.isComplete {
        blocks.append(.paragraph("There is none beyond what the sizes of the matrices imply."))
      }
    } else {
      let caption =
        "\(counted(rows.count, "rank constraint")); the minors of the given size vanish on the variety"
      blocks.append(
        .table(
          DocumentTable(
            caption: MarkedText(caption),
            columns: [
              .init("matrix", isWide ? .wide : .left), .init("size"), .init("rank at most"),
              .init("size of minors"),
              .init("minors"), .init("source", .wide),
            ], rows: rows)))
    }
    blocks += Wording.coverage(constraints.coverage, done: "listed").map {
      .notice(MarkedText($0))
    }
    blocks.append(.paragraph(.sentence { Wording.statement(self, matrix: $0) }))
    let generators = MarkedText.sentence { Wording.minimalGenerators(self, matrix: $0) }
    if !generators.parts.isEmpty { blocks.append(.paragraph(generators)) }
    return blocks
  }

  private static func row(_ constraint: RankConstraint) -> [DocumentTable.Cell] {
    let size: Formula = [
      .number(constraint.rowCount), .symbol(.cross), .number(constraint.columnCount),
    ]
    return [
      .init(.matrix(constraint.matrix), key: Wording.matrix(constraint.matrix)),
      .init(MarkedText(size), key: "\(constraint.rowCount).\(constraint.columnCount)"),
      .number(constraint.rankAtMost), .number(constraint.minorSize),
      .number(constraint.minorCount), .init(MarkedText(Wording.source(constraint.source))),
    ]
  }
}
