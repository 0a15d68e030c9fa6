import ExactAlgebra

/// The first phase of the simplex method over the integers, on an `AlternativeProgram`.
///
/// The tableau is a matrix of integers with one common denominator, the last pivot (Edmonds 1967),
/// so that no fraction is ever reduced. Nearly every step is degenerate, as all right-hand sides but
/// one are zero. The row that leaves is found by comparing rows lexicographically, right-hand
/// side first and the artificial columns next, which form the identity at the beginning (Dantzig,
/// Orden and Wolfe 1955). Then no basis comes twice, whichever column with a negative reduced cost
/// enters, and the method ends.
struct ExactSimplex {
  /// What a run proves.
  enum Outcome {
    /// The program has this solution: the multipliers of rows that are not zero, up to a positive
    /// factor.
    case multipliers([(row: Int, value: Integer)])
    /// It has none, and minus the dual solution, up to a positive factor, satisfies the homogeneous system.
    case direction([Integer])
  }

  private let structuralCount: Int
  private let equationCount: Int
  /// Columns: one for each row of the system, the artificial ones, the right-hand side. Rows: the
  /// equations, then the reduced costs.
  private var tableau: IntegerMatrix
  private var denominator = Integer(1)
  /// The column of each equation.
  private var basis: [Int]
  /// The number of binary digits of the largest entry of each column of the system.
  private let sizes: [Int]

  /// Solves the program.
  ///
  /// - Parameter check: called at each step; what it throws ends the work.
  static func solve(
    _ program: AlternativeProgram, checking check: () throws -> Void
  ) rethrows -> Outcome {
    var simplex = ExactSimplex(program)
    while let column = simplex.enteringColumn {
      try check()
      simplex.pivot(simplex.leavingRow(for: column), column)
    }
    return simplex.outcome
  }

  private init(_ program: AlternativeProgram) {
    structuralCount = program.rowCount
    equationCount = program.equationCount
    let columnCount = structuralCount + equationCount + 1
    tableau = IntegerMatrix(rows: equationCount + 1, columns: columnCount)
    basis = (0..<equationCount).map { [structuralCount] in structuralCount + $0 }
    var sizes: [Int] = []
    for row in 0..<structuralCount {
      var (size, cost) = (0, Integer(0))
      for coordinate in 0..<program.coordinateCount {
        let entry = program.entry(row, coordinate)
        tableau[coordinate, row] = entry
        size = max(size, entry.bitWidth)
        cost -= entry
      }
      if program.isStrict(row) {
        tableau[equationCount - 1, row] = 1
        cost -= 1
      }
      tableau[equationCount, row] = cost
      sizes.append(size)
    }
    self.sizes = sizes
    for equation in 0..<equationCount { tableau[equation, structuralCount + equation] = 1 }
    tableau[equationCount - 1, columnCount - 1] = 1
    tableau[equationCount, columnCount - 1] = -1
  }

  private var rightHandSide: Int { structuralCount + equationCount }

  /// A column of the system whose reduced cost is about the least one, for rows of equal size; `nil`
  /// where none is negative.
  private var enteringColumn: Int? {
    var best: (column: Int, size: Int)?
    for column in 0..<structuralCount
    where tableau.signum(row: equationCount, column: column) < 0 {
      let size = tableau[equationCount, column].bitWidth - sizes[column]
      if best.map({ size > $0.size }) ?? true { best = (column, size) }
    }
    return best?.column
  }

  /// The row that bounds the step first, lexicographically.
  ///
  /// There is one: the sum of the artificial variables, which falls, is not negative.
  private func leavingRow(for column: Int) -> Int {
    let candidates = (0..<equationCount).filter { tableau.signum(row: $0, column: column) > 0 }
    return candidates.min { isBefore($0, $1, in: column) }!
  }

  /// Whether the rows divided by their entries in a column are in lexicographic order.
  private func isBefore(_ first: Int, _ second: Int, in column: Int) -> Bool {
    let (a, b) = (tableau[first, column], tableau[second, column])
    for index in [rightHandSide] + Array(structuralCount..<rightHandSide) {
      let signs = (
        tableau.signum(row: first, column: index), tableau.signum(row: second, column: index)
      )
      if signs.0 != signs.1 { return signs.0 < signs.1 }
      if signs.0 == 0 { continue }
      let (x, y) = (tableau[first, index] * b, tableau[second, index] * a)
      if x != y { return x < y }
    }
    preconditionFailure("two rows of a basis that are multiples of each other")
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let pivot = tableau[row, column]
    tableau.eliminate(row: row, column: column, denominator: denominator)
    denominator = pivot
    basis[row] = column
  }

  private var outcome: Outcome {
    if tableau.signum(row: equationCount, column: rightHandSide) == 0 {
      return .multipliers(
        basis.indices.compactMap { equation in
          let value = tableau[equation, rightHandSide]
          return basis[equation] < structuralCount && !value.isZero
            ? (basis[equation], value) : nil
        })
    }
    // The reduced cost of the artificial column of an equation is 1 minus its dual value.
    return .direction(
      (0..<equationCount - 1).map { tableau[equationCount, structuralCount + $0] - denominator })
  }
}
