import ExactAlgebra
import Formulas
import NetworkVarieties
import Networks

extension ReLUVariety {
  /// The section in which a document defines the variety.
  var definition: DocumentSection {
    var blocks: [DocumentBlock] = [
      .paragraph(architectureText), .formula(.product(of: architecture)),
      .paragraph(MarkedText(Self.gates)), .table(blockTable),
    ]
    if let merging = Wording.merging(self) { blocks.append(.paragraph(MarkedText(merging))) }
    blocks.append(.paragraph(coordinates))
    if case .output(let variety) = self {
      blocks.append(.paragraph(MarkedText(Wording.treatment(variety))))
    }
    return DocumentSection("The variety", anchor: "variety", blocks)
  }

  private static let gates =
    "Gates are diagonal matrices with the pattern of the block on the diagonal, so that inactive neurons "
    + "are struck out; all blocks share the weights."

  private var architectureText: MarkedText {
    let widths = Formula.fenced(
      .joined(architecture.widths.map { .number($0) }, by: .breakingComma), .round)
    let biases = architecture.hasBiases ? ", with biases" : ", without biases"
    return MarkedText(
      "On inputs with one activation pattern the network is one affine map. The architecture has "
        + "the widths ")
      + MarkedText(widths) + MarkedText("\(biases); the map of block ")
      + MarkedText(.name("i")) + " is"
  }

  private var blockTable: DocumentTable {
    var columns = [DocumentTable.Column("block"), .init("pattern", .left), .init("active neurons")]
    let sizes: [Int]? =
      if case .output(let variety) = self { variety.pointsOfBlock.map(\.count) } else { nil }
    if sizes != nil { columns.append(.init("points")) }
    return DocumentTable(
      caption: "The blocks, one for each pattern", columns: columns,
      rows: patterns.enumerated().map { index, pattern in
        [
          .number(index + 1), .pattern(pattern),
          .number(pattern.layers.joined().count { $0 }),
        ] + (sizes.map { [.number($0[index])] } ?? [])
      })
  }

  private var coordinates: MarkedText {
    let ideal = Formula.ideal(of: self)
    switch self {
    case .pattern(let variety):
      let entry = MarkedText(
        .lowered(
          .raised(.name("m"), .fenced(.name("i"), .round)), [.name("r"), .name("c")]))
      let constants =
        architecture.hasBiases
        ? " and "
          + MarkedText(.lowered(.raised(.name("c"), .fenced(.name("i"), .round)), .name("r")))
        : ""
      return "The variety \(Formula.variety(self)) is the closure of all such tuples of maps. Its "
        + "coordinates are the \(variety.coordinates.count) entries " + entry + constants
        + "; its ideal is \(ideal)."
    case .output(let variety):
      return "The coordinates are the \(variety.ambientDimension) outputs "
        + "\(Formula.lowered(.name("y"), [.name("r"), .name("p")])), output "
        + "\(Formula.name("r")) on point \(Formula.name("p")); the ideal of "
        + "\(Formula.variety(self)) is \(ideal)."
    }
  }
}

extension DocumentTable.Cell {
  /// A pattern in digits of equal width.
  static func pattern(_ pattern: ActivationPattern) -> DocumentTable.Cell {
    let text = pattern.description
    return text.isEmpty ? "-" : DocumentTable.Cell(.code(text), key: text)
  }
}

extension MarkedText {
  /// A text that goes on.
  static func + (a: MarkedText, b: String) -> MarkedText { a + MarkedText(b) }
}
