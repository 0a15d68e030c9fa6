import ExactAlgebra
public import Networks

extension InputPoints {
  /// Reads points from a file: a table as in `PointTable`, or an array of NumPy with a row for each point.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - columns: how many coordinates a point has.
  ///   - selection: the columns of a table that are coordinates; `nil` for all of them.
  /// - Throws: `DataError` as `PointTable`; for arrays that are not of finite numbers in one or two
  ///   dimensions, or of another number of columns.
  public init(
    file: String, columns: Int, selecting selection: ColumnSelection? = nil
  ) throws(DataError) {
    guard NumPyArray.isArray(file) else {
      self.init(try PointTable(file: file, columns: columns, selecting: selection).points)
      return
    }
    guard selection == nil else {
      throw DataError("an array of NumPy, whose columns cannot be selected", file: file)
    }
    let array = try NumPyArray(file: file)
    let found = array.shape.count == 2 ? array.shape[1] : 1
    guard found == columns else {
      throw DataError("\(found) columns, expected \(columns)", file: file)
    }
    guard array.shape[0] > 0 else {
      throw DataError("no points, expected one in each row", file: file)
    }
    self.init(array.numbers, dimension: columns)
  }
}
