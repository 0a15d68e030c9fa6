public import ExactAlgebra
import Foundation

/// A value as it is written to a store: what JSON has, with whole numbers only.
public indirect enum CodedValue: Hashable, Sendable {
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([CodedValue])
  case record([String: CodedValue])

  /// The entry of a record; `nil` where there is none, or this is no record.
  public subscript(name: String) -> CodedValue? {
    if case .record(let entries) = self { entries[name] } else { nil }
  }

  /// The number, if it is one.
  public var number: Int? { if case .number(let value) = self { value } else { nil } }
  /// The text, if it is one; the digits of a number.
  public var text: String? {
    switch self {
    case .text(let value): value
    case .number(let value): "\(value)"
    case .flag, .list, .record: nil
    }
  }

  /// An integer: a number where it fits a machine word, its digits beyond.
  public init(_ integer: Integer) {
    self = Int(exactly: integer).map(CodedValue.number) ?? .text("\(integer)")
  }

  /// On one line: `bound 7, regions 6`.
  var plainWords: String {
    switch self {
    case .flag(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .list(let values): values.map(\.plainWords).joined(separator: " ")
    case .record(let entries):
      entries.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.plainWords)" }
        .joined(separator: ", ")
    }
  }
}

extension CodedValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  public init(integerLiteral value: Int) { self = .number(value) }
  public init(stringLiteral value: String) { self = .text(value) }
}

extension CodedValue: Codable {
  /// Reads any JSON without fractions and `null`.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let entries = try? container.decode([String: CodedValue].self) {
      self = .record(entries)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let values = try? container.decode([CodedValue].self) {
      self = .list(values)
    } else {
      self = .flag(try container.decode(Bool.self))
    }
  }

  /// Writes the value itself.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .flag(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .record(let entries): try container.encode(entries)
    }
  }

  /// The coded form of a value.
  ///
  /// - Precondition: it consists of numbers that are whole, text, truth values, lists and records.
  public init(of value: some Encodable) {
    do {
      self = try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(value))
    } catch {
      preconditionFailure("a value that cannot be coded: \(error)")
    }
  }

  /// The value that has this form, or `nil` where none of the type has.
  public func decoded<Value: Decodable>(as type: Value.Type) -> Value? {
    guard let code = try? JSONEncoder().encode(self) else { return nil }
    return try? JSONDecoder().decode(type, from: code)
  }
}

/// A name of a value among others.
package struct CodedName: CodingKey {
  package let stringValue: String
  package var intValue: Int? { nil }

  /// The key with a name.
  package init(_ name: String) { stringValue = name }
  package init?(stringValue: String) { self.init(stringValue) }
  package init?(intValue: Int) { nil }
}
