import Certification
import ExactAlgebra
import Formulas
import Varieties

extension LaTeX {
  /// Degree, Hilbert series and Hilbert polynomial of a variety; nothing for linear spaces.
  static func paragraph(on invariants: HilbertInvariants) -> [String] {
    guard !invariants.degree.isOne else { return [] }
    let degree = "The degree of the variety is $\(invariants.degree)$."
    let source = Wording.source(invariants.source)
    guard let series = invariants.series, Wording.isShort(series) else {
      return [degree] + source + [""]
    }
    return [
      degree + " Its Hilbert series is "
        + "$\(Formula.fraction(series).latex)$, and its Hilbert polynomial, for "
        + "$k \\ge \(series.polynomialStart)$, is $\(Formula.polynomial(series).latex)$."
    ] + source + [""]
  }
}
