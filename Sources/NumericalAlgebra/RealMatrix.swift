internal import CLAPACKShims

/// A dense matrix of floating-point numbers, for ranks of data that are known approximately.
///
///     let matrix = try RealMatrix([[3, 0], [0, 4]])
///     try matrix.singularValues   // [4, 3]
///
/// Nothing exact ever rests on it. Source of the algorithms: LAPACK.
public struct RealMatrix: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The entries, column by column.
  public private(set) var entries: [Double]

  /// The zero matrix.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a negative size")
    rowCount = rows
    columnCount = columns
    entries = [Double](repeating: 0, count: rows * columns)
  }

  /// The matrix with the given rows, all of one length; 0 by 0 where there is none.
  public init(_ rows: [[Double]]) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0)
    for (row, values) in rows.enumerated() {
      precondition(values.count == columnCount, "rows of different lengths")
      for (column, value) in values.enumerated() { self[row, column] = value }
    }
  }

  /// The matrix with the given columns, all of the given length.
  public init(columns: [[Double]], rowCount: Int) {
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns of a wrong length")
    self.rowCount = rowCount
    columnCount = columns.count
    entries = Array(columns.joined())
  }

  /// One entry; row and column count from 0.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(contains(row, column), "index outside the matrix")
      return entries[column * rowCount + row]
    }
    set {
      precondition(contains(row, column), "index outside the matrix")
      entries[column * rowCount + row] = newValue
    }
  }

  /// One column as an array.
  public func column(_ index: Int) -> [Double] {
    Array(entries[index * rowCount..<(index + 1) * rowCount])
  }

  /// The transpose.
  public var transpose: RealMatrix {
    var result = RealMatrix(rows: columnCount, columns: rowCount)
    for column in 0..<columnCount {
      for row in 0..<rowCount { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The product of two matrices.
  public static func * (a: RealMatrix, b: RealMatrix) -> RealMatrix {
    precondition(a.columnCount == b.rowCount, "matrices that do not fit")
    var result = RealMatrix(rows: a.rowCount, columns: b.columnCount)
    for column in 0..<b.columnCount {
      for middle in 0..<a.columnCount {
        let factor = b.entries[column * b.rowCount + middle]
        for row in 0..<a.rowCount {
          result.entries[column * a.rowCount + row] +=
            a.entries[middle * a.rowCount + row] * factor
        }
      }
    }
    return result
  }

  /// The difference of two matrices of one size.
  public static func - (a: RealMatrix, b: RealMatrix) -> RealMatrix {
    precondition(
      a.rowCount == b.rowCount && a.columnCount == b.columnCount, "matrices of different sizes")
    var result = a
    for index in result.entries.indices { result.entries[index] -= b.entries[index] }
    return result
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < rowCount && column >= 0 && column < columnCount
  }
}

extension RealMatrix {
  /// Opened when it is needed first.
  private static let hasLAPACK = shim_open_lapack() != 0

  /// The singular values, descending: as many as the smaller of both sizes.
  ///
  /// - Throws: `NumericalError` for entries that are not finite, and where the iteration does not
  ///   converge.
  public var singularValues: [Double] {
    get throws(NumericalError) {
      try checkFinite()
      let count = min(rowCount, columnCount)
      guard count > 0 else { return [] }
      var (matrix, values) = (entries, [Double](repeating: 0, count: count))
      guard Self.hasLAPACK else { throw .noLibrary }
      let info = shim_singular_values(Int32(rowCount), Int32(columnCount), &matrix, &values)
      guard info == 0 else { throw .noConvergence }
      return values
    }
  }

  /// The largest singular value; 0 for an empty matrix.
  ///
  /// - Throws: as `singularValues`.
  public var norm: Double {
    get throws(NumericalError) { try singularValues.first ?? 0 }
  }

  /// The factors of `self = Q R`: `Q` of the same size with orthonormal columns, `R` square and
  /// upper triangular.
  ///
  /// - Precondition: at least as many rows as columns.
  /// - Throws: `NumericalError` for entries that are not finite.
  public var orthogonalFactors: (orthonormal: RealMatrix, triangular: RealMatrix) {
    get throws(NumericalError) {
      precondition(rowCount >= columnCount, "more columns than rows")
      try checkFinite()
      var orthonormal = self
      var triangular = RealMatrix(rows: columnCount, columns: columnCount)
      guard columnCount > 0 else { return (orthonormal, triangular) }
      guard Self.hasLAPACK else { throw .noLibrary }
      let info = shim_orthonormal_factor(
        Int32(rowCount), Int32(columnCount), &orthonormal.entries, &triangular.entries)
      guard info == 0 else { throw .noConvergence }
      return (orthonormal, triangular)
    }
  }

  /// The vector `x` with `self^T x = vector`, for an upper triangular matrix; not finite where the
  /// diagonal has a zero.
  public func solvingTransposed(_ vector: [Double]) -> [Double] {
    precondition(rowCount == columnCount && vector.count == rowCount, "sizes that do not fit")
    var solution = vector
    for row in solution.indices {
      for column in 0..<row { solution[row] -= self[column, row] * solution[column] }
      solution[row] /= self[row, row]
    }
    return solution
  }

  private func checkFinite() throws(NumericalError) {
    guard entries.allSatisfy(\.isFinite) else { throw .notFinite }
    guard rowCount <= Int32.max, columnCount <= Int32.max else { throw .tooLarge }
  }
}

/// Why a computation with floating-point numbers has no result.
public enum NumericalError: Error, Hashable, CustomStringConvertible {
  /// Infinities or NaN.
  case notFinite
  /// An iteration did not converge.
  case noConvergence
  /// More rows or columns than LAPACK counts.
  case tooLarge
  /// Vectors that are independent, but not to double precision.
  case nearlyDependent
  /// LAPACK is not installed.
  case noLibrary

  /// One line for the user.
  public var description: String {
    switch self {
    case .notFinite: "numbers beyond the range of double precision"
    case .noConvergence: "singular values were not found"
    case .tooLarge: "a matrix with more than 2147483647 rows or columns"
    case .nearlyDependent:
      "points so nearly dependent that double precision does not tell what they span"
    case .noLibrary: "LAPACK is not installed (liblapacke.so.3, Debian's package liblapacke)"
    }
  }
}
