import ExactAlgebra
import Formulas
import Verification

extension PropertyReport {
  /// The verdict in a document, with its counterexample if there is one.
  var blocks: [DocumentBlock] {
    let facts = [
      DocumentFact("property", .code(property.file.oneLine)),
      DocumentFact("verdict", MarkedText([.strong(decision.verdict.code)])),
    ]
    return [.facts(facts)] + verdictBlocks
  }

  private var verdictBlocks: [DocumentBlock] {
    switch decision.verdict {
    case .holds:
      [
        .paragraph(
          MarkedText(
            decision.isInputEmpty
              ? "No input satisfies the conditions on inputs, so there is no counterexample, whatever the network."
              : "No input is a counterexample, decided exactly: \(counted(decision.caseCount, "conjunction")) refuted on \(work)."
          ))
      ]
    case .violated(let found):
      [
        .paragraph("This input is a counterexample, exactly:"),
        .table(
          DocumentTable(
            caption: "Counterexample",
            columns: [.init("variable", .left), .init("about", .left), .init("exactly", .wide)],
            rows: found.input.enumerated().map { Self.row("X", $0, $1) }
              + found.output.enumerated().map { Self.row("Y", $0, $1) })),
      ]
    case .unknown:
      [
        .notice(
          MarkedText(
            "Not complete: a limit was reached after \(work), without a counterexample."))
      ]
    }
  }

  private static func row(_ name: String, _ index: Int, _ value: Rational) -> [DocumentTable.Cell] {
    [
      .init(MarkedText(.letter(name, index))),
      .init(MarkedText(value.decimal(digits: 6)), key: value.decimal(digits: 12)),
      .init(MarkedText(value.description), key: value.decimal(digits: 12)),
    ]
  }
}
