import Algorithms

/// The determinant of a square submatrix, with the rows and columns it was taken from.
public struct Minor: Sendable {
  /// The chosen rows, ascending, from 0.
  public let rows: [Int]
  /// The chosen columns, ascending, from 0.
  public let columns: [Int]
  /// The submatrix.
  public let submatrix: PolynomialMatrix

  /// The determinant, computed each time it is asked for.
  public var polynomial: Polynomial { submatrix.determinant }
}

extension PolynomialMatrix {
  /// The minors of one size, lazily, rows first, both in lexicographic order.
  ///
  /// The one minor of size 0 is 1; there are none above the sizes of the matrix.
  ///
  /// - Precondition: the size is not negative.
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
