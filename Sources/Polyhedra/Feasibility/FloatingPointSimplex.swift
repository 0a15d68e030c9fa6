/// The first phase of the simplex method in floating point, on an `AlternativeProgram`.
///
/// All right-hand sides but one are zero, so that nearly every step would be degenerate. They are
/// replaced by small positive numbers; a basis that is optimal then is optimal for zeros too if
/// the numbers are small enough. Nothing that is returned is true without a test. Only sums, products and quotients are used,
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
  /// By how much a basic variable may become negative for the sake of a larger pivot.
  private static let allowance = 1e-10

  private let structuralCount: Int
  private let equationCount: Int
  /// Columns: one for each row of the system, the artificial ones, the right-hand side.
  private let stride: Int
  /// Rows: the equations, then the reduced costs.
  private var tableau: [Double]
  private var basis: [Int]

  /// Solves the program; `nil` where the run does not end as it should.
  ///
  /// - Parameter perturbation: the size of the numbers in place of zeros.
  static func solve(_ program: AlternativeProgram, perturbation: Double) -> Proposal? {
    var simplex = FloatingPointSimplex(program, perturbation: perturbation)
    return simplex.run() ? simplex.proposal : nil
  }

  private init(_ program: AlternativeProgram, perturbation: Double) {
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
    setRightHandSide(perturbation)
  }

  private mutating func setRightHandSide(_ perturbation: Double) {
    var total = 0.0
    for equation in 0..<equationCount {
      // Numbers between 1 and 2 without small linear relations.
      let irregular =
        1
        + (Double(equation + 1) * 0.618_033_988_749_895).truncatingRemainder(
          dividingBy: 1)
      let value = equation == equationCount - 1 ? 1 : perturbation * irregular
      tableau[(equation + 1) * stride - 1] = value
      total += value
    }
    tableau[(equationCount + 1) * stride - 1] = -total
  }

  /// Pivots until no column improves; false where that does not happen.
  private mutating func run() -> Bool {
    let patience = 8 * (structuralCount + equationCount) + 50
    for step in 0..<3 * patience {
      // Dantzig's rule is fast, Bland's rule ends.
      guard let column = enteringColumn(isCautious: step > patience) else { return true }
      guard let row = leavingRow(for: column) else { return false }
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

  /// The row with the largest pivot among those that nearly bound the step. Source: Harris 1973.
  private func leavingRow(for column: Int) -> Int? {
    var bound = Double.infinity
    for row in 0..<equationCount {
      let pivot = tableau[row * stride + column]
      guard pivot > Self.smallness else { continue }
      let value = max(tableau[(row + 1) * stride - 1], 0)
      bound = min(bound, (value + Self.allowance) / pivot)
    }
    var best: Int?
    var largest = 0.0
    for row in 0..<equationCount {
      let pivot = tableau[row * stride + column]
      guard pivot > max(largest, Self.smallness),
        tableau[(row + 1) * stride - 1] <= bound * pivot
      else { continue }
      (best, largest) = (row, pivot)
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
