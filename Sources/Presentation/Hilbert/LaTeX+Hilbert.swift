import Certification
import ExactAlgebra
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
        + "$(\(numerator(series)))/(1 - t)^{\(series.dimension)}$, and its Hilbert polynomial, for "
        + "$k \\ge \(series.polynomialStart)$, is $\(polynomial(series))$."
    ] + source + [""]
  }

  private static func numerator(_ series: HilbertSeries) -> String {
    let terms = series.numerator.enumerated().filter { !$0.element.isZero }.map {
      power, coefficient in
      guard power > 0 else { return coefficient.description }
      return (coefficient.isOne ? "" : coefficient.description)
        + (power == 1 ? "t" : "t^{\(power)}")
    }
    return Wording.signed(terms)
  }

  private static func polynomial(_ series: HilbertSeries) -> String {
    let terms = series.polynomialCoefficients.enumerated().filter { !$0.element.isZero }.map {
      index, coefficient in
      let lower = series.dimension - 1 - index
      let number =
        (coefficient.isOne ? "" : coefficient.description)
        + "\\binom{k + \(lower)}{\(lower)}"
      return index.isMultiple(of: 2) ? number : "-" + number
    }
    return terms.isEmpty ? "0" : Wording.signed(terms)
  }
}
