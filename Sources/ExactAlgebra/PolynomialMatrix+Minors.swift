import Algorithms

/// The determinant of a square submatrix, with the rows and columns it was taken from.
public struct Minor: Sendable {
  /// The chosen rows, ascending.
  public let rows: [Int]
  /// The chosen columns, ascending.
  public let columns: [Int]
  /// The submatrix.
  public let submatrix: PolynomialMatrix

  /// The determinant, computed when it is asked for.
  public var polynomial: Polynomial { submatrix.determinant }
}

extension PolynomialMatrix {
  /// The minors of one size, lazily, rows first, both in lexicographic order.
  ///
  /// - Precondition: the size is not negative. There are none above the matrix sizes.
  public func minors(ofSize size: Int) -> some Sequence<Minor> {
    precondition(size >= 0, "minors of a negative size")
    return (0..<rowCount).combinations(ofCount: size).lazy.flatMap { rows in
      (0..<columnCount).combinations(ofCount: size).lazy.map { columns in
        Minor(
          rows: rows, columns: columns, submatrix: submatrix(rows: rows, columns: columns))
      }
    }
  }

  /// The number of minors of one size.
  public func minorCount(ofSize size: Int) -> Integer {
    binomial(rowCount, size) * binomial(columnCount, size)
  }
}
