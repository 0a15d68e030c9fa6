import ExactAlgebra
import Testing

struct ModularMatrixTests {
  static let primes: [UInt] = [2, 3, 251, 65_521, 2_147_483_647, 9_223_372_036_854_775_783]

  private static func sample(
    _ rows: Int, _ columns: Int, over field: PrimeField,
    using generator: inout SeededGenerator
  ) -> ModularMatrix {
    var source = generator
    defer { generator = source }
    return ModularMatrix(rows: rows, columns: columns, over: field) { _, row in
      for column in row.indices { row[column] = field.randomElement(using: &source) }
    }
  }

  /// A product through a space of small dimension.
  private static func sample(
    _ rows: Int, _ columns: Int, rankAtMost rank: Int, over field: PrimeField,
    using generator: inout SeededGenerator
  ) -> ModularMatrix {
    sample(rows, rank, over: field, using: &generator)
      * sample(rank, columns, over: field, using: &generator)
  }

  @Test(arguments: primes)
  func nullSpaceSolvesTheEquations(modulo prime: UInt) {
    var generator = SeededGenerator(seed: 91, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    for (rows, columns, rank) in [
      (1, 1, 1), (1, 6, 1), (6, 1, 1), (5, 8, 3), (30, 25, 20), (4, 4, 0),
    ] {
      let matrix = Self.sample(
        rows, columns, rankAtMost: rank, over: field, using: &generator)
      let space = matrix.nullSpace
      #expect(space.field == field)
      #expect(space.dimension + matrix.rank == columns)
      #expect(space.freeColumns.count == space.dimension)
      #expect((space.freeColumns + space.pivotColumns).sorted() == Array(0..<columns))
      #expect(space.pivotColumns == space.pivotColumns.sorted())
      #expect(space.freeColumns == space.freeColumns.sorted())
      let basis = ModularMatrix(rows: space.dimension, columns: columns, over: field) {
        _ = $1.update(fromContentsOf: space.basisVector($0))
      }
      #expect(basis.rank == space.dimension)
      #expect(
        matrix * basis.transpose
          == ModularMatrix(rows: rows, columns: space.dimension, over: field))
    }
  }

  @Test(arguments: primes)
  func basisVectorsAreUnitsOnFreeColumns(modulo prime: UInt) {
    var generator = SeededGenerator(seed: 92, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    let matrix = Self.sample(5, 9, rankAtMost: 4, over: field, using: &generator)
    let space = matrix.nullSpace
    #expect(space.dimension >= 5)
    for index in 0..<space.dimension {
      let vector = space.basisVector(index)
      #expect(
        space.freeColumns.map { vector[$0] }
          == space.freeColumns.indices.map { $0 == index ? 1 : 0 })
      #expect(
        space.pivotColumns.map { vector[$0] } == space.pivotEntries(ofBasisVector: index))
      #expect(vector.count == 9 && vector.allSatisfy { $0 < prime })
    }
  }

  @Test(arguments: primes)
  func echelonFormIsReducedAndCanonical(modulo prime: UInt) {
    var generator = SeededGenerator(seed: 93, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    for (rows, columns, rank) in [(1, 5, 1), (6, 8, 4), (8, 6, 5), (40, 50, 33)] {
      let matrix = Self.sample(
        rows, columns, rankAtMost: rank, over: field, using: &generator)
      var form = matrix
      let pivots = form.reduceToEchelonForm()
      #expect(pivots.count == matrix.rank)
      for (row, pivot) in pivots.enumerated() {
        #expect((0..<pivot).allSatisfy { form[row, $0] == 0 })
        #expect((0..<rows).allSatisfy { form[$0, pivot] == ($0 == row ? 1 : 0) })
      }
      for row in pivots.count..<rows { #expect(form.row(row).allSatisfy { $0 == 0 }) }
      var again =
        IntegerMatrix.unimodular(rows, using: &generator).reduced(over: field) * matrix
      #expect(again.reduceToEchelonForm() == pivots)
      #expect(again == form)
    }
  }

  @Test(arguments: primes)
  func determinantIsMultiplicative(modulo prime: UInt) {
    var generator = SeededGenerator(seed: 94, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    for size in 1...9 {
      let a = Self.sample(size, size, over: field, using: &generator)
      let b = Self.sample(size, size, over: field, using: &generator)
      #expect((a * b).determinant == field.multiply(a.determinant, b.determinant))
      #expect(a.transpose.determinant == a.determinant)
      #expect((a.determinant == 0) == (a.rank < size))
      #expect((a * b).transpose == b.transpose * a.transpose)
    }
  }

  @Test func entriesAreReduced() {
    let field = PrimeField(prime: 7)
    var matrix = ModularMatrix([[7, 8], [.max, 13]], over: field)
    #expect(matrix == ModularMatrix([[0, 1], [UInt.max % 7, 6]], over: field))
    matrix[0, 0] = 700_003
    #expect(matrix[0, 0] == 700_003 % 7 && matrix.row(0) == [3, 1])
    #expect(
      matrix != ModularMatrix([[3, 1], [UInt.max % 7, 6]], over: PrimeField(prime: 11)))
  }

  @Test func fillingMayFail() {
    struct Interruption: Error {}
    #expect(throws: Interruption.self) {
      try ModularMatrix(rows: 3, columns: 3, over: PrimeField(prime: 7)) { row, _ in
        if row == 1 { throw Interruption() }
      }
    }
  }
}
