/// Text as it is set in a picture: a letter alone is a variable and leans, and what follows `_`
/// up to the end of the letters and digits is lowered.
///
///     Notation("f_2(x)")   // f and x lean, 2 is lowered
struct Notation: Sendable {
  private let pieces: [(text: String, isItalic: Bool, isLowered: Bool)]

  init(_ text: String) {
    var pieces: [(text: String, isItalic: Bool, isLowered: Bool)] = []
    var rest = text.drawable[...]
    var isLowered = false
    while let first = rest.first {
      let isWord = first.isLetter || first.isNumber
      let piece = rest.prefix { ($0.isLetter || $0.isNumber) == isWord && (isWord || $0 != "_") }
      if piece.isEmpty {
        // An underscore lowers a word that follows something, and is itself otherwise.
        rest.removeFirst()
        isLowered = !pieces.isEmpty && rest.first.map { $0.isLetter || $0.isNumber } == true
        if !isLowered { pieces.append(("_", false, false)) }
        continue
      }
      let isVariable = piece.count == 1 && first.isLetter
      pieces.append((String(piece), isVariable, isLowered))
      isLowered = false
      rest = rest.dropFirst(piece.count)
    }
    self.pieces = pieces
  }

  /// The pieces in fonts of the given size.
  func runs(size: Double) -> [Canvas.TextRun] {
    pieces.map { piece in
      Canvas.TextRun(
        text: piece.text, size: piece.isLowered ? 0.72 * size : size,
        isItalic: piece.isItalic, drop: piece.isLowered ? 0.22 * size : 0)
    }
  }
}
