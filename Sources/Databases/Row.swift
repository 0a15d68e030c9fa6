internal import CSQLite

/// A row of a result.
public struct Row: Sendable {
  /// The values, by columns from 0.
  public let values: [Value]
  /// The names of the columns.
  public let names: [String]

  init(_ values: [Value], names: [String]) {
    self.values = values
    self.names = names
  }

  /// The value in a column.
  ///
  /// - Throws: `DatabaseError` where the table has a value of another type, as a file of another
  ///   program can.
  /// - Precondition: there is such a column.
  public func get<Result: Storable>(
    _ column: Int, as type: Result.Type = Result.self
  ) throws(DatabaseError) -> Result {
    guard let result = Result(stored: values[column]) else {
      throw DatabaseError(
        code: SQLITE_MISMATCH, message: "the value of \(names[column]) is no \(Result.self)")
    }
    return result
  }

  /// The value in a column with a name.
  ///
  /// - Throws: `DatabaseError` where there is no such column, and where the table has a value of
  ///   another type.
  public func get<Result: Storable>(
    _ name: String, as type: Result.Type = Result.self
  ) throws(DatabaseError) -> Result {
    guard let column = names.firstIndex(of: name) else {
      throw DatabaseError(code: SQLITE_ERROR, message: "no column \(name)")
    }
    return try get(column)
  }
}
