/// The monomials of a weight of the acting group, in the entries of labelled tensors.
///
/// They are contingency tables: rows are the positions of the first factor, columns those of the
/// second one, each with one line more for tensors on which the factor does not act. The sums of
/// the lines are given; a cell with `e` entries stands for all multisets of `e` labels.
struct TensorMonomials {
  private let rowSums: [Int]
  private let columnSums: [Int]
  /// For each row and column the coordinates of all labels there.
  private let cells: [[[Int32]]]
  /// For each row the last column with a coordinate, -1 where there is none.
  private let lastColumns: [Int]

  /// The monomials of a degree with a weight: for each factor how often its first positions
  /// occur; the others do not occur.
  init(degree: Int, weight: [[Int]], in tensors: TensorCoordinates) {
    let sums = (0..<2).map { factor in
      let own = factor < weight.count ? weight[factor] : []
      return own + [degree - own.reduce(0, +)]
    }
    rowSums = sums[0]
    columnSums = sums[1]
    var cells = sums[0].map { _ in sums[1].map { _ in [Int32]() } }
    for (number, label) in tensors.labels.enumerated() {
      let rows = label.factors.contains(0) ? Array(0..<sums[0].count - 1) : [sums[0].count - 1]
      let columns =
        label.factors.contains(1) ? Array(0..<sums[1].count - 1) : [sums[1].count - 1]
      for row in rows {
        for column in columns {
          let positions = label.factors.map { $0 == 0 ? row : column }
          cells[row][column].append(Int32(tensors.coordinate(ofLabel: number, at: positions)))
        }
      }
    }
    self.cells = cells
    lastColumns = cells.map { row in row.lastIndex { !$0.isEmpty } ?? -1 }
  }

  /// All monomials, one after the other, in a fixed order: `degree` coordinates each.
  var monomials: [Int32] {
    var result: [Int32] = []
    guard (rowSums + columnSums).allSatisfy({ $0 >= 0 }) else { return result }
    var search = Search(rows: rowSums, columns: columnSums)
    visit(row: 0, column: 0, &search) { result += $0 }
    return result
  }

  /// The number of monomials, as a floating-point number since it may be huge.
  var count: Double {
    guard (rowSums + columnSums).allSatisfy({ $0 >= 0 }) else { return 0 }
    var counts: [[Int]: Double] = [columnSums: 1]
    for row in rowSums.indices {
      var next: [[Int]: Double] = [:]
      for (columns, ways) in counts {
        distribute(row: row, column: 0, rest: rowSums[row], columns, ways: ways, into: &next)
      }
      counts = next
    }
    return counts[columnSums.map { _ in 0 }] ?? 0
  }

  /// What is left to be placed, and what has been placed.
  private struct Search {
    var rows: [Int]
    var columns: [Int]
    var prefix: [Int32] = []
  }

  private func visit(
    row: Int, column: Int, _ search: inout Search, found: ([Int32]) -> Void
  ) {
    guard row < cells.count else {
      if search.columns.allSatisfy({ $0 == 0 }) { found(search.prefix) }
      return
    }
    guard column <= lastColumns[row] else {
      if search.rows[row] == 0 { visit(row: row + 1, column: 0, &search, found: found) }
      return
    }
    let most =
      cells[row][column].isEmpty ? 0 : min(search.rows[row], search.columns[column])
    let least = column == lastColumns[row] ? search.rows[row] : 0
    guard least <= most else { return }
    for count in least...most {
      search.rows[row] -= count
      search.columns[column] -= count
      place(count, from: 0, row: row, column: column, &search, found: found)
      search.rows[row] += count
      search.columns[column] += count
    }
  }

  /// Chooses the labels of a cell, and goes on with the next one.
  private func place(
    _ count: Int, from label: Int, row: Int, column: Int, _ search: inout Search,
    found: ([Int32]) -> Void
  ) {
    guard count > 0 else { return visit(row: row, column: column + 1, &search, found: found) }
    for other in label..<cells[row][column].count {
      search.prefix.append(cells[row][column][other])
      place(count - 1, from: other, row: row, column: column, &search, found: found)
      search.prefix.removeLast()
    }
  }

  private func distribute(
    row: Int, column: Int, rest: Int, _ columns: [Int], ways: Double,
    into counts: inout [[Int]: Double]
  ) {
    guard column < columns.count else {
      if rest == 0 { counts[columns, default: 0] += ways }
      return
    }
    let labels = cells[row][column].count
    for count in 0...(labels == 0 ? 0 : min(rest, columns[column])) {
      var less = columns
      less[column] -= count
      let multisets = (0..<count).reduce(1.0) { $0 * Double(labels + $1) / Double($1 + 1) }
      distribute(
        row: row, column: column + 1, rest: rest - count, less, ways: ways * multisets,
        into: &counts)
    }
  }
}
