import ExactAlgebra
import NetworkVarieties
import Varieties

extension Wording {
  /// Where a generator comes from: `from the 3-minors of M1 - M2`; `nil` where it is not known.
  static func origin(
    _ origin: GeneratorOrigin?, among constraints: [RankConstraint],
    matrix: (RankConstraint.Matrix) -> String = Wording.matrix
  ) -> String? {
    switch origin {
    case nil: nil
    case .relation: "from the linear relations of the points"
    case .new: "new, no rank constraint gives it"
    case .condition(let index): "from \(minors(constraints[index], matrix: matrix))"
    }
  }

  /// `the 3-minors of M1 - M2`, or the entries of a matrix that is zero.
  static func minors(
    _ constraint: RankConstraint, matrix: (RankConstraint.Matrix) -> String = Wording.matrix
  ) -> String {
    let size = constraint.condition.minorSize
    return (size == 1 ? "the entries of " : "the \(size)-minors of ")
      + matrix(constraint.matrix)
  }

  /// A stable code: `block`, `sideBySide`, `stacked`, `combination`, `difference` or `points`.
  static func code(_ source: RankConstraint.Source) -> String {
    switch source {
    case .block: "block"
    case .sideBySide: "sideBySide"
    case .stacked: "stacked"
    case .combination: "combination"
    case .difference: "difference"
    case .points: "points"
    }
  }
}

extension DerivationReport {
  /// For each degree with new generators a sentence on where they come from.
  func originSentences(
    matrix: (RankConstraint.Matrix) -> String = Wording.matrix
  ) -> [String] {
    Dictionary(grouping: derivation.ideal.originCounts, by: \.degree).sorted { $0.key < $1.key }
      .map { degree, counts in
        "Degree \(degree): "
          + counts.map { entry in
            "\(entry.count) "
              + (Wording.origin(entry.origin, among: derivation.comparedConstraints, matrix: matrix)
                ?? "of unknown origin")
          }.joined(separator: "; ") + "."
      }
  }
}
