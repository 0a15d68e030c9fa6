import Formulas

/// Formulas that several claims have.
extension Formula {
  /// The ideal.
  static let ideal = Formula.raised(.name("J"), .bold("A"))
  /// The variety.
  static let variety = Formula.raised(.name("V"), .bold("A"))
  /// The number of hidden neurons that are active exactly in the blocks of a set.
  static let neuronsOfS = Formula.lowered(.name("h"), .name("S"))

  /// The sign of a sum with what it goes over.
  static func sum(over index: Formula) -> Formula { .lowered(.symbol(.sum), index) }

  /// `i in S`.
  static func element(_ index: String, of set: String) -> Formula {
    [.name(index), .symbol(.element), .name(set)]
  }

  /// `(r + 1)`.
  static func onePlus(_ rank: Formula) -> Formula {
    .fenced([rank, .symbol(.plus), 1], .round)
  }

  /// The smallest of some numbers.
  static func minimum(of numbers: [Formula]) -> Formula {
    [.name("min"), .fenced(.joined(numbers, by: .comma), .round)]
  }

  /// Matrices side by side.
  static func sideBySide(_ matrices: [Formula]) -> Formula {
    .fenced(.joined(matrices, by: .bar), .square)
  }
}
