import ExactAlgebra

/// The coefficients of a matrix built from blocks, one matrix `[C_i | c_i]` for each block.
///
/// Where a column of constants has the coefficients of a column of the `C_i`, it is not repeated:
/// the two belong together as the columns of `[M_i | c_i]`.
struct CoefficientTable {
  /// The largest absolute value of a coefficient.
  private static let maximumCoefficient = Integer(1 << 20)

  /// `blocks[block][row][column]`.
  let blocks: [[[Int]]]
  /// The columns with matrices `M_i`.
  let inputColumns: [Int]
  /// The columns with constants.
  let constantColumns: [Int]

  /// The coefficients, or `nil` where there are too many blocks or a coefficient is too large.
  init?(_ expression: BlockExpression) {
    let rows = expression.entries.indices
    var columns = expression.entries[0].indices.map { column in
      rows.map { expression.entries[$0][column] }
    }
    inputColumns = Array(columns.indices)
    var constantColumns: [Int] = []
    for constant in expression.constants[0].indices {
      let column = rows.map { expression.constants[$0][constant] }
      if let known = columns.indices.first(where: {
        columns[$0] == column && !constantColumns.contains($0)
      }) {
        constantColumns.append(known)
      } else {
        constantColumns.append(columns.count)
        columns.append(column)
      }
    }
    self.constantColumns = constantColumns
    let blockCount = columns[0][0].coefficients.count
    let isSmall = columns.joined().allSatisfy { combination in
      combination.coefficients.allSatisfy {
        -Self.maximumCoefficient <= $0 && $0 <= Self.maximumCoefficient
      }
    }
    guard isSmall, blockCount <= BlockSet.maximumCount else { return nil }
    blocks = (0..<blockCount).map { block in
      rows.map { row in columns.map { Int(exactly: $0[row].coefficients[block])! } }
    }
  }
}
