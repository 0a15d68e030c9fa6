import ExactAlgebra

/// A column of the tableau that solves an `AlternativeProgram`.
enum BasicColumn: Hashable {
  /// The multiplier of a row.
  case row(Int)
  /// What an equation lacks.
  case artificial(equation: Int)
}

extension AlternativeProgram {
  /// The answer that a basis stands for, computed over the rationals and tested; `nil` where the
  /// basis is singular or not optimal.
  func answer(ofBasis basis: [BasicColumn]) -> Feasibility? {
    if let certificate = certificate(ofBasis: basis) { return .infeasible(certificate) }
    return solution(ofBasis: basis).map { .feasible(point($0)) }
  }

  private func certificate(ofBasis basis: [BasicColumn]) -> InfeasibilityCertificate? {
    multipliers(ofBasis: basis).flatMap { certificate($0) }
  }

  /// The multipliers that are not zero, if all are positive and only those of rows are there; `nil`
  /// otherwise. They solve `B m = e`, where `e` stands for the normalization, and so each of these answers
  /// shows that the system has no solution.
  func multipliers(ofBasis basis: [BasicColumn]) -> [(row: Int, value: Rational)]? {
    var matrix = basisMatrix(basis)
    matrix[equationCount - 1, equationCount] = 1
    guard let values = Self.solution(of: matrix) else { return nil }
    var multipliers: [(row: Int, value: Rational)] = []
    for (column, value) in zip(basis, values) where !value.isZero {
      guard case .row(let row) = column, value.signum() > 0 else { return nil }
      multipliers.append((row, value))
    }
    return multipliers
  }

  /// The dual solution: `B^T y = c` with `c = 1` for artificial columns; the direction is `-y`.
  func solution(ofBasis basis: [BasicColumn]) -> [Integer]? {
    let primal = basisMatrix(basis)
    var matrix = IntegerMatrix(rows: equationCount, columns: equationCount + 1)
    for (index, column) in basis.enumerated() {
      for equation in 0..<equationCount { matrix[index, equation] = primal[equation, index] }
      if case .artificial = column { matrix[index, equationCount] = 1 }
    }
    guard let values = Self.solution(of: matrix) else { return nil }
    let direction = values.prefix(coordinateCount).map { -$0 }.primitiveIntegers
    return isSolution(direction) ? direction : nil
  }

  /// The columns of the basis, with a last column of zeros for a right-hand side.
  private func basisMatrix(_ basis: [BasicColumn]) -> IntegerMatrix {
    var columns = IntegerMatrix(rows: equationCount + 1, columns: equationCount)
    for (index, column) in basis.enumerated() {
      switch column {
      case .artificial(let equation):
        columns[index, equation] = 1
      case .row(let row):
        setRow(index, of: &columns, to: row)
        if isStrict(row) { columns[index, equationCount - 1] = 1 }
      }
    }
    return columns.transpose
  }

  /// Writes the coordinates of a row of the system to a row of a matrix of zeros.
  private func setRow(_ index: Int, of matrix: inout IntegerMatrix, to row: Int) {
    if isRowOfScale(row) {
      matrix[index, dimension] = 1
    } else {
      matrix.setRow(index, to: rows[row].row.vector, count: coordinateCount)
    }
  }

  /// Whether some rows have positive multipliers with which they sum to zero, one of the rows being strict: then
  /// the system has no solution.
  ///
  /// Of a basis only the rows that count are asked for. There are few where rows depend on few coordinates, if only
  /// one knew in which basis of the space; then the work is much less than for the whole basis, and numbers stay smaller.
  ///
  /// - Precondition: the numbers of rows are below `rowCount`.
  func exactlyCancel(_ support: [Int]) -> Bool {
    guard let last = support.indices.last, support.contains(where: isStrict) else { return false }
    var rows = IntegerMatrix(rows: support.count, columns: coordinateCount)
    for (index, row) in support.enumerated() { setRow(index, of: &rows, to: row) }
    // In the echelon form of the columns, the last one is the sum of the others, times negative numbers.
    guard let (form, denominator) = Self.solved(rows.transpose, rank: last) else { return false }
    return (0..<last).allSatisfy { form.signum(row: $0, column: last) == -denominator.signum() }
  }

  /// Whether the basis has multipliers, all of rows and none of them negative; see
  /// `multipliers(ofBasis:)`. Only their signs are computed.
  func exactlyRefutes(basis: [BasicColumn]) -> Bool {
    let size = equationCount
    var matrix = basisMatrix(basis)
    matrix[size - 1, size] = 1
    guard let (form, denominator) = Self.solved(matrix, rank: size) else { return false }
    return basis.indices.allSatisfy { index in
      let sign = form.signum(row: index, column: size) * denominator.signum()
      if case .row = basis[index] { return sign >= 0 }
      return sign == 0
    }
  }

  /// The echelon form of a matrix whose first columns, as many as `rank` says, are a basis of all; `nil` for
  /// another matrix. Divided by the denominator, it has the other columns as combinations of these.
  private static func solved(
    _ matrix: IntegerMatrix, rank expected: Int
  ) -> (form: IntegerMatrix, denominator: Integer)? {
    let (form, denominator, rank) = matrix.echelonForm
    guard rank == expected, (0..<rank).allSatisfy({ form[$0, $0] == denominator }) else {
      return nil
    }
    return (form, denominator)
  }

  /// The solution of a square system with its right-hand side as last column.
  private static func solution(of matrix: IntegerMatrix) -> [Rational]? {
    let size = matrix.rowCount
    guard let (form, denominator) = solved(matrix, rank: size) else { return nil }
    return (0..<size).map { Rational(form[$0, size], denominator) }
  }
}
