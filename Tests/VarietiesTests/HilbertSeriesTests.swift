import ExactAlgebra
import Testing
import Varieties

/// Hilbert series of determinantal rings against Cauchy's formula, and arithmetic of series.
@Suite struct HilbertSeriesTests {
  /// By Cauchy's formula the functions of degree `d` are the sum of `S_l(K^m) (x) S_l(K^n)` over the
  /// partitions `l` of `d` with at most `r` parts.
  private static func cauchy(rows: Int, columns: Int, rank: Int, degree: Int) -> Integer {
    partitions(of: degree, parts: min(rank, rows, columns), largest: degree).reduce(Integer(0)) {
      $0 + Partition($1).dimension(n: rows) * Partition($1).dimension(n: columns)
    }
  }

  private static func partitions(of number: Int, parts: Int, largest: Int) -> [[Int]] {
    if number == 0 { return [[]] }
    guard parts > 0 else { return [] }
    return (1...min(number, max(largest, 1))).filter { $0 <= largest }.flatMap { first in
      partitions(of: number - first, parts: parts - 1, largest: first).map { [first] + $0 }
    }
  }

  @Test func determinantalRings() {
    var count = 0
    for rows in 0...5 {
      for columns in 0...5 {
        for rank in 0...min(rows, columns) {
          let ring = DeterminantalRing(rows: rows, columns: columns, rank: rank)
          let series = ring.hilbertSeries
          #expect(series.dimension == ring.dimension && series.degree == ring.degree)
          for degree in 0...7 {
            let expected = Self.cauchy(rows: rows, columns: columns, rank: rank, degree: degree)
            #expect(series.value(inDegree: degree) == expected, "\(rows) \(columns) \(rank)")
          }
          count += 1
        }
      }
    }
    #expect(count == 91)
  }

  /// Numerators of square matrices are palindromes: these rings are Gorenstein (Svanes).
  @Test(arguments: [(12, 7), (24, 12), (40, 36), (64, 60)])
  func largeSquares(size: Int, rank: Int) {
    let ring = DeterminantalRing(rows: size, columns: size, rank: rank)
    let numerator = ring.hilbertSeries.numerator
    #expect(numerator == numerator.reversed())
    #expect(numerator.count == rank * (size - rank) + 1)
    #expect(numerator[1] == Integer((size - rank) * (size - rank)))
  }

  /// `(1 + t)^2 / (1 - t)^3`: 1, 5, 13, 25, 41, ....
  @Test func polynomials() {
    let conic = HilbertSeries(numerator: [1, 1], dimension: 2)
    let product = (conic * conic).cut(byLinearForms: 1)
    #expect(product.numerator == [1, 2, 1] && product.dimension == 3 && product.degree == 4)
    #expect((0...4).map(product.value(inDegree:)) == [1, 5, 13, 25, 41])
    #expect(product.polynomialCoefficients == [4, 4, 1] && product.polynomialStart == 0)
    for degree in 0...6 {
      // 4 C(k + 2, 2) - 4 C(k + 1, 1) + C(k, 0)
      let value = 4 * binomial(degree + 2, 2) - 4 * binomial(degree + 1, 1) + 1
      #expect(product.value(inDegree: degree) == value)
    }
  }

  /// Three points on a line: 1, 2, 3, 3, ...; the polynomial counts from degree 2 on.
  @Test func points() {
    let points = HilbertSeries(numerator: [1, 1, 1, 0], dimension: 1)
    #expect(points.polynomialCoefficients == [3] && points.polynomialStart == 2)
    #expect((0...3).map(points.value(inDegree:)) == [1, 2, 3, 3])
    let finite = HilbertSeries(numerator: [1, 2], dimension: 0)
    #expect(finite.polynomialCoefficients.isEmpty && finite.polynomialStart == 2)
    #expect((0...2).map(finite.value(inDegree:)) == [1, 2, 0])
  }
}
