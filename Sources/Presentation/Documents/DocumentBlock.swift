import Formulas

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
