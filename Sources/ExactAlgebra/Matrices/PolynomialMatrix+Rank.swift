extension PolynomialMatrix {
  /// The rank over the field of rational functions.
  public var rank: Int { rank(maximumTermCount: .max) {}! }

  /// The rank over the field of rational functions, by elimination without fractions, or `nil`
  /// where an entry would get more terms than given.
  ///
  /// Rows are kept without common factors. The next pivot is one that makes few new terms
  /// (Markowitz, *The elimination form of the inverse and its application to linear programming*,
  /// 1957).
  ///
  /// - Parameters:
  ///   - maximumTermCount: the largest number of terms of an entry.
  ///   - check: called before each row that is changed; what it throws ends the work.
  public func rank(
    maximumTermCount: Int, checking check: () throws -> Void
  ) rethrows -> Int? {
    var rows = (0..<rowCount).map { row in
      SparseRow(
        entries: (0..<columnCount).reduce(into: [:]) { entries, column in
          if !self[row, column].isZero { entries[column] = self[row, column] }
        })
    }
    var rank = 0
    rows.removeAll { $0.entries.isEmpty }
    while let place = Self.nextPivot(rows) {
      let pivot = rows.remove(at: place.row)
      rank += 1
      for index in rows.indices where rows[index].entries[place.column] != nil {
        try check()
        rows[index].eliminate(place.column, with: pivot)
        guard rows[index].largestTermCount <= maximumTermCount else { return nil }
      }
      rows.removeAll { $0.entries.isEmpty }
    }
    return rank
  }

  /// The place where elimination is expected to make the fewest terms; `nil` without rows.
  private static func nextPivot(_ rows: [SparseRow]) -> (row: Int, column: Int)? {
    var columnTerms: [Int: Int] = [:]
    for row in rows {
      for (column, entry) in row.entries { columnTerms[column, default: 0] += entry.termCount }
    }
    var best: (cost: Int, row: Int, column: Int)?
    for (index, row) in rows.enumerated() {
      let rowTerms = row.termCount
      for (column, entry) in row.entries {
        let terms = entry.termCount
        // New terms from the rest of the row, and the other rows times a pivot of several terms.
        let cost =
          (rowTerms - terms) * (columnTerms[column]! - terms)
          + (4 * rowTerms + 20) * (terms - 1) + (entry.isConstant ? 0 : 1)
        let candidate = (cost: cost, row: index, column: column)
        if best.map({ candidate < $0 }) ?? true { best = candidate }
      }
    }
    return best.map { ($0.row, $0.column) }
  }
}

/// A row of a matrix of polynomials: its entries that are not zero, by column.
private struct SparseRow {
  private(set) var entries: [Int: Polynomial]

  init(entries: [Int: Polynomial]) {
    self.entries = entries
    removeCommonFactor()
  }

  var termCount: Int { entries.values.reduce(0) { $0 + $1.termCount } }

  var largestTermCount: Int { entries.values.map(\.termCount).max() ?? 0 }

  /// Makes the entry of a column zero by subtracting a multiple of another row from one of this.
  mutating func eliminate(_ column: Int, with pivot: SparseRow) {
    let (mine, other) = (entries[column]!, pivot.entries[column]!)
    let common = mine.greatestCommonDivisor(with: other)
    let (factor, multiple) = (other.divided(by: common)!, mine.divided(by: common)!)
    var result = entries.mapValues { $0 * factor }
    for (place, entry) in pivot.entries {
      let product = multiple * entry
      result[place] = result[place].map { $0 - product } ?? -product
    }
    entries = result.filter { !$0.value.isZero }
    removeCommonFactor()
  }

  private mutating func removeCommonFactor() {
    guard let first = entries.keys.min().flatMap({ entries[$0] }) else { return }
    var common = first.primitivePart
    for entry in entries.values where !common.isConstant {
      common = common.greatestCommonDivisor(with: entry)
    }
    // The numerical factor of the first entry goes as well.
    let divisor = first.content * common
    entries = entries.mapValues { $0.divided(by: divisor)! }
  }
}
