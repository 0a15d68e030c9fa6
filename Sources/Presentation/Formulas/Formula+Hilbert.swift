import ExactAlgebra
import Formulas
import Varieties

extension Formula {
  /// The numerator over a power of `1 - t`.
  static func fraction(_ series: HilbertSeries) -> Formula {
    [
      .fenced(numerator(series), .round), .symbol(.slash),
      .raised(.fenced([1, .symbol(.minus), .name("t")], .round), .number(series.dimension)),
    ]
  }

  private static func numerator(_ series: HilbertSeries) -> Formula {
    .sum(numeratorTerms(series))
  }

  /// The terms of the numerator, by powers.
  static func numeratorTerms(_ series: HilbertSeries) -> [(isNegative: Bool, term: Formula)] {
    series.numerator.enumerated().filter { !$0.element.isZero }.map { power, coefficient in
      let size = coefficient.magnitude
      guard power > 0 else { return (coefficient.signum() < 0, .number(size)) }
      let monomial = power == 1 ? .name("t") : Formula.raised(.name("t"), .number(power))
      return (
        coefficient.signum() < 0,
        size.isOne ? monomial : [.number(size), .symbol(.times), monomial]
      )
    }
  }

  /// The Hilbert polynomial, a sum of binomial coefficients with alternating signs.
  static func polynomial(_ series: HilbertSeries) -> Formula { .sum(polynomialTerms(series)) }

  /// Its terms.
  static func polynomialTerms(_ series: HilbertSeries) -> [(isNegative: Bool, term: Formula)] {
    series.polynomialCoefficients.enumerated().filter { !$0.element.isZero }.map {
      index, coefficient in
      let lower = series.dimension - 1 - index
      let size = coefficient.magnitude
      let binomial = Formula.binomial(
        [.name("k"), .symbol(.plus), .number(lower)], .number(lower))
      return (
        (coefficient.signum() < 0) == index.isMultiple(of: 2),
        size.isOne ? binomial : [.number(size), .symbol(.times), binomial]
      )
    }
  }
}
