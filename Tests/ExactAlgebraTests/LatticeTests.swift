import ExactAlgebra
import Testing

/// Hermite normal forms, integer kernels and reduced bases, compared as lattices.
struct LatticeTests {
  /// A Hermite form with the given pivot columns, as the published definition demands.
  private static func hermiteForm(
    pivots: [Int], columns: Int, bits: Int, using generator: inout SeededGenerator
  ) -> IntegerMatrix {
    var form = IntegerMatrix.sample(pivots.count, columns, bits: bits, using: &generator)
    for (row, pivot) in pivots.enumerated() {
      for column in 0..<pivot { form[row, column] = 0 }
      form[row, pivot] = form[row, pivot].magnitude + 1
      for above in 0..<row {
        form[above, pivot] =
          form[above, pivot].dividedEuclideanly(by: form[row, pivot]).remainder
      }
    }
    return form
  }

  /// Rows of zeros below.
  private static func padded(_ matrix: IntegerMatrix, to rows: Int) -> IntegerMatrix {
    var result = IntegerMatrix(rows: rows, columns: matrix.columnCount)
    for row in 0..<matrix.rowCount {
      for column in 0..<matrix.columnCount { result[row, column] = matrix[row, column] }
    }
    return result
  }

  @Test(arguments: [
    (1, 4, 6, 3), (3, 5, 7, 4), (4, 4, 4, 60), (5, 9, 8, 600), (6, 6, 12, 8),
    (20, 26, 24, 4),
  ])
  func hermiteFormIsRecovered(rank: Int, rows: Int, columns: Int, bits: Int) {
    var generator = SeededGenerator(seed: 81, stream: UInt64(rank * rows * columns + bits))
    for _ in 0..<(rank > 10 ? 3 : 25) {
      let pivots = (0..<columns).shuffled(using: &generator).prefix(rank).sorted()
      let form = Self.hermiteForm(
        pivots: pivots, columns: columns, bits: bits, using: &generator)
      let unit = IntegerMatrix.unimodular(rows, using: &generator)
      #expect((unit * Self.padded(form, to: rows)).hermiteNormalForm == form)
    }
  }

  @Test func hermiteFormIsInvariantUnderUnimodularRowOperations() {
    var generator = SeededGenerator(seed: 82)
    for rank in 0...5 {
      for bits in [2, 12, 100] {
        let left = IntegerMatrix.sample(6, rank, bits: bits, using: &generator)
        let matrix = left * .sample(rank, 5, bits: bits, using: &generator)
        let form = matrix.hermiteNormalForm
        #expect(form.rowCount == matrix.rank)
        #expect(
          (IntegerMatrix.unimodular(6, using: &generator) * matrix).hermiteNormalForm
            == form)
        #expect(form.hermiteNormalForm == form)
      }
    }
  }

  @Test(arguments: [
    (1, 1, 1), (2, 5, 2), (3, 6, 1), (5, 5, 3), (4, 9, 4), (7, 12, 5), (3, 4, 0),
  ])
  func integerKernelIsSaturated(rows: Int, columns: Int, rank: Int) {
    var generator = SeededGenerator(seed: 83, stream: UInt64(100 * rows + columns))
    for _ in 0..<10 {
      let left = IntegerMatrix.sample(rows, rank, using: &generator)
      let matrix = left * .sample(rank, columns, using: &generator)
      let kernel = matrix.integerKernel
      #expect(
        matrix * kernel.transpose == IntegerMatrix(rows: rows, columns: kernel.rowCount))
      #expect(kernel.rowCount == columns - matrix.rank)
      #expect(kernel.hermiteNormalForm == kernel)
      // The lattice is saturated if and only if its basis extends to one of all integers,
      // that is, if the columns generate all integer columns.
      #expect(kernel.transpose.hermiteNormalForm == .identity(kernel.rowCount))
    }
  }

  @Test func integerKernelContainsTheRationalOne() {
    var generator = SeededGenerator(seed: 84)
    for _ in 0..<20 {
      let matrix = IntegerMatrix.sample(3, 7, using: &generator)
      let kernel = matrix.integerKernel
      for vector in RationalMatrix(exactly: matrix).kernel.rows {
        let scale = vector.map(\.denominator).reduce(1, leastCommonMultiple)
        let cleared = vector.map { ($0 * Rational(scale)).numerator }
        #expect(IntegerMatrix(kernel.rows + [cleared]).hermiteNormalForm == kernel)
      }
    }
    // The relation 2a = 4b yields (2, 1), not a multiple of it.
    #expect(IntegerMatrix([[2, -4]]).integerKernel == IntegerMatrix([[2, 1]]))
  }

  @Test(arguments: [
    (1, 3, 5), (2, 2, 40), (4, 7, 10), (6, 6, 30), (8, 9, 400), (12, 15, 20),
  ])
  func reducedBasisSpansTheSameLattice(rows: Int, columns: Int, bits: Int) {
    var generator = SeededGenerator(seed: 85, stream: UInt64(rows * columns * bits))
    var checked = 0
    for _ in 0..<5 {
      let basis = IntegerMatrix.sample(rows, columns, bits: bits, using: &generator)
      guard basis.rank == rows else { continue }
      checked += 1
      let reduced = basis.reducedLatticeBasis
      #expect(reduced.hermiteNormalForm == basis.hermiteNormalForm)
      #expect(Self.isReduced(reduced))
    }
    #expect(checked >= 4)
  }

  /// The Diophantine approximation of a root, with entries beyond every machine float.
  @Test func reducedBasisFindsTheMinimalPolynomial() {
    // 10^120 * (sqrt(2) + sqrt(3))^k, truncated: the root of x^4 - 10 x^2 + 1.
    let scale = Integer(10).power(120)
    let root = Self.squareRoot(2 * scale * scale) + Self.squareRoot(3 * scale * scale)
    var lattice = IntegerMatrix(rows: 5, columns: 6)
    for row in 0..<5 {
      lattice[row, row] = 1
      lattice[row, 5] =
        (root.power(row) * scale).dividedEuclideanly(by: scale.power(row)).quotient
    }
    let shortest = lattice.reducedLatticeBasis.row(0)
    let sign = shortest[4]
    #expect(shortest.prefix(5).map { $0 * sign } == [1, 0, -10, 0, 1])
  }

  /// Newton's iteration from above.
  private static func squareRoot(_ square: Integer) -> Integer {
    var root = Integer(2).power(square.bitWidth / 2 + 1)
    while true {
      let next = (root + square.dividedEuclideanly(by: root).quotient)
        .dividedEuclideanly(by: 2).quotient
      if next >= root { return root }
      root = next
    }
  }

  /// Size reduction and the condition of Lovasz in exact arithmetic, slightly relaxed from
  /// FLINT's 0.51 and 0.99 because FLINT decides them in floating point.
  private static func isReduced(_ basis: IntegerMatrix) -> Bool {
    func dot(_ u: [Rational], _ v: [Rational]) -> Rational {
      zip(u, v).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var orthogonal: [[Rational]] = []
    for (index, row) in RationalMatrix(exactly: basis).rows.enumerated() {
      var vector = row
      var last: Rational = 0
      for earlier in orthogonal {
        last = dot(row, earlier) / dot(earlier, earlier)
        guard last.magnitude <= Rational(52, 100) else { return false }
        vector = zip(vector, earlier).map { $0 - last * $1 }
      }
      if index > 0 {
        let previous = orthogonal[index - 1]
        let bound = (Rational(98, 100) - last * last) * dot(previous, previous)
        guard dot(vector, vector) >= bound else { return false }
      }
      orthogonal.append(vector)
    }
    return true
  }
}
