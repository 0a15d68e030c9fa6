internal import CSQLite

/// A connection to a file of SQLite.
///
///     try database.access { connection in
///       try connection.execute("CREATE TABLE point (x REAL, name TEXT)")
///       try connection.execute("INSERT INTO point VALUES (?, ?)", [0.5, "a"])
///       try connection.value("SELECT count(*) FROM point", as: Int.self)  // 1
///     }
///
/// It is used by one thread at a time: a ``Database`` gives it to one call after the other.
public final class Connection {
  let handle: OpaquePointer

  /// Opens a file, or makes it.
  init(
    path: String, isReadOnly: Bool, patience: Duration
  ) throws(DatabaseError) {
    let access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      let message = String(cString: sqlite3_errmsg(handle))
      sqlite3_close_v2(handle)
      throw DatabaseError(code: code, message: message)
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, Int32(clamping: Int64(patience / .milliseconds(1))))
  }

  deinit { sqlite3_close_v2(handle) }

  /// The error that the last call reported.
  func error(_ code: Int32) -> DatabaseError {
    DatabaseError(code: code, message: String(cString: sqlite3_errmsg(handle)))
  }

  /// A statement that is executed many times.
  public func prepare(_ sql: String) throws(DatabaseError) -> Statement {
    try Statement(sql, in: self)
  }

  /// Executes a statement with values for its parameters `?`.
  ///
  /// - Precondition: as many values as parameters.
  public func execute(_ sql: String, _ values: [any Storable] = []) throws(DatabaseError) {
    try prepare(sql).execute(values)
  }

  /// Executes statements that have no parameters, one after the other.
  public func execute(script: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// Calls a function with each row of a result, in order.
  ///
  /// - Throws: `DatabaseError`, and what `body` throws.
  public func forEachRow(
    _ sql: String, _ values: [any Storable] = [], _ body: (Row) throws -> Void
  ) throws {
    let statement = try prepare(sql)
    try statement.begin(values)
    while try statement.step(), let row = statement.row { try body(row) }
  }

  /// All rows of a result.
  public func rows(_ sql: String, _ values: [any Storable] = []) throws(DatabaseError) -> [Row] {
    let statement = try prepare(sql)
    try statement.begin(values)
    var rows: [Row] = []
    while try statement.step(), let row = statement.row { rows.append(row) }
    return rows
  }

  /// The first row of a result, if it has any.
  public func first(_ sql: String, _ values: [any Storable] = []) throws(DatabaseError) -> Row? {
    let statement = try prepare(sql)
    try statement.begin(values)
    return try statement.step() ? statement.row : nil
  }

  /// What the first column of the first row has, `nil` for no row and for NULL.
  ///
  /// - Throws: `DatabaseError`, also for a value of another type.
  public func value<Result: Storable>(
    _ sql: String, _ values: [any Storable] = [], as type: Result.Type = Result.self
  ) throws(DatabaseError) -> Result? {
    guard let row = try first(sql, values), row.values[0] != .null else { return nil }
    return try row.get(0)
  }

  /// The number of rows that were changed since the connection was opened.
  public var totalChangeCount: Int { Int(sqlite3_total_changes(handle)) }

  /// When a transaction takes hold of the file.
  public enum Hold: String, Sendable {
    /// With its first statement, and for writing with the first that writes.
    case deferred = "DEFERRED"
    /// From its beginning on, for writing.
    case immediate = "IMMEDIATE"
  }

  /// Does something in one transaction, all of it or nothing.
  ///
  /// - Throws: `DatabaseError` where the transaction does not begin or end, and what `body` throws.
  /// - Precondition: there is no transaction yet.
  public func transaction<Result>(
    _ hold: Hold = .immediate, _ body: () throws -> Result
  ) throws -> Result {
    precondition(sqlite3_get_autocommit(handle) != 0, "a transaction in a transaction")
    try execute(script: "BEGIN \(hold.rawValue)")
    do {
      let result = try body()
      try execute(script: "COMMIT")
      return result
    } catch {
      // Some errors, such as a full disk, have ended the transaction already.
      if sqlite3_get_autocommit(handle) == 0 { try? execute(script: "ROLLBACK") }
      throw error
    }
  }
}
