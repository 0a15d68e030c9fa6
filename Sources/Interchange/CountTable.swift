import ExactAlgebra

/// Counts in the rows of a file: integers from 0 on, in the form of a `PointTable`.
public struct CountTable: Sendable {
  /// The counts, row by row; all rows have one length.
  public let counts: [[Int]]

  /// Reads a file.
  ///
  /// - Parameter file: its path.
  /// - Throws: `DataError` as `PointTable`, and for what is no integer from 0 on, or too large.
  public init(file: String) throws(DataError) {
    let table = try PointTable(file: file)
    var counts: [[Int]] = []
    for (row, entries) in table.points.enumerated() {
      var line: [Int] = []
      for (column, entry) in entries.enumerated() {
        guard entry.isInteger, entry.signum() >= 0 else {
          throw table.error("column \(column + 1): \(entry), expected a count from 0 on", at: row)
        }
        guard let count = Int(exactly: entry.numerator) else {
          throw table.error("column \(column + 1): a count beyond 2^63 - 1", at: row)
        }
        line.append(count)
      }
      counts.append(line)
    }
    self.counts = counts
  }
}
