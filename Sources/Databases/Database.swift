internal import Synchronization

/// A file of SQLite with one connection, which many threads use one after the other.
///
/// The connection does not leave the calls that it is given to, which hold the lock.
public final class Database: @unchecked Sendable {
  // The connection is used under the lock only.
  private let connection: Connection
  private let lock = Mutex(())

  /// Opens a file; where there is none, and it may be written to, it is made.
  ///
  /// - Parameters:
  ///   - path: the name of the file, taken literally.
  ///   - isReadOnly: whether nothing is written.
  ///   - patience: how long another process that holds the file is waited for.
  /// - Throws: `DatabaseError` where the file cannot be opened. What is in it is read later.
  public init(
    at path: String, isReadOnly: Bool = false, patience: Duration = .zero
  ) throws(DatabaseError) {
    connection = try Connection(path: path, isReadOnly: isReadOnly, patience: patience)
  }

  /// Does something with the connection, outside of any transaction.
  ///
  /// - Precondition: not within another call.
  public func access<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try lock.withLock { _ in Outcome { try body(connection) } }.result.get()
  }

  /// Reads in one transaction, which sees the file as it is at one moment.
  ///
  /// - Precondition: not within another call.
  public func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try access { connection in try connection.transaction(.deferred) { try body(connection) } }
  }

  /// Does something in one transaction, all of it or nothing, that holds the file from its
  /// beginning on.
  ///
  /// - Precondition: not within another call.
  public func write<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try access { connection in try connection.transaction { try body(connection) } }
  }

  /// Carries the result of a call out of the lock.
  private struct Outcome<Success>: @unchecked Sendable {
    // Made and taken by one thread.
    let result: Result<Success, any Error>

    init(_ body: () throws -> Success) { result = Result(catching: body) }
  }
}
