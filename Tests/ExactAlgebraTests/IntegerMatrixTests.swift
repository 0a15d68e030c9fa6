import ExactAlgebra
import Testing

struct IntegerMatrixTests {
  /// Row and column numbers on both sides of the size 20 at which FLINT changes its method.
  static let shapes = [
    (1, 1), (2, 5), (5, 3), (7, 7), (19, 22), (24, 24), (30, 23), (23, 40),
  ]

  @Test(arguments: shapes)
  func echelonFormAgreesWithTheRationalOne(rows: Int, columns: Int) {
    var generator = SeededGenerator(seed: 71, stream: UInt64(100 * rows + columns))
    let largest = min(rows, columns)
    for rank in Set([0, 1, largest / 2, largest - 1, largest]).sorted() {
      let matrix = IntegerMatrix.sample(rows, columns, ofRank: rank, using: &generator)
      let (form, denominator, found) = matrix.echelonForm
      #expect(found == rank && matrix.rank == rank)
      #expect(!denominator.isZero)
      let expected = RationalMatrix(exactly: matrix).reducedEchelonForm.matrix
      var scaled = RationalMatrix(exactly: form)
      for row in 0..<rows {
        for column in 0..<columns {
          scaled[row, column] = scaled[row, column] / Rational(denominator)
        }
      }
      #expect(scaled == expected)
    }
  }

  /// The first primes that FLINT tries divide every entry, so it has to notice and go on.
  @Test func rankSurvivesUnluckyPrimes() {
    var generator = SeededGenerator(seed: 72)
    let primes: [Integer] = [65_537, 65_539, 65_543, 65_551]
    let factor = primes.reduce(1, *)
    let matrix = IntegerMatrix.sample(25, 25, ofRank: 9, using: &generator)
    var scaled = matrix
    for row in 0..<25 {
      for column in 0..<25 { scaled[row, column] *= factor }
    }
    #expect(scaled.rank == 9)
    #expect(scaled.reduced(over: PrimeField(prime: 65_537)).rank == 0)
  }

  @Test func determinantIsMultiplicative() {
    var generator = SeededGenerator(seed: 73)
    for size in 1...12 {
      let a = IntegerMatrix.sample(size, size, bits: 40, using: &generator)
      let b = IntegerMatrix.sample(size, size, bits: 90, using: &generator)
      #expect((a * b).determinant == a.determinant * b.determinant)
      #expect(Rational(a.determinant) == RationalMatrix(exactly: a).determinant)
      #expect(a.transpose.determinant == a.determinant)
      let unit = IntegerMatrix.unimodular(size, using: &generator)
      #expect(unit.determinant.magnitude == 1)
      #expect((unit * a).determinant.magnitude == a.determinant.magnitude)
    }
  }

  @Test func productsAgreeWithTheRationalOnes() {
    var generator = SeededGenerator(seed: 74)
    for _ in 0..<20 {
      let a = IntegerMatrix.sample(4, 6, bits: 200, using: &generator)
      let b = IntegerMatrix.sample(6, 3, bits: 70, using: &generator)
      let (p, q) = (RationalMatrix(exactly: a), RationalMatrix(exactly: b))
      #expect(RationalMatrix(exactly: a * b) == p * q)
      #expect((a * b).transpose == b.transpose * a.transpose)
      #expect(IntegerMatrix(a.rows) == a)
      #expect(a * .identity(6) == a && IntegerMatrix.identity(4) * a == a)
    }
    #expect(
      IntegerMatrix([[1, 2], [3, .min]])
        == IntegerMatrix([[1, 2], [3, Integer(Int.min)]]))
  }

  @Test func reductionIsAHomomorphism() {
    var generator = SeededGenerator(seed: 75)
    for field in PrimeField.primes(bits: 63).prefix(3) {
      let a = IntegerMatrix.sample(5, 5, bits: 150, using: &generator)
      let b = IntegerMatrix.sample(5, 5, bits: 150, using: &generator)
      #expect(
        (a * b).reduced(over: field) == a.reduced(over: field) * b.reduced(over: field))
      #expect(a.determinant.residue(in: field) == a.reduced(over: field).determinant)
      #expect(a.transpose.reduced(over: field) == a.reduced(over: field).transpose)
    }
  }

  /// The rank cannot grow modulo a prime, and these matrices keep theirs modulo every prime.
  @Test(arguments: shapes)
  func modularRankAgreesWithTheExactOne(rows: Int, columns: Int) {
    var generator = SeededGenerator(seed: 76, stream: UInt64(100 * rows + columns))
    var checked = 0
    for rank in 0...min(rows, columns) {
      let matrix = IntegerMatrix.sample(rows, columns, ofRank: rank, using: &generator)
      for prime: UInt in [2, 3, 101, 2_147_483_647, 9_223_372_036_854_775_783] {
        #expect(matrix.reduced(over: PrimeField(prime: prime)).rank == rank)
        checked += 1
      }
      #expect(RationalMatrix(exactly: matrix).rank == rank)
    }
    #expect(checked == 5 * (min(rows, columns) + 1))
  }

  /// After a step for each row the pivot columns are the determinant times the identity, and the others
  /// the adjugate, by Cramer's rule.
  @Test(arguments: [1, 10, 200])
  func fractionFreeElimination(digits: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let size = 5
    let square = (0..<size).map { _ in
      (0..<size).map { _ in
        Integer(10).power(digits) * Integer(Int.random(in: -9...9, using: &generator))
          + Integer(Int.random(in: -9...9, using: &generator))
      }
    }
    let determinant = IntegerMatrix(square).determinant
    try #require(!determinant.isZero)
    var matrix = IntegerMatrix(
      square.enumerated().map { row, entries in
        entries + (0..<size).map { Integer($0 == row ? 1 : 0) }
      })
    let copy = matrix
    var (denominator, free) = (Integer(1), Array(0..<size))
    for column in 0..<size {
      let row = try #require(free.first { matrix.signum(row: $0, column: column) != 0 })
      free.removeAll { $0 == row }
      let pivot = matrix[row, column]
      matrix.eliminate(row: row, column: column, denominator: denominator)
      denominator = pivot
    }
    #expect(denominator == determinant || denominator == -determinant)
    let product = matrix.columns(Array(size..<2 * size)) * IntegerMatrix(square)
    for row in 0..<size {
      for column in 0..<size {
        #expect(product[row, column] == matrix[row, column])
        #expect(matrix[row, column].isZero || matrix[row, column] == denominator)
      }
    }
    #expect(copy[0, 0] == square[0][0])
  }
}
