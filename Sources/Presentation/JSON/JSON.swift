import ExactAlgebra

/// A value of JSON.
enum JSON: Sendable {
  /// What is written as it is: a number, a truth value, or digits in quotation marks.
  case literal(String)
  /// A text.
  case string(String)
  /// A list.
  case list([JSON])
  /// An object.
  case object(JSONObject)
}

/// What can be written as a value of JSON.
protocol JSONConvertible {
  /// The value.
  var json: JSON { get }
}

extension JSON: JSONConvertible {
  var json: JSON { self }
}

extension Bool: JSONConvertible {
  var json: JSON { .literal(self ? "true" : "false") }
}

extension Int: JSONConvertible {
  var json: JSON { .literal(description) }
}

extension UInt: JSONConvertible {
  var json: JSON { .literal(description) }
}

extension UInt64: JSONConvertible {
  var json: JSON { .literal(description) }
}

extension Double: JSONConvertible {
  /// The shortest number that is read back as this one; `"inf"` for a distance relative to nothing or
  /// beyond the range of double precision, and likewise `"-inf"` and `"nan"`.
  var json: JSON {
    guard isFinite else { return .string(description) }
    return .literal(description.hasSuffix(".0") ? String(description.dropLast(2)) : description)
  }
}

extension String: JSONConvertible {
  var json: JSON { .string(self) }
}

extension Integer: JSONConvertible {
  /// A number where it fits a machine word, digits as text beyond.
  var json: JSON {
    Int(exactly: self) == nil ? .literal("\"\(description)\"") : .literal(description)
  }
}

extension Rational: JSONConvertible {
  /// A number where it is an integer that fits a machine word, `"p/q"` or digits as text elsewhere.
  var json: JSON { isInteger ? numerator.json : .literal("\"\(description)\"") }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  var json: JSON { .list(map { $0.json }) }
}
