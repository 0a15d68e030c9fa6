import Certification
import ExactAlgebra
import Varieties

extension Wording {
  /// Degree, Hilbert series and Hilbert polynomial, in sentences; none for linear spaces.
  static func sentences(_ invariants: HilbertInvariants) -> [String] {
    guard !invariants.degree.isOne else { return [] }
    return values(of: invariants) + source(invariants.source)
  }

  private static func values(of invariants: HilbertInvariants) -> [String] {
    let degree = "The degree of the variety is \(invariants.degree)."
    guard let series = invariants.series else {
      return [degree + " The Hilbert series is too long to be computed."]
    }
    guard isShort(series) else {
      return [
        degree + " The numerator of its Hilbert series, over (1 - t)^\(series.dimension), has "
          + "degree \(series.numerator.count - 1); JSON has all coefficients, and those of the "
          + "Hilbert polynomial."
      ]
    }
    return [
      degree,
      "Hilbert series \(fraction(series)).",
      "Hilbert polynomial P(k) = \(polynomial(series)), for k >= \(series.polynomialStart).",
    ]
  }

  /// What the numbers rest on, where that is not a formula.
  static func source(_ source: HilbertInvariants.Source) -> [String] {
    switch source {
    case .formula: return []
    case .characters:
      return ["Degree and series are exact, from characters of the coordinate ring."]
    case .certificate(let certificate):
      let field = certificate.prime.map {
        "modulo \($0), where the ideal has the same series as over the rationals"
      }
      return [
        "Degree and series are those of the leading monomials of the Groebner basis of "
          + "\(certificate.program) \(certificate.version), \(field ?? "over the rationals")."
      ]
    }
  }

  /// Whether all coefficients fit into a sentence.
  static func isShort(_ series: HilbertSeries) -> Bool {
    series.numerator.count <= 20 && series.degree < Integer(10).power(16)
  }

  private static func fraction(_ series: HilbertSeries) -> String {
    let numerator = series.numerator.enumerated().filter { !$0.element.isZero }.map {
      term($0.element, power: $0.offset)
    }
    return "(\(signed(numerator)))/(1 - t)^\(series.dimension)"
  }

  private static func term(_ coefficient: Integer, power: Int) -> String {
    guard power > 0 else { return coefficient.description }
    let monomial = power == 1 ? "t" : "t^\(power)"
    return coefficient.isOne ? monomial : "\(coefficient)*\(monomial)"
  }

  private static func polynomial(_ series: HilbertSeries) -> String {
    let terms = series.polynomialCoefficients.enumerated().filter { !$0.element.isZero }.map {
      index, coefficient in
      let lower = series.dimension - 1 - index
      let number = (coefficient.isOne ? "" : "\(coefficient)*") + "C(k + \(lower), \(lower))"
      return index.isMultiple(of: 2) ? number : "-" + number
    }
    return terms.isEmpty ? "0" : signed(terms)
  }

  /// A sum of terms that may begin with a minus sign.
  static func signed(_ terms: [String]) -> String {
    terms.enumerated().map { index, term in
      if index == 0 { return term }
      return term.hasPrefix("-") ? " - \(term.dropFirst())" : " + \(term)"
    }.joined()
  }
}
