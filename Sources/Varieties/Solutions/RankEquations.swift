public import ExactAlgebra
import LongWork

/// Polynomials that generate the ideal of the minors of a matrix, for a bound of its rank.
///
/// Rows and columns are eliminated with pivots that are constants: for `M = [a b; c D]` with a
/// number `a` other than zero, the minors of size `r + 1` of `M` and those of size `r` of
/// `D - c b / a` generate the same ideal. What is left has no constant entries but zeros, and its
/// minors are expanded. Where many entries are known, nothing of a high degree is left.
public struct RankEquations: Sendable {
  /// The equations; 1 alone where the bound is violated whatever the variables are.
  public let polynomials: [Polynomial]
  /// The number of minors that were not expanded, since there are too many.
  public let leftOutCount: Integer

  /// Equations for the rank of a matrix to be at most a number.
  ///
  /// - Parameters:
  ///   - matrix: the matrix.
  ///   - bound: the bound for its rank, not negative.
  ///   - maximumCount: where there are more minors in the end, none of them is expanded.
  /// - Throws: as `Interruption.check`.
  public init(
    of matrix: PolynomialMatrix, rankAtMost bound: Int, maximumCount: Int = 20_000
  ) throws {
    precondition(bound >= 0, "a negative rank")
    var rest = ConstantElimination(matrix)
    var rank = bound
    while let pivot = rest.cheapestPivot {
      try Interruption.check()
      guard rank > 0 else {
        self.init([matrix.ring.one])
        return
      }
      rest.eliminate(pivot)
      rank -= 1
    }
    let remainder = rest.matrix(in: matrix.ring)
    let count = remainder.minorCount(ofSize: rank + 1)
    guard count <= Integer(maximumCount) else {
      self.init([], leftOutCount: count)
      return
    }
    var polynomials: [Polynomial] = []
    for minor in remainder.minors(ofSize: rank + 1) {
      try Interruption.check()
      let polynomial = minor.polynomial
      if !polynomial.isZero { polynomials.append(polynomial.primitivePart) }
    }
    self.init(polynomials)
  }

  private init(_ polynomials: [Polynomial], leftOutCount: Integer = 0) {
    self.polynomials = polynomials
    self.leftOutCount = leftOutCount
  }
}

/// A matrix of polynomials whose constant entries are used up as pivots.
private struct ConstantElimination {
  private var rows: [[Polynomial]]

  init(_ matrix: PolynomialMatrix) {
    rows = (0..<matrix.rowCount).map { row in
      (0..<matrix.columnCount).map { matrix[row, $0] }
    }
    removeZeros()
  }

  /// A constant entry with few terms beside it and above or below it.
  var cheapestPivot: (row: Int, column: Int)? {
    guard let first = rows.first else { return nil }
    let isConstant = rows.map { $0.map { $0.isConstant } }
    let rowCosts = isConstant.map { $0.count { !$0 } }
    let columnCosts = first.indices.map { column in isConstant.count { !$0[column] } }
    var best: (row: Int, column: Int)?
    var least = Int.max
    for (row, entries) in rows.enumerated() {
      for (column, entry) in entries.enumerated() where isConstant[row][column] && !entry.isZero {
        let cost = rowCosts[row] * columnCosts[column] * 1_000 + rowCosts[row] + columnCosts[column]
        if cost < least { (best, least) = ((row, column), cost) }
      }
    }
    return best
  }

  /// Clears row and column of a pivot, and removes them.
  mutating func eliminate(_ pivot: (row: Int, column: Int)) {
    let pivotRow = rows.remove(at: pivot.row)
    let inverse = pivotRow[pivot.column].leadingCoefficient.inverse!
    let scaled = pivotRow.map { inverse * $0 }
    rows = rows.map { row in
      let factor = row[pivot.column]
      var rest = row
      if !factor.isZero {
        for column in row.indices where !scaled[column].isZero {
          rest[column] = row[column] - factor * scaled[column]
        }
      }
      rest.remove(at: pivot.column)
      return rest
    }
    removeZeros()
  }

  /// Rows and columns of zeros have no part in any minor that is not zero.
  private mutating func removeZeros() {
    rows.removeAll { $0.allSatisfy(\.isZero) }
    guard let first = rows.first else { return }
    let kept = first.indices.filter { column in rows.contains { !$0[column].isZero } }
    rows = rows.map { row in kept.map { row[$0] } }
  }

  func matrix(in ring: PolynomialRing) -> PolynomialMatrix {
    PolynomialMatrix(rows: rows.count, columns: rows.first?.count ?? 0, in: ring) { rows[$0][$1] }
  }
}
