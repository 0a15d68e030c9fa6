import ExactAlgebra
import Varieties

extension TwoBlockTheorem {
  /// The largest number of products modulo a prime for a rank, about half a second.
  private static let largestProductCount = 500_000_000.0

  /// The rank of the Jacobian matrix of all minors of the theorem at a random point of the variety,
  /// without the minors; `nil` where the matrix is too large.
  ///
  /// At a matrix whose rank is the bound the differentials of the minors are spanned by the products
  /// of left and right kernel; see `RankCondition.conormalVectors(at:over:)`.
  func minorJacobianRank(of variety: PatternVariety, seed: UInt64) -> RankEvidence? {
    let conditions = constraints.map(\.condition)
    let count = conditions.reduce(0) { $0 + $1.genericCodimension }
    let columns = variety.ambientDimension
    guard
      Double(count) * Double(columns) * Double(min(count, columns)) <= Self.largestProductCount
    else { return nil }
    let field = PatternVariety.rankField
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = variety.patternMap.randomPoint(over: field, using: &generator)
    let vectors = conditions.flatMap { $0.conormalVectors(at: point, over: field) }
    let matrix = ModularMatrix(rows: vectors.count, columns: columns, over: field) { row, entries in
      for (column, value) in vectors[row].enumerated() { entries[column] = value }
    }
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: matrix.rank, rowCount: vectors.count,
      columnCount: columns)
  }
}
