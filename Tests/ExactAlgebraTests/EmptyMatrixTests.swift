import ExactAlgebra
import Testing

/// Matrices without rows or without columns are linear maps from or to the zero space.
struct EmptyMatrixTests {
  static let shapes = [(0, 0), (0, 3), (3, 0)]

  @Test(arguments: shapes)
  func rationalMatrices(rows: Int, columns: Int) {
    let matrix = RationalMatrix(rows: rows, columns: columns)
    #expect(matrix.rank == 0)
    #expect(matrix.rows.count == rows && matrix.rows.allSatisfy { $0.isEmpty })
    #expect(matrix.transpose == RationalMatrix(rows: columns, columns: rows))
    #expect(matrix.kernel == .identity(columns))
    #expect(matrix.reducedEchelonForm.matrix == matrix)
    #expect(matrix + matrix == matrix)
    #expect(matrix * matrix.transpose == RationalMatrix(rows: rows, columns: rows))
    #expect(
      matrix * RationalMatrix(rows: columns, columns: 2)
        == RationalMatrix(rows: rows, columns: 2))
    #expect((matrix == RationalMatrix(rows: columns, columns: rows)) == (rows == columns))
  }

  @Test(arguments: shapes)
  func integerMatrices(rows: Int, columns: Int) {
    let matrix = IntegerMatrix(rows: rows, columns: columns)
    let none = IntegerMatrix(rows: 0, columns: columns)
    #expect(matrix.rank == 0)
    #expect(matrix.rows.count == rows && matrix.rows.allSatisfy { $0.isEmpty })
    #expect(matrix.transpose == IntegerMatrix(rows: columns, columns: rows))
    #expect(matrix.integerKernel == .identity(columns))
    #expect(matrix.hermiteNormalForm == none)
    #expect(matrix.echelonForm.matrix == matrix && matrix.echelonForm.denominator == 1)
    #expect(matrix * matrix.transpose == IntegerMatrix(rows: rows, columns: rows))
    #expect(
      matrix * IntegerMatrix(rows: columns, columns: 2)
        == IntegerMatrix(rows: rows, columns: 2))
    #expect(none.reducedLatticeBasis == none)
    let field = PrimeField(prime: 7)
    #expect(
      matrix.reduced(over: field)
        == ModularMatrix(rows: rows, columns: columns, over: field))
  }

  @Test(arguments: shapes)
  func modularMatrices(rows: Int, columns: Int) {
    let field = PrimeField(prime: 7)
    var matrix = ModularMatrix(rows: rows, columns: columns, over: field) { _, _ in
      #expect(columns > 0, "there is no row to fill")
    }
    #expect(matrix.rank == 0)
    #expect((0..<rows).allSatisfy { matrix.row($0).isEmpty })
    #expect(matrix.transpose == ModularMatrix(rows: columns, columns: rows, over: field))
    #expect(
      matrix * matrix.transpose == ModularMatrix(rows: rows, columns: rows, over: field))
    #expect(matrix.reduceToEchelonForm().isEmpty)
    let space = matrix.nullSpace
    #expect(space.dimension == columns && space.pivotColumns.isEmpty)
    #expect(space.freeColumns == Array(0..<columns))
    for index in 0..<columns {
      #expect(space.basisVector(index) == (0..<columns).map { $0 == index ? 1 : 0 })
    }
  }

  @Test func determinantsAndInversesOfSizeZero() throws {
    let field = PrimeField(prime: 7)
    let ring = PolynomialRing(["x"])
    #expect(RationalMatrix([]).determinant == 1)
    #expect(try #require(RationalMatrix([]).inverse) == .identity(0))
    #expect(IntegerMatrix([] as [[Int]]).determinant == 1)
    #expect(IntegerMatrix([] as [[Integer]]) == .identity(0))
    #expect(ModularMatrix([], over: field).determinant == 1)
    let empty = PolynomialMatrix(rows: 0, columns: 0, in: ring) { _, _ in ring.zero }
    #expect(empty.determinant == ring.one)
  }

  @Test func rowsWithoutColumns() {
    #expect(RationalMatrix([[], []]) == RationalMatrix(rows: 2, columns: 0))
    #expect(IntegerMatrix([[], []] as [[Int]]) == IntegerMatrix(rows: 2, columns: 0))
    let field = PrimeField(prime: 7)
    #expect(
      ModularMatrix([[], []], over: field)
        == ModularMatrix(rows: 2, columns: 0, over: field))
  }

  @Test(arguments: shapes)
  func polynomialMatrices(rows: Int, columns: Int) {
    let ring = PolynomialRing(["x"])
    let matrix = PolynomialMatrix(rows: rows, columns: columns, in: ring) { _, _ in
      ring.one
    }
    #expect(matrix.transpose.rowCount == columns && matrix.transpose.columnCount == rows)
    let square = matrix * matrix.transpose
    #expect(square.rowCount == rows && square.columnCount == rows)
    // The empty minor is 1, and there is no other.
    #expect(matrix.minorCount(ofSize: 0) == 1 && matrix.minorCount(ofSize: 1) == 0)
    #expect(matrix.minors(ofSize: 0).map(\.polynomial) == [ring.one])
    #expect(matrix.minors(ofSize: 1).map(\.polynomial).isEmpty)
  }
}
