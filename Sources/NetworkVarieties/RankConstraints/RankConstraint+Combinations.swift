import Varieties

extension RankConstraint {
  /// The combination of blocks that the matrix is; `nil` if it is built from several, or has
  /// constants.
  public var combination: BlockCombination? {
    guard case .blocks(let expression) = matrix, !expression.hasConstants,
      expression.entries.count == 1, expression.entries[0].count == 1
    else { return nil }
    return expression.entries[0][0]
  }

  /// The combinations of blocks that the matrix has side by side or stacked, each with the bound
  /// for the whole: their minors are minors of it. None where it has constants, or rows and columns
  /// of combinations.
  public var combinations: [RankConstraint] {
    guard case .blocks(let expression) = matrix, !expression.hasConstants,
      expression.entries.count == 1 || expression.entries[0].count == 1
    else { return [] }
    let rowCount = condition.rowCount / expression.entries.count
    let columnCount = condition.columnCount / expression.entries[0].count
    return expression.entries.enumerated().flatMap { row, combinations in
      combinations.enumerated().map { column, combination in
        let rows = condition.entries[(row * rowCount)...].prefix(rowCount)
        return RankConstraint(
          matrix: .blocks(.sideBySide([combination])),
          condition: RankCondition(
            entries: rows.map { Array($0[(column * columnCount)...].prefix(columnCount)) },
            columnCount: columnCount, rankAtMost: condition.rankAtMost),
          source: source)
      }
    }
  }
}
