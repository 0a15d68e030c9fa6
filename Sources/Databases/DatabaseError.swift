internal import CSQLite

/// What SQLite reports instead of a result.
public struct DatabaseError: Error, Hashable, CustomStringConvertible {
  /// What kind of error it is, as far as programs treat kinds differently.
  public enum Kind: Hashable, Sendable {
    /// Another process or connection holds the file.
    case locked
    /// The file or its folder cannot be written to, or not be opened.
    case readOnly
    /// The file is none of SQLite.
    case notADatabase
    /// The file is damaged.
    case damaged
    /// There is no room left.
    case full
    /// Anything else.
    case other
  }

  /// The result code of SQLite, without its extension.
  public let code: Int32
  /// What SQLite says about it, in English.
  public let message: String

  /// An error with a result code of SQLite.
  public init(code: Int32, message: String) {
    // The extension is in the upper bits.
    self.code = code & 0xFF
    self.message = message
  }

  /// The kind of the error.
  public var kind: Kind {
    switch code {
    case SQLITE_BUSY, SQLITE_LOCKED: .locked
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH: .readOnly
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_CORRUPT: .damaged
    case SQLITE_FULL: .full
    default: .other
    }
  }

  /// The message with the code.
  public var description: String { "\(message) (SQLite \(code))" }
}
