/// A value in a table of SQLite.
public enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// A type whose values are kept in tables.
public protocol Storable {
  /// The value in a table.
  var stored: Value { get }

  /// The value that is kept, `nil` where a table has something else.
  init?(stored value: Value)
}

extension Int: Storable {
  public var stored: Value { .integer(Int64(self)) }

  public init?(stored value: Value) {
    guard case .integer(let number) = value else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: Storable {
  public var stored: Value { .integer(self ? 1 : 0) }

  /// Any number but 0 is true, as in SQLite.
  public init?(stored value: Value) {
    guard case .integer(let number) = value else { return nil }
    self = number != 0
  }
}

extension Double: Storable {
  /// SQLite has no NaN: it keeps NULL in its place.
  public var stored: Value { isNaN ? .null : .real(self) }

  public init?(stored value: Value) {
    switch value {
    case .real(let number): self = number
    case .integer(let number): self.init(number)
    case .null, .text: return nil
    }
  }
}

extension String: Storable {
  public var stored: Value { .text(self) }

  public init?(stored value: Value) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
}
