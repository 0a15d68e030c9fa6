public import ExactAlgebra
import Varieties

/// A linear combination of blocks, such as `M_1 - M_2`.
public struct BlockCombination: Hashable, Sendable {
  /// For each block of the variety, in their order, its coefficient.
  public let coefficients: [Integer]

  /// The combination with the given coefficients.
  public init(_ coefficients: [Integer]) { self.coefficients = coefficients }

  /// One block alone, by its number from 0.
  public static func block(_ index: Int, of count: Int) -> BlockCombination {
    BlockCombination((0..<count).map { $0 == index ? 1 : 0 })
  }

  /// The blocks whose coefficient is not zero.
  public var support: [Int] { coefficients.indices.filter { !coefficients[$0].isZero } }
}

/// A matrix built from the blocks: `sum_i C_i (x) M_i` with coefficient matrices `C_i`, and with
/// biases columns of combined constants beside it.
///
/// With `p` by `q` combinations and `r` columns of constants it has `p * n_L` rows and
/// `q * n_0 + r` columns.
public struct BlockExpression: Hashable, Sendable {
  /// `entries[p][q]`: the combination of the matrices `M_i` at that place.
  public let entries: [[BlockCombination]]
  /// `constants[p]`: the combinations of the constants `c_i` beside the combinations of row `p`,
  /// each a column of height `n_L`.
  public let constants: [[BlockCombination]]

  /// The matrix with the given combinations, without constants where none are given.
  ///
  /// - Precondition: at least one row, all rows of equal lengths, and as many rows of constants,
  ///   of equal lengths too.
  public init(entries: [[BlockCombination]], constants: [[BlockCombination]]? = nil) {
    self.entries = entries
    self.constants = constants ?? entries.map { _ in [] }
    precondition(!entries.isEmpty && self.constants.count == entries.count, "no rows")
    precondition(Set(entries.map(\.count)).count == 1, "rows of different lengths")
    precondition(Set(self.constants.map(\.count)).count == 1, "rows of different lengths")
  }

  /// Combinations side by side: `[N_1 | N_2 | ...]`, constants behind them.
  public static func sideBySide(
    _ combinations: [BlockCombination], constants: [BlockCombination] = []
  ) -> BlockExpression {
    BlockExpression(entries: [combinations], constants: [constants])
  }

  /// Combinations above each other: `[N_1 ; N_2 ; ...]`, each with its constants if asked for.
  public static func stacked(
    _ combinations: [BlockCombination], withConstants: Bool = false
  ) -> BlockExpression {
    BlockExpression(
      entries: combinations.map { [$0] },
      constants: combinations.map { withConstants ? [$0] : [] })
  }

  /// The matrix with other combinations in the places of these.
  func mapping(_ change: (BlockCombination) -> BlockCombination) -> BlockExpression {
    BlockExpression(
      entries: entries.map { $0.map(change) }, constants: constants.map { $0.map(change) })
  }

  /// Whether constants take part.
  public var hasConstants: Bool { !constants[0].isEmpty }

  /// The number of rows and of columns.
  func size(in coordinates: BlockCoordinates) -> (rows: Int, columns: Int) {
    (
      entries.count * coordinates.rowCount,
      entries[0].count * coordinates.columnCount + constants[0].count
    )
  }

  /// The entries as linear forms, with a bound for the rank.
  func condition(rankAtMost rank: Int, in coordinates: BlockCoordinates) -> RankCondition {
    let rows = zip(entries, constants).flatMap { matrices, constants in
      (0..<coordinates.rowCount).map { row in
        matrices.flatMap { combination in
          (0..<coordinates.columnCount).map { column in
            form(combination, row: row, column: column, in: coordinates)
          }
        }
          + constants.map {
            form($0, row: row, column: coordinates.columnCount, in: coordinates)
          }
      }
    }
    return RankCondition(
      entries: rows, columnCount: size(in: coordinates).columns, rankAtMost: rank)
  }

  /// The matrix at exact values of the coordinates.
  func values(at point: [Rational], in coordinates: BlockCoordinates) -> RationalMatrix {
    let size = size(in: coordinates)
    var matrix = RationalMatrix(rows: size.rows, columns: size.columns)
    for (place, (combinations, constants)) in zip(entries, self.constants).enumerated() {
      let columns =
        combinations.flatMap { combination in
          (0..<coordinates.columnCount).map { (combination, $0) }
        } + constants.map { ($0, coordinates.columnCount) }
      for (target, (combination, column)) in columns.enumerated() {
        for block in combination.support {
          let coefficient = Rational(combination.coefficients[block])
          for row in 0..<coordinates.rowCount {
            matrix[place * coordinates.rowCount + row, target] +=
              coefficient * point[coordinates.index(block: block, row: row, column: column)]
          }
        }
      }
    }
    return matrix
  }

  private func form(
    _ combination: BlockCombination, row: Int, column: Int, in coordinates: BlockCoordinates
  ) -> RankCondition.LinearForm {
    var form: RankCondition.LinearForm = [:]
    for block in combination.support {
      form[coordinates.index(block: block, row: row, column: column)] =
        combination.coefficients[block]
    }
    return form
  }
}
