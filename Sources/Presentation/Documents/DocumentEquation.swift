import Formulas

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
