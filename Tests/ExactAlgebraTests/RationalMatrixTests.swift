import ExactAlgebra
import Testing

struct RationalMatrixTests {
  /// Sizes of random matrices, wide and tall, with and without full rank.
  static let shapes = [
    (1, 1), (1, 5), (5, 1), (3, 3), (4, 6), (6, 4), (8, 8), (3, 24), (24, 22),
  ]

  private static func sample(
    _ shape: (Int, Int), _ rank: Int, using generator: inout SeededGenerator
  ) -> RationalMatrix {
    .sample(shape.0, rank, using: &generator) * .sample(rank, shape.1, using: &generator)
  }

  @Test(arguments: shapes)
  func kernelSolvesTheEquations(rows: Int, columns: Int) {
    var generator = SeededGenerator(seed: 61, stream: UInt64(100 * rows + columns))
    for bound in 0...min(rows, columns) {
      let matrix = Self.sample((rows, columns), bound, using: &generator)
      let kernel = matrix.kernel
      #expect(
        matrix * kernel.transpose == RationalMatrix(rows: rows, columns: kernel.rowCount))
      #expect(matrix.rank + kernel.rowCount == columns)
      #expect(matrix.rank <= bound)
      #expect(kernel.rank == kernel.rowCount)
      #expect(matrix.transpose.rank == matrix.rank)
      let free = (0..<columns).filter {
        !matrix.reducedEchelonForm.pivotColumns.contains($0)
      }
      for (row, column) in free.enumerated() {
        #expect(free.map { kernel[row, $0] } == free.map { $0 == column ? 1 : 0 })
      }
    }
  }

  @Test(arguments: shapes)
  func echelonFormIsReducedAndCanonical(rows: Int, columns: Int) {
    var generator = SeededGenerator(seed: 62, stream: UInt64(100 * rows + columns))
    let matrix = Self.sample(
      (rows, columns), max(min(rows, columns) - 1, 1), using: &generator)
    let (form, pivots) = matrix.reducedEchelonForm
    #expect(pivots == pivots.sorted() && Set(pivots).count == pivots.count)
    for (row, pivot) in pivots.enumerated() {
      #expect((0..<pivot).allSatisfy { form[row, $0].isZero })
      #expect((0..<rows).allSatisfy { form[$0, pivot] == ($0 == row ? 1 : 0) })
    }
    for row in pivots.count..<rows { #expect(form.row(row).allSatisfy { $0.isZero }) }
    // The form depends on the row space alone.
    #expect(form.reducedEchelonForm.matrix == form)
    let mixed = RationalMatrix(exactly: .unimodular(rows, using: &generator)) * matrix
    #expect(mixed.reducedEchelonForm.matrix == form)
    #expect(mixed.reducedEchelonForm.pivotColumns == pivots)
  }

  @Test func determinantIsMultiplicative() {
    var generator = SeededGenerator(seed: 63)
    for size in 1...7 {
      for _ in 0..<10 {
        let a = RationalMatrix.sample(size, size, using: &generator) { .sample(using: &$0) }
        let b = RationalMatrix.sample(size, size, using: &generator)
        #expect((a * b).determinant == a.determinant * b.determinant)
        #expect(a.transpose.determinant == a.determinant)
        var scaled = a
        for column in 0..<size { scaled[0, column] = 3 * a[0, column] }
        #expect(scaled.determinant == 3 * a.determinant)
      }
    }
  }

  @Test func inverseExistsExactlyForUnits() {
    var generator = SeededGenerator(seed: 64)
    var (units, singular) = (0, 0)
    for size in 1...8 {
      for rank in [size, size - 1] {
        let matrix = Self.sample((size, size), rank, using: &generator)
        if let inverse = matrix.inverse {
          units += 1
          #expect(
            matrix * inverse == .identity(size) && inverse * matrix == .identity(size))
          #expect(inverse.determinant * matrix.determinant == 1)
        } else {
          singular += 1
          #expect(matrix.determinant.isZero && matrix.rank < size)
        }
      }
    }
    #expect(units >= 7 && singular >= 8)
  }

  @Test func transposeReversesProducts() {
    var generator = SeededGenerator(seed: 65)
    for _ in 0..<30 {
      let a = RationalMatrix.sample(3, 5, using: &generator)
      let b = RationalMatrix.sample(5, 2, using: &generator)
      #expect((a * b).transpose == b.transpose * a.transpose)
      #expect(a.transpose.transpose == a)
      #expect(RationalMatrix(a.rows) == a)
    }
  }

  @Test func knownDeterminants() {
    // The Hilbert matrices: Choi, *Tricks or treats with the Hilbert matrix*, 1983.
    let denominators: [Integer] = [1, 12, 2_160, 6_048_000, 266_716_800_000]
    for (index, denominator) in denominators.enumerated() {
      let hilbert = RationalMatrix(
        (0...index).map { row in (0...index).map { Rational(1, Integer(row + $0 + 1)) } })
      #expect(hilbert.determinant == Rational(1, denominator))
      #expect(hilbert.inverse?.rows.joined().allSatisfy { $0.isInteger } == true)
    }
  }
}

extension RationalMatrix {
  /// The same entries as rationals.
  init(exactly matrix: IntegerMatrix) {
    self.init(rows: matrix.rowCount, columns: matrix.columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { self[row, column] = Rational(matrix[row, column]) }
    }
  }
}
