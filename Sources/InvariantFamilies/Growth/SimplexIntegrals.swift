import ExactAlgebra
import Polyhedra

/// The integrals of all monomials up to an order over simplices.
///
/// The integral of `<t, x>^n / n!` over a simplex with the vertices `v_0 ... v_d` is its volume times
/// `d! / (n + d)!` times the complete homogeneous symmetric polynomial of degree `n` in the `<t, v_i>`
/// (Hermite and Genocchi). So that of `x^a` is the coefficient of `t^a` in the product of the series
/// `1 / (1 - <t, v_i>)`, times the volume and `a! d! / (|a| + d)!`.
struct SimplexIntegrals<Numbers: GrowthArithmetic>: Sendable {
  let monomials: MonomialTable
  private let numbers: Numbers
  /// `a! d! / (|a| + d)!` for each monomial.
  private let factors: [Numbers.Element]

  /// `nil` where a number has no image.
  init?(_ monomials: MonomialTable, in numbers: Numbers) {
    let dimension = monomials.variableCount
    let exact = monomials.exponents.indices.map { number in
      let degree = monomials.degrees[number]
      let denominator = (0..<degree).reduce(Rational(1)) { $0 * Rational($1 + 1 + dimension) }
      return monomials.exponents[number].reduce(Rational(1)) { $0 * Self.factorial($1) }
        / denominator
    }
    guard let factors = numbers.elements(exact) else { return nil }
    (self.monomials, self.numbers, self.factors) = (monomials, numbers, factors)
  }

  private static func factorial(_ number: Int) -> Rational {
    (0..<number).reduce(1) { $0 * Rational($1 + 1) }
  }

  /// Adds the integrals over a simplex; false where a number has no image.
  func add(_ simplex: WeighedSimplex, to sums: inout [Numbers.Element]) -> Bool {
    guard let vertices = numbers.elements(simplex.vertices),
      let volume = numbers.element(simplex.volume), let one = numbers.element(1)
    else { return false }
    var series = [Numbers.Element](repeating: numbers.zero, count: monomials.count)
    series[0] = one
    for vertex in vertices {
      for number in 0..<monomials.lowerCount {
        for (variable, coordinate) in vertex.enumerated() {
          let product = monomials.products[variable][number]
          series[product] = numbers.add(
            series[product], numbers.multiply(coordinate, series[number]))
        }
      }
    }
    for number in series.indices {
      let integral = numbers.multiply(volume, numbers.multiply(factors[number], series[number]))
      sums[number] = numbers.add(sums[number], integral)
    }
    return true
  }
}
