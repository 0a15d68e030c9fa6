internal import CSQLite

/// A prepared statement of a connection.
///
/// It belongs to one call of ``Connection``'s queue, like its connection.
public final class Statement {
  private let connection: Connection
  private let handle: OpaquePointer
  private let names: [String]
  /// The values of the row that the last step led to.
  private(set) var row: Row?

  init(_ sql: String, in connection: Connection) throws(DatabaseError) {
    self.connection = connection
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v2(connection.handle, sql, -1, &handle, nil)
    guard code == SQLITE_OK else { throw connection.error(code) }
    guard let handle else {
      throw DatabaseError(code: SQLITE_MISUSE, message: "no statement in '\(sql)'")
    }
    self.handle = handle
    names = (0..<sqlite3_column_count(handle)).map { column in
      sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }
  }

  deinit { sqlite3_finalize(handle) }

  /// Executes the statement with values for its parameters `?`, and forgets its rows.
  ///
  /// - Precondition: as many values as parameters.
  public func execute(_ values: [any Storable] = []) throws(DatabaseError) {
    try begin(values)
    defer { sqlite3_reset(handle) }
    while try step() {}
  }

  /// Goes to the next row; `false` after the last one.
  func step() throws(DatabaseError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW:
      row = Row(names.indices.map { value(Int32($0)) }, names: names)
      return true
    case SQLITE_DONE:
      row = nil
      return false
    default:
      row = nil
      throw connection.error(code)
    }
  }

  /// Starts anew with other values.
  func begin(_ values: [any Storable]) throws(DatabaseError) {
    precondition(
      values.count == sqlite3_bind_parameter_count(handle), "a value for each parameter")
    sqlite3_reset(handle)
    for (index, value) in values.enumerated() { try bind(value.stored, Int32(index + 1)) }
  }

  private func bind(_ value: Value, _ index: Int32) throws(DatabaseError) {
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, index)
      case .integer(let number): sqlite3_bind_int64(handle, index, number)
      case .real(let number): sqlite3_bind_double(handle, index, number)
      case .text(let text):
        // SQLite copies the text; the 0 behind it is no part of it.
        text.utf8CString.withUnsafeBufferPointer {
          sqlite3_bind_text64(
            handle, index, $0.baseAddress, UInt64($0.count - 1), Self.transient,
            UInt8(SQLITE_UTF8))
        }
      }
    guard code == SQLITE_OK else { throw connection.error(code) }
  }

  /// `SQLITE_TRANSIENT`, which C writes as a cast that Swift does not see.
  private static var transient: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  private func value(_ column: Int32) -> Value {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_NULL: return .null
    default:
      // Bytes are taken as text too; the pointer holds until the next step.
      guard let start = sqlite3_column_text(handle, column) else { return .text("") }
      let bytes = UnsafeBufferPointer(
        start: start, count: Int(sqlite3_column_bytes(handle, column)))
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
