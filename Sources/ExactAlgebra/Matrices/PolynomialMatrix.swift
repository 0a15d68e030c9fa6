/// A matrix of polynomials of one ring.
///
///     let generic = PolynomialMatrix(rows: 3, columns: 4, in: ring) { r, c in x[4 * r + c] }
///     for minor in generic.minors(ofSize: 2) where !minor.polynomial.isZero { ... }
public struct PolynomialMatrix: Sendable {
  /// The ring of the entries.
  public let ring: PolynomialRing
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  private var entries: [Polynomial]

  /// A matrix whose entries are given by row and column, both from 0; rethrows what `entry`
  /// throws.
  public init(
    rows: Int, columns: Int, in ring: PolynomialRing, entry: (Int, Int) throws -> Polynomial
  ) rethrows {
    precondition(rows >= 0 && columns >= 0, "a matrix with a negative size")
    self.ring = ring
    rowCount = rows
    columnCount = columns
    entries = []
    entries.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { entries.append(try entry(row, column)) }
    }
    precondition(entries.allSatisfy { $0.ring === ring }, "polynomials from different rings")
  }

  /// One entry; row and column count from 0.
  public subscript(row: Int, column: Int) -> Polynomial {
    get { entries[index(row, column)] }
    set {
      precondition(newValue.ring === ring, "polynomials from different rings")
      entries[index(row, column)] = newValue
    }
  }

  /// The matrix of the chosen rows and columns, in the given order.
  public func submatrix(rows: [Int], columns: [Int]) -> PolynomialMatrix {
    PolynomialMatrix(rows: rows.count, columns: columns.count, in: ring) {
      self[rows[$0], columns[$1]]
    }
  }

  /// The transpose.
  public var transpose: PolynomialMatrix {
    PolynomialMatrix(rows: columnCount, columns: rowCount, in: ring) { self[$1, $0] }
  }

  /// The product of two matrices over one ring.
  public static func * (a: PolynomialMatrix, b: PolynomialMatrix) -> PolynomialMatrix {
    precondition(a.ring === b.ring, "polynomials from different rings")
    precondition(a.columnCount == b.rowCount, "matrices of sizes that do not fit")
    return PolynomialMatrix(rows: a.rowCount, columns: b.columnCount, in: a.ring) { row, column in
      var sum = a.ring.zero
      for k in 0..<a.columnCount { sum += a[row, k] * b[k, column] }
      return sum
    }
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(
      (0..<rowCount).contains(row) && (0..<columnCount).contains(column),
      "index outside the matrix")
    return row * columnCount + column
  }
}
