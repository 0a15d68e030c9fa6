/// How often cells and labels occur together: one row for each cell, one column for each label.
///
///     let table = try ContingencyTable([[5, 1, 0], [2, 7, 1]])
///     table.total                                             // 16
///     table.information(by: .plugIn)                          // I(cell; label), enclosed
///
/// Cells may be the activation patterns of the first layers of a network, labels the classes of its data. Rows
/// and columns without counts are allowed; they are no occupied cells.
public struct ContingencyTable: Hashable, Sendable {
  /// The counts, row by row.
  public let counts: [[Int]]

  /// A table of counts.
  ///
  /// - Throws: `ContingencyTableError` where rows differ in length, a count is negative, nothing was counted, or the
  ///   sum is beyond the range of integers.
  public init(_ counts: [[Int]]) throws(ContingencyTableError) {
    let width = counts.first?.count ?? 0
    var total = 0
    for (row, entries) in counts.enumerated() {
      guard entries.count == width else {
        throw .wrongRow(row, count: entries.count, expected: width)
      }
      for (column, count) in entries.enumerated() {
        guard count >= 0 else { throw .negative(row: row, column: column, count: count) }
        let (sum, overflow) = total.addingReportingOverflow(count)
        if overflow { throw .tooMany }
        total = sum
      }
    }
    guard total > 0 else { throw .empty }
    self.counts = counts
  }

  /// The number of all that was counted: at least 1.
  public var total: Int { rowTotals.reduce(0, +) }

  /// How often each cell occurs.
  public var rowTotals: [Int] { counts.map { $0.reduce(0, +) } }

  /// How often each label occurs.
  public var columnTotals: [Int] {
    (counts.first ?? []).indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  /// How often each pair of a cell and a label occurs.
  public var jointCounts: [Int] { counts.flatMap(\.self) }

  /// The number of cells that occur.
  public var occupiedCellCount: Int { rowTotals.count { $0 > 0 } }

  /// The number of labels that occur.
  public var occupiedLabelCount: Int { columnTotals.count { $0 > 0 } }
}

/// Why counts are no table. Rows and columns count from 0.
public enum ContingencyTableError: Error, Hashable, CustomStringConvertible {
  /// A row of another length than the first one.
  case wrongRow(Int, count: Int, expected: Int)
  /// A negative count.
  case negative(row: Int, column: Int, count: Int)
  /// Nothing was counted.
  case empty
  /// The sum of the counts is beyond the range of integers.
  case tooMany

  /// One line for the user; rows and columns count from 1 there.
  public var description: String {
    switch self {
    case .wrongRow(let row, let count, let expected):
      "row \(row + 1): \(count) counts, expected \(expected) as in the first row"
    case .negative(let row, let column, let count):
      "row \(row + 1), column \(column + 1): \(count), expected a count from 0 on"
    case .empty: "nothing was counted, expected at least one count above 0"
    case .tooMany: "the sum of the counts is beyond 2^63 - 1"
    }
  }
}
