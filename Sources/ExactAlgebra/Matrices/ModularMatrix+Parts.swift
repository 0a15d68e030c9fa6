extension ModularMatrix {
  /// The matrix of the given rows, in that order.
  public func rows(_ chosen: some RandomAccessCollection<Int>) -> ModularMatrix {
    let chosen = Array(chosen)
    return ModularMatrix(rows: chosen.count, columns: columnCount, over: field) { row, entries in
      withRow(chosen[row]) { _ = entries.update(fromContentsOf: $0) }
    }
  }

  /// The matrix of the given columns, in that order.
  public func columns(_ chosen: some RandomAccessCollection<Int>) -> ModularMatrix {
    let chosen = Array(chosen)
    return ModularMatrix(rows: rowCount, columns: chosen.count, over: field) { row, entries in
      withRow(row) { values in
        for (place, column) in chosen.enumerated() { entries[place] = values[column] }
      }
    }
  }

  /// The matrix with the rows of another one below its own.
  public func stacked(above other: ModularMatrix) -> ModularMatrix {
    precondition(field == other.field, "matrices over different fields")
    precondition(columnCount == other.columnCount, "matrices of sizes that do not fit")
    return ModularMatrix(
      rows: rowCount + other.rowCount, columns: columnCount, over: field
    ) { row, entries in
      let (source, index) = row < rowCount ? (self, row) : (other, row - rowCount)
      source.withRow(index) { _ = entries.update(fromContentsOf: $0) }
    }
  }
}
