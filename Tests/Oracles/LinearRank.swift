public import ExactAlgebra

/// The dimension of the span of polynomials of one ring.
public func linearRank(_ polynomials: [Polynomial]) -> Int {
  var columns: [[Int]: Int] = [:]
  let rows = polynomials.map { polynomial in
    polynomial.terms.map { term in
      let count = columns.count
      let column = columns[term.variables] ?? count
      columns[term.variables] = column
      return (column, term.coefficient)
    }
  }
  var matrix = RationalMatrix(rows: rows.count, columns: columns.count)
  for (row, entries) in rows.enumerated() {
    for (column, value) in entries { matrix[row, column] = value }
  }
  return matrix.rank
}
