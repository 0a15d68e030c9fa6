/// The first phase of the simplex method in floating point, on an `AlternativeProgram`.
///
/// Nothing that it returns is true without a test. Only sums, products and quotients are used,
/// so the run is the same on every machine with IEEE arithmetic.
struct FloatingPointSimplex {
  /// What a run suggests.
  struct Proposal {
    /// A vector near a solution of the homogeneous system, if the program has no solution.
    let direction: [Double]
    /// The columns of the last basis.
    let basis: [BasicColumn]
  }

  /// What counts as zero in a tableau whose entries are about 1.
  private static let smallness = 1e-9

  private let structuralCount: Int
  private let equationCount: Int
  /// Columns: one for each row of the system, the artificial ones, the right-hand side.
  private let stride: Int
  /// Rows: the equations, then the reduced costs.
  private var tableau: [Double]
  private var basis: [Int]

  /// Solves the program; `nil` where the run does not end as it should.
  static func solve(_ program: AlternativeProgram) -> Proposal? {
    var simplex = FloatingPointSimplex(program)
    return simplex.run() ? simplex.proposal : nil
  }

  private init(_ program: AlternativeProgram) {
    structuralCount = program.rowCount
    equationCount = program.equationCount
    stride = structuralCount + equationCount + 1
    tableau = Array(repeating: 0, count: stride * (equationCount + 1))
    basis = (0..<equationCount).map { [structuralCount] in structuralCount + $0 }
    for row in 0..<structuralCount {
      for coordinate in 0..<program.coordinateCount {
        tableau[coordinate * stride + row] = program.approximateEntry(row, coordinate)
      }
      if program.isStrict(row) { tableau[(equationCount - 1) * stride + row] = 1 }
      var cost = 0.0
      for equation in 0..<equationCount { cost -= tableau[equation * stride + row] }
      tableau[equationCount * stride + row] = cost
    }
    for equation in 0..<equationCount {
      tableau[equation * stride + structuralCount + equation] = 1
    }
    tableau[equationCount * stride - 1] = 1
    tableau[(equationCount + 1) * stride - 1] = -1
  }

  /// Pivots until no column improves; false where that does not happen.
  private mutating func run() -> Bool {
    let patience = 4 * (structuralCount + equationCount)
    for step in 0..<20 * patience + 100 {
      // Dantzig's rule is fast, Bland's rule ends.
      let isCautious = step > patience
      guard let column = enteringColumn(isCautious: isCautious) else { return true }
      guard let row = leavingRow(for: column, isCautious: isCautious) else { return false }
      pivot(row, column)
    }
    return false
  }

  private func enteringColumn(isCautious: Bool) -> Int? {
    let costs = equationCount * stride
    var best: Int?
    var least = -Self.smallness
    for column in 0..<structuralCount where tableau[costs + column] < least {
      if isCautious { return column }
      (best, least) = (column, tableau[costs + column])
    }
    return best
  }

  private func leavingRow(for column: Int, isCautious: Bool) -> Int? {
    var best: Int?
    var (leastRatio, bestPivot) = (Double.infinity, 0.0)
    for row in 0..<equationCount {
      let pivot = tableau[row * stride + column]
      guard pivot > Self.smallness else { continue }
      let ratio = max(tableau[(row + 1) * stride - 1], 0) / pivot
      let isTie = ratio == leastRatio
      let wins = best.map { isCautious ? basis[row] < basis[$0] : pivot > bestPivot } ?? true
      if ratio < leastRatio || isTie && wins { (best, leastRatio, bestPivot) = (row, ratio, pivot) }
    }
    return best
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    basis[row] = column
    let (stride, rows) = (stride, equationCount + 1)
    tableau.withUnsafeMutableBufferPointer { tableau in
      let start = row * stride
      let inverse = 1 / tableau[start + column]
      for index in 0..<stride { tableau[start + index] *= inverse }
      tableau[start + column] = 1
      for other in 0..<rows where other != row {
        let factor = tableau[other * stride + column]
        guard factor != 0 else { continue }
        for index in 0..<stride {
          tableau[other * stride + index] -= factor * tableau[start + index]
        }
        tableau[other * stride + column] = 0
      }
    }
  }

  private var proposal: Proposal {
    // The reduced cost of the artificial column of an equation is 1 minus its dual value.
    let costs = equationCount * stride + structuralCount
    return Proposal(
      direction: (0..<equationCount - 1).map { tableau[costs + $0] - 1 },
      basis: basis.map {
        $0 < structuralCount ? .row($0) : .artificial(equation: $0 - structuralCount)
      })
  }
}
