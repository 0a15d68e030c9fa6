import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct BatchedSpanTests {
  private static let field = PrimeField(prime: 1_000_003)

  @Test(arguments: [(0, 0), (0, 3), (4, 0), (3, 5), (200, 7), (50, 20), (1_000, 30)], 0...2)
  func spanOfRandomRows(size: (rows: Int, width: Int), deficiency: Int) throws {
    var generator = SeededGenerator(seed: UInt64(size.rows + deficiency))
    // Products of random matrices have the rank of the space between.
    let rank = max(0, size.width - 3 * deficiency)
    let left = (0..<size.rows).map { _ in
      Self.field.randomElements(rank, using: &generator)
    }
    let right = (0..<rank).map { _ in
      Self.field.randomElements(size.width, using: &generator)
    }
    let rows =
      rank == 0
      ? [[UInt]](repeating: [UInt](repeating: 0, count: size.width), count: size.rows)
      : (0..<size.rows).map {
        let product =
          ModularMatrix([left[$0]], over: Self.field) * ModularMatrix(right, over: Self.field)
        return product.row(0)
      }
    let span = try BatchedSpan(rowCount: size.rows, width: size.width, over: Self.field) {
      for (place, value) in rows[$0].enumerated() { $1[place] = value }
    }
    var echelon = ModularMatrix(rows, over: Self.field)
    let pivots = echelon.reduceToEchelonForm()
    #expect(span.pivots == pivots && pivots.count == min(size.rows, rank))
    #expect(span.basis == pivots.indices.map(echelon.row))
  }
}
