import NumericalAlgebra
import Testing

@Suite struct RealMatrixTests {
  @Test func singularValuesOfKnownMatrices() throws {
    #expect(try RealMatrix([[3, 0], [0, 4]]).singularValues == [4, 3])
    // Rank one: the product of the lengths.
    let values = try RealMatrix([[2, 4, 4], [1, 2, 2]]).singularValues
    #expect(values.count == 2)
    #expect(abs(values[0] - 45.0.squareRoot()) < 1e-14 * values[0])
    #expect(values[1] < 1e-15)
    #expect(try RealMatrix(rows: 0, columns: 3).singularValues.isEmpty)
    #expect(try RealMatrix([[0, 0]]).norm == 0)
  }

  /// The sum of their squares is that of the entries, and the product of all of them the absolute
  /// value of the determinant.
  @Test func singularValuesOfAHilbertMatrix() throws {
    let hilbert = RealMatrix((1...4).map { i in (1...4).map { 1 / Double(i + $0 - 1) } })
    let values = try hilbert.singularValues
    #expect(values == values.sorted(by: >))
    let squares = hilbert.entries.map { $0 * $0 }.reduce(0, +)
    let sum = values.map { $0 * $0 }.reduce(0, +)
    #expect(abs(sum - squares) < 1e-14)
    // The determinant is 1/6048000.
    let product = values.reduce(1, *)
    #expect(abs(product * 6_048_000 - 1) < 1e-10)
  }

  @Test(arguments: [(1, 1), (5, 2), (40, 7), (300, 12)])
  func orthogonalFactors(rows: Int, columns: Int) throws {
    let matrix = RealMatrix(
      (0..<rows).map { row in
        (0..<columns).map { column in
          let residue = (row * 7 + column * column * 3 + 1) % 11
          return Double(residue) - 4.5
        }
      })
    let (q, r) = try matrix.orthogonalFactors
    #expect(q.rowCount == rows && q.columnCount == columns && r.rowCount == columns)
    #expect((q * r - matrix).entries.allSatisfy { abs($0) < 1e-12 })
    let gram = q.transpose * q
    for i in 0..<columns {
      for j in 0..<columns {
        #expect(abs(gram[i, j] - (i == j ? 1 : 0)) < 1e-13)
        if i > j { #expect(r[i, j] == 0) }
      }
    }
    let vector = (0..<columns).map { Double($0) + 0.5 }
    let isRegular = (0..<columns).allSatisfy { abs(r[$0, $0]) > 1e-6 }
    if isRegular {
      let solution = r.solvingTransposed(vector)
      let back = r.transpose * RealMatrix(columns: [solution], rowCount: columns)
      #expect(zip(back.entries, vector).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test func numbersHaveToBeFinite() {
    #expect(throws: NumericalError.notFinite) { try RealMatrix([[.nan]]).singularValues }
    #expect(throws: NumericalError.notFinite) { try RealMatrix([[.infinity]]).orthogonalFactors }
  }
}
