import Testing

@testable import ExactAlgebra

/// Elimination in panels of rows, against that of the whole matrix at once.
@Suite struct PanelEliminationTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let rows: Int
    let columns: Int
    let rank: Int
    var testDescription: String { "\(rows) x \(columns), rank at most \(rank)" }
  }

  private static let field = PrimeField(prime: (1 << 61) - 1)

  /// Panels have 384 rows.
  static let shapes = [
    (0, 0, 0), (0, 4, 0), (5, 0, 0), (1, 1, 1), (4, 6, 4), (6, 4, 4), (5, 5, 0), (9, 7, 3),
    (40, 60, 25), (384, 20, 20), (385, 20, 12), (390, 400, 386), (420, 410, 410),
    (800, 120, 100), (1_200, 30, 30), (1_200, 200, 40),
  ].map { Shape(rows: $0, columns: $1, rank: $2) }

  /// A product of random matrices; some columns are zero, so that pivots leave gaps.
  private func matrix(_ shape: Shape, over field: PrimeField = field) -> ModularMatrix {
    var generator = SeededGenerator(seed: UInt64(shape.rows * 1_000 + shape.columns))
    let left = ModularMatrix(rows: shape.rows, columns: shape.rank, over: field) { _, row in
      for place in row.indices { row[place] = field.randomElement(using: &generator) }
    }
    let right = ModularMatrix(rows: shape.rank, columns: shape.columns, over: field) { _, row in
      for place in row.indices where !place.isMultiple(of: 7) || place == 0 {
        row[place] = field.randomElement(using: &generator)
      }
    }
    return left * right
  }

  private func check(_ matrix: ModularMatrix) throws {
    var echelon = matrix
    let pivots = echelon.reduceToEchelonForm()
    var checks = 0
    let panels = matrix.reducedByPanels { checks += 1 }
    #expect(panels.pivots == pivots)
    #expect(panels.form == echelon.rows(0..<pivots.count))
    #expect(checks <= (matrix.rowCount + 383) / 384)
    #expect(checks > 0 || matrix.rowCount == 0)

    let whole = matrix.nullSpace
    let inSteps = try ModularNullSpace(of: matrix) {}
    #expect(inSteps.field == whole.field && inSteps.dimension == whole.dimension)
    #expect(inSteps.pivotColumns == whole.pivotColumns)
    #expect(inSteps.freeColumns == whole.freeColumns)
    for index in 0..<min(whole.dimension, 20) {
      #expect(inSteps.basisVector(index) == whole.basisVector(index))
      #expect(
        inSteps.pivotEntries(ofBasisVector: index) == whole.pivotEntries(ofBasisVector: index))
    }
  }

  @Test(arguments: shapes)
  func randomMatrix(_ shape: Shape) throws {
    #expect(Self.shapes.count == 16)
    let matrix = matrix(shape)
    #expect(matrix.rank <= shape.rank)
    try check(matrix)
  }

  /// Pivots of later panels lie to the left of earlier ones.
  @Test func pivotsInReverse() throws {
    let columns = 500
    let matrix = ModularMatrix(rows: columns, columns: columns + 5, over: Self.field) {
      $1[columns - 1 - $0] = 1 + UInt($0)
      $1[columns + $0 % 5] = 3
    }
    #expect(matrix.rank == columns)
    try check(matrix)
  }

  /// A whole panel that brings nothing new, before one that does.
  @Test func repeatedPanel() throws {
    let block = matrix(Shape(rows: 384, columns: 50, rank: 20))
    let last = matrix(Shape(rows: 30, columns: 50, rank: 25))
    try check(block.stacked(above: block).stacked(above: last))
  }

  @Test func smallField() throws {
    for shape in [Shape(rows: 30, columns: 40, rank: 30), Shape(rows: 500, columns: 60, rank: 40)] {
      try check(matrix(shape, over: PrimeField(prime: 2)))
      try check(matrix(shape, over: PrimeField(prime: 3)))
    }
  }

  private struct Stop: Error {}

  @Test(arguments: [0, 1, 2])
  func endsEarly(after panels: Int) {
    let matrix = matrix(Shape(rows: 1_200, columns: 50, rank: 20))
    var checks = 0
    #expect(throws: Stop.self) {
      _ = try ModularNullSpace(of: matrix) {
        checks += 1
        if checks > panels { throw Stop() }
      }
    }
    #expect(checks == panels + 1)
  }

  @Test func parts() {
    let matrix = matrix(Shape(rows: 7, columns: 9, rank: 7))
    let rows = matrix.rows([4, 0, 4])
    #expect((0..<3).map(rows.row) == [4, 0, 4].map(matrix.row))
    let columns = matrix.columns([8, 2])
    #expect((0..<7).map(columns.row) == (0..<7).map { [matrix[$0, 8], matrix[$0, 2]] })
    let stacked = rows.stacked(above: matrix)
    #expect((0..<10).map(stacked.row) == ([4, 0, 4] + Array(0..<7)).map(matrix.row))
    #expect(matrix.rows([Int]()).rowCount == 0 && matrix.rows([Int]()).columnCount == 9)
    #expect(matrix.columns([Int]()).columnCount == 0 && matrix.columns([Int]()).rowCount == 7)
  }
}
