import ExactAlgebra
import Varieties

extension PatternVariety {
  /// The largest number of products modulo a prime for a rank, about half a second.
  private static let largestProductCount = 500_000_000.0

  /// The rank of the Jacobian matrix of all minors of rank constraints at a random point of the variety,
  /// without the minors; `nil` where the matrix is too large.
  ///
  /// At a matrix whose rank is the bound the differentials of the minors are spanned by the products
  /// of left and right kernel; see `RankCondition.conormalVectors(at:over:)`.
  func minorJacobianRank(of constraints: [RankConstraint], seed: UInt64) -> RankEvidence? {
    let count = constraints.reduce(0) {
      $0 + ($1.rowCount - $1.rankAtMost) * ($1.columnCount - $1.rankAtMost)
    }
    let columns = ambientDimension
    guard
      Double(count) * Double(columns) * Double(min(count, columns)) <= Self.largestProductCount
    else { return nil }
    let field = Self.rankField
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = patternMap.randomPoint(over: field, using: &generator)
    let vectors = constraints.flatMap { $0.condition.conormalVectors(at: point, over: field) }
    let matrix = ModularMatrix(rows: vectors.count, columns: columns, over: field) { row, entries in
      for (column, value) in vectors[row].enumerated() { entries[column] = value }
    }
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: matrix.rank, rowCount: vectors.count,
      columnCount: columns)
  }
}
