import Formulas

/// A table of a document, whose rows can be put in another order on a page.
struct DocumentTable: Sendable {
  /// How a column is set.
  enum Alignment: Hashable, Sendable {
    /// Numbers.
    case right
    /// Words and patterns on one line.
    case left
    /// Sentences, which are broken over lines.
    case wide
  }

  /// A column.
  struct Column: Sendable {
    let title: MarkedText
    let alignment: Alignment

    init(_ title: MarkedText, _ alignment: Alignment = .right) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// A cell.
  struct Cell: Sendable, ExpressibleByStringInterpolation {
    let text: MarkedText
    /// The number by which rows are put in order; the text where it is `nil`.
    let key: String?

    init(_ text: MarkedText, key: String? = nil) {
      self.text = text
      self.key = key
    }

    init(stringLiteral text: String) { self.init(MarkedText(text)) }

    /// A number.
    static func number(_ number: some CustomStringConvertible) -> Cell {
      Cell(MarkedText(number.description), key: number.description)
    }
  }

  /// What the table shows.
  let caption: MarkedText
  let columns: [Column]
  let rows: [[Cell]]
}
