import Formulas

/// A part of a document under a heading.
public struct DocumentSection: Sendable {
  /// The name by which links find the section: lower-case letters and hyphens.
  let anchor: String
  /// The heading.
  let heading: String
  /// What stands below.
  var blocks: [DocumentBlock]

  /// A section.
  init(_ heading: String, anchor: String, _ blocks: [DocumentBlock]) {
    self.heading = heading
    self.anchor = anchor
    self.blocks = blocks
  }
}

/// A paragraph, a table, or something else that stands by itself.
enum DocumentBlock: Sendable {
  /// Sentences.
  case paragraph(MarkedText)
  /// That something is missing, and what was reached.
  case notice(MarkedText)
  /// Names with values.
  case facts([DocumentFact])
  /// Items.
  case list([MarkedText])
  /// A formula on its own line.
  case formula(Formula)
  /// A polynomial with its name, broken over lines.
  case equation(DocumentEquation)
  /// A table.
  case table(DocumentTable)
  /// A picture.
  case picture(DocumentPicture)
  /// The command that finds what stands above.
  case command(RerunCommand)
}

/// A name with a value.
struct DocumentFact: Sendable {
  let name: String
  let value: MarkedText

  init(_ name: String, _ value: MarkedText) {
    self.name = name
    self.value = value
  }
}

/// A polynomial with its name, as terms between which a line may be broken.
struct DocumentEquation: Sendable {
  /// A term with its sign.
  struct Term: Sendable {
    let isNegative: Bool
    let formula: Formula
    /// The width in LaTeX, in that of one variable with its indices.
    let width: Double
  }

  /// A name that is unique in the document, for links.
  let anchor: String
  /// What is equal to the polynomial, such as `g_1`.
  let name: Formula
  /// What is said of the polynomial before it.
  let remark: MarkedText
  /// The terms that are shown.
  let terms: [Term]
  /// The number of terms that are not shown.
  let hiddenCount: Int

  /// A polynomial.
  init(
    anchor: String, name: Formula, remark: MarkedText = "", terms: [Term], hiddenCount: Int = 0
  ) {
    (self.anchor, self.name, self.remark) = (anchor, name, remark)
    (self.terms, self.hiddenCount) = (terms, hiddenCount)
  }

  /// A sum of terms that are about equally wide.
  init(
    anchor: String, name: Formula, terms: [(isNegative: Bool, term: Formula)], width: Double
  ) {
    self.init(
      anchor: anchor, name: name,
      terms: terms.map { Term(isNegative: $0.isNegative, formula: $0.term, width: width) })
  }
}
