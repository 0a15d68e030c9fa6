import Testing

@testable import ExactAlgebra

/// Ranks over the field of rational functions.
struct PolynomialRankTests {
  private static let ring = PolynomialRing(["x", "y", "z"])

  private static func sample(
    _ rows: Int, _ columns: Int, terms: Int, using generator: inout SeededGenerator
  ) -> PolynomialMatrix {
    PolynomialMatrix(rows: rows, columns: columns, in: ring) { _, _ in
      Int.random(in: 0..<3, using: &generator) == 0
        ? ring.zero : .small(in: ring, terms: terms, degree: 2, using: &generator)
    }
  }

  /// The largest size of a minor that is not zero.
  private static func rankByMinors(_ matrix: PolynomialMatrix) -> Int {
    (1...min(matrix.rowCount, matrix.columnCount)).last { size in
      matrix.minors(ofSize: size).contains { !$0.polynomial.isZero }
    } ?? 0
  }

  /// The rank at a random rational point: never larger, and hardly ever smaller.
  private static func rankAtPoint(
    _ matrix: PolynomialMatrix, using generator: inout SeededGenerator
  ) -> Int {
    let point = (0..<3).map { _ in
      Rational(Integer(Int.random(in: -9_999...9_999, using: &generator)))
    }
    return RationalMatrix(
      (0..<matrix.rowCount).map { row in
        (0..<matrix.columnCount).map { matrix[row, $0](at: point) }
      }
    ).rank
  }

  /// Products through few columns, whose entries are large and whose rank is not full.
  @Test func productsHaveTheRankOfTheNarrowPlace() {
    var generator = SeededGenerator(seed: 151)
    var deficient = 0
    for _ in 0..<60 {
      let sizes = (0..<3).map { _ in Int.random(in: 1...5, using: &generator) }
      let product =
        Self.sample(sizes[0], sizes[1], terms: 2, using: &generator)
        * Self.sample(sizes[1], sizes[2], terms: 2, using: &generator)
      let rank = product.rank
      #expect(rank == Self.rankAtPoint(product, using: &generator))
      #expect(rank == product.transpose.rank && rank <= sizes.min()!)
      if rank < min(sizes[0], sizes[2]) { deficient += 1 }
    }
    #expect(deficient > 15)
  }

  @Test func largestMinor() {
    var generator = SeededGenerator(seed: 152)
    var deficient = 0
    for _ in 0..<100 {
      let rows = Int.random(in: 1...4, using: &generator)
      let columns = Int.random(in: 1...4, using: &generator)
      let matrix = Self.sample(rows, columns, terms: 1, using: &generator)
      #expect(matrix.rank == Self.rankByMinors(matrix))
      if matrix.rank < min(rows, columns) { deficient += 1 }
    }
    #expect(deficient > 10)
  }

  @Test func degenerateSizes() {
    let zero = PolynomialMatrix(rows: 3, columns: 2, in: Self.ring) { _, _ in Self.ring.zero }
    #expect(zero.rank == 0)
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let empty = PolynomialMatrix(rows: rows, columns: columns, in: Self.ring) { _, _ in
        Self.ring.one
      }
      #expect(empty.rank == 0)
    }
  }

  /// What exceeds the limit ends without an answer, not with a wrong one.
  @Test func limits() {
    let x = Self.ring.variables
    let matrix = PolynomialMatrix(rows: 2, columns: 3, in: Self.ring) { row, column in
      if column == 2 { return x[row] }
      return row == column ? x[0] + x[1] : x[2] + Self.ring.constant(Rational(row + 1))
    }
    #expect(matrix.rank == 2)
    #expect(matrix.rank(maximumTermCount: 4) {} == 2)
    #expect(matrix.rank(maximumTermCount: 2) {} == nil)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try matrix.rank(maximumTermCount: 6) { throw Stop() }
    }
  }

  @Test func commonDivisors() {
    var generator = SeededGenerator(seed: 153)
    var checked = 0
    for _ in 0..<100 {
      let (a, b, c) = (
        Polynomial.small(in: Self.ring, terms: 2, degree: 2, using: &generator),
        Polynomial.small(in: Self.ring, terms: 2, degree: 2, using: &generator),
        Polynomial.small(in: Self.ring, terms: 3, degree: 2, using: &generator)
      )
      let divisor = (a * c).greatestCommonDivisor(with: b * c)
      guard !(a * c).isZero, !(b * c).isZero else { continue }
      #expect(divisor.leadingCoefficient == 1)
      #expect(divisor.divided(by: c) != nil)
      #expect((a * c).divided(by: divisor) != nil && (b * c).divided(by: divisor) != nil)
      let rest = (a * c).divided(by: divisor)!.greatestCommonDivisor(
        with: (b * c).divided(by: divisor)!)
      #expect(rest == Self.ring.one)
      checked += 1
    }
    #expect(checked > 30)
    let zero = Self.ring.zero
    #expect(zero.greatestCommonDivisor(with: zero).isZero)
  }
}
