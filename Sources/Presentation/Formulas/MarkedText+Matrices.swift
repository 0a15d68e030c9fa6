import Formulas
import NetworkVarieties

extension MarkedText {
  /// Sentences in which matrices are formulas.
  ///
  /// - Parameter words: writes the sentences in their order, with what it is handed for each matrix.
  static func sentences(
    _ words: (@escaping (RankConstraint.Matrix) -> String) -> [String]
  ) -> [MarkedText] {
    var matrices: [MarkedText] = []
    let sentences = words { matrix in
      matrices.append(self.matrix(matrix))
      return placeholder
    }
    var rest = matrices[...]
    return sentences.map { sentence in
      let pieces = sentence.split(separator: placeholder, omittingEmptySubsequences: false)
      var parts: [Part] = []
      for (index, piece) in pieces.enumerated() {
        if index > 0, let matrix = rest.popFirst() { parts += matrix.parts }
        if !piece.isEmpty { parts.append(.words(String(piece))) }
      }
      return MarkedText(parts)
    }
  }

  /// The same for one sentence.
  static func sentence(
    _ words: (@escaping (RankConstraint.Matrix) -> String) -> String
  ) -> MarkedText {
    sentences { [words($0)] }[0]
  }

  /// A matrix of a rank constraint; a long row of blocks may be broken between them.
  static func matrix(_ matrix: RankConstraint.Matrix) -> MarkedText {
    guard isLong(matrix), case .blocks(let expression) = matrix else {
      return MarkedText(.matrix(matrix))
    }
    let entries = zip(expression.entries, expression.constants).map(Formula.entries)[0]
    return "[" + joined(entries.map { MarkedText($0) }, by: " | ") + "]"
  }

  /// Whether a matrix is a row of many blocks.
  static func isLong(_ matrix: RankConstraint.Matrix) -> Bool {
    guard case .blocks(let expression) = matrix, expression.entries.count == 1 else { return false }
    return expression.entries[0].count + expression.constants[0].count > 4
  }

  /// The object replacement character: what it stands for is no text.
  private static let placeholder = "\u{FFFC}"

  /// Texts with something between each two.
  static func joined(_ texts: [MarkedText], by separator: String) -> MarkedText {
    MarkedText(
      texts.enumerated().flatMap { index, text in
        (index == 0 ? [] : [.words(separator)]) + text.parts
      })
  }
}
