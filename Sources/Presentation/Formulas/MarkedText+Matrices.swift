import Formulas
import NetworkVarieties

extension MarkedText {
  /// Sentences in which matrices are formulas.
  ///
  /// - Parameter words: writes the sentences in their order, with what it is handed for each matrix.
  static func sentences(
    _ words: (@escaping (RankConstraint.Matrix) -> String) -> [String]
  ) -> [MarkedText] {
    var matrices: [Formula] = []
    let sentences = words { matrix in
      matrices.append(.matrix(matrix))
      return placeholder
    }
    var rest = matrices[...]
    return sentences.map { sentence in
      let pieces = sentence.split(separator: placeholder, omittingEmptySubsequences: false)
      var parts: [Part] = []
      for (index, piece) in pieces.enumerated() {
        if index > 0, let matrix = rest.popFirst() { parts.append(.formula(matrix)) }
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
