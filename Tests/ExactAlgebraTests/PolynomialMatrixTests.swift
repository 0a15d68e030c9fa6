import Testing

@testable import ExactAlgebra

struct PolynomialMatrixTests {
  /// The matrix of independent variables.
  static func generic(_ rows: Int, _ columns: Int) -> PolynomialMatrix {
    let ring = PolynomialRing(
      (0..<rows).flatMap { row in (0..<columns).map { "x\(row)_\($0)" } })
    return PolynomialMatrix(rows: rows, columns: columns, in: ring) {
      ring.variable($0 * columns + $1)
    }
  }

  private static func sample(
    _ rows: Int, _ columns: Int, in ring: PolynomialRing, terms: Int = 2,
    using generator: inout SeededGenerator
  ) -> PolynomialMatrix {
    PolynomialMatrix(rows: rows, columns: columns, in: ring) { _, _ in
      .small(in: ring, terms: terms, degree: 1, using: &generator)
    }
  }

  @Test(arguments: 1...6)
  func bothDeterminantsAgree(size: Int) {
    var generator = SeededGenerator(seed: 141, stream: UInt64(size))
    let ring = PolynomialRing(["x", "y"])
    for _ in 0..<(size > 4 ? 5 : 30) {
      var matrix = Self.sample(size, size, in: ring, using: &generator)
      #expect(matrix.expandedDeterminant == matrix.eliminatedDeterminant)
      // A repeated row, and a first column of zeros.
      if size > 1 {
        for column in 0..<size { matrix[size - 1, column] = matrix[0, column] }
        #expect(matrix.expandedDeterminant.isZero && matrix.eliminatedDeterminant.isZero)
      }
      for row in 0..<size { matrix[row, 0] = ring.zero }
      #expect(matrix.expandedDeterminant.isZero && matrix.eliminatedDeterminant.isZero)
    }
  }

  @Test(arguments: 1...4)
  func genericDeterminantHasOneTermForEachPermutation(size: Int) {
    let matrix = Self.generic(size, size)
    let determinant = matrix.expandedDeterminant
    #expect(determinant == matrix.eliminatedDeterminant)
    #expect(
      matrix.determinant == determinant && matrix.transpose.determinant == determinant)
    #expect(determinant.termCount == (1...size).reduce(1, *))
    #expect(
      determinant.terms.allSatisfy { $0.coefficient.magnitude == 1 && $0.degree == size })
  }

  @Test(arguments: 1...7)
  func vandermondeDeterminantIsAProductOfDifferences(size: Int) {
    let ring = PolynomialRing((0..<size).map { "x\($0)" })
    let matrix = PolynomialMatrix(rows: size, columns: size, in: ring) {
      ring.variable($0).power($1)
    }
    var product = ring.one
    for later in 0..<size {
      for earlier in 0..<later { product *= ring.variable(later) - ring.variable(earlier) }
    }
    #expect(matrix.determinant == product)
    #expect(size > 5 || matrix.eliminatedDeterminant == product)
  }

  @Test(arguments: [2, 12, 13, 14])
  func numericDeterminantAgreesWithTheRationalOne(size: Int) {
    var generator = SeededGenerator(seed: 142, stream: UInt64(size))
    let ring = PolynomialRing(["x"])
    var numbers = RationalMatrix.sample(size, size, using: &generator)
    for _ in 0..<2 {
      let matrix = PolynomialMatrix(rows: size, columns: size, in: ring) {
        ring.constant(numbers[$0, $1])
      }
      #expect(matrix.determinant == ring.constant(numbers.determinant))
      // Elimination has to exchange rows in the second round.
      numbers[0, 0] = 0
    }
  }

  @Test func determinantIsMultiplicative() {
    var generator = SeededGenerator(seed: 143)
    let ring = PolynomialRing(["x", "y"], order: .lexicographic)
    for size in 1...4 {
      let a = Self.sample(size, size, in: ring, using: &generator)
      let b = Self.sample(size, size, in: ring, using: &generator)
      #expect((a * b).determinant == a.determinant * b.determinant)
    }
  }

  @Test(arguments: [(3, 4, 2), (4, 4, 4), (2, 5, 1), (3, 3, 0), (2, 3, 3), (5, 6, 3)])
  func minorsAreEnumeratedInOrder(rows: Int, columns: Int, size: Int) {
    let matrix = Self.generic(rows, columns)
    let minors = Array(matrix.minors(ofSize: size))
    #expect(Integer(minors.count) == matrix.minorCount(ofSize: size))
    let choices = minors.map { $0.rows + $0.columns }
    #expect(
      zip(choices, choices.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    for minor in minors {
      #expect(minor.rows.count == size && minor.columns.count == size)
      #expect(minor.rows == minor.rows.sorted() && minor.columns == minor.columns.sorted())
      #expect(minor.submatrix.rowCount == size && minor.submatrix.columnCount == size)
      for (r, row) in minor.rows.enumerated() {
        #expect(
          minor.columns.enumerated().allSatisfy {
            minor.submatrix[r, $0] == matrix[row, $1]
          })
      }
    }
  }

  @Test func minorsVanishAboveTheRank() {
    let ring = PolynomialRing(["a", "b", "c", "u", "v", "w"])
    let rankOne = PolynomialMatrix(rows: 3, columns: 3, in: ring) {
      ring.variable($0) * ring.variable(3 + $1)
    }
    #expect(rankOne.minors(ofSize: 2).map(\.polynomial).filter(\.isZero).count == 9)
    #expect(rankOne.minors(ofSize: 1).allSatisfy { !$0.polynomial.isZero })
  }

  /// There are some 3 * 10^10 minors here; an eager family would not come back.
  @Test func minorsAreLazy() {
    let matrix = Self.generic(20, 20)
    #expect(matrix.minorCount(ofSize: 10) == Integer(184_756).power(2))
    let leading = Array(matrix.minors(ofSize: 10).prefix(2))
    #expect(leading.map(\.rows) == [Array(0..<10), Array(0..<10)])
    #expect(leading.map(\.columns) == [Array(0..<10), Array(0..<9) + [10]])
  }

  @Test func cauchyBinet() {
    var generator = SeededGenerator(seed: 144)
    let ring = PolynomialRing(["x", "y"])
    for (size, inner) in [(1, 3), (2, 4), (3, 4), (3, 3), (3, 2)] {
      let a = Self.sample(size, inner, in: ring, using: &generator)
      let b = Self.sample(inner, size, in: ring, using: &generator)
      var sum = ring.zero
      for (left, right) in zip(a.minors(ofSize: size), b.minors(ofSize: size)) {
        #expect(left.columns == right.rows)
        sum += left.polynomial * right.polynomial
      }
      #expect((a * b).determinant == sum)
    }
  }

  @Test func productsAreAssociativeAndTransposed() {
    var generator = SeededGenerator(seed: 145)
    let ring = PolynomialRing(["x", "y"])
    let a = Self.sample(2, 3, in: ring, using: &generator)
    let b = Self.sample(3, 4, in: ring, using: &generator)
    let c = Self.sample(4, 2, in: ring, using: &generator)
    let (left, right) = ((a * b) * c, a * (b * c))
    let transposed = (c.transpose * b.transpose * a.transpose).transpose
    for row in 0..<2 {
      for column in 0..<2 {
        #expect(left[row, column] == right[row, column])
        #expect(left[row, column] == transposed[row, column])
      }
    }
  }
}
