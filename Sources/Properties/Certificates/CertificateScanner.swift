import ExactAlgebra

/// Reads JSON as far as certificates have it: objects with known keys, lists, integers of any size, and strings without
/// escapes.
struct CertificateScanner {
  typealias Refusal = CertificateRefusal.Reason

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ line: ArraySlice<UInt8>) { (bytes, position) = (line, line.startIndex) }

  // MARK: parts

  /// Goes through the keys of an object; `body` reads the value.
  mutating func object(
    _ body: (String, inout CertificateScanner) throws(Refusal) -> Void
  ) throws(Refusal) {
    try take("{", "an object")
    if takes("}") { return }
    repeat {
      let key = try string()
      try take(":", "a colon after a key")
      try body(key, &self)
    } while takes(",")
    try take("}", "the end of an object")
  }

  /// Goes through a list; `body` reads an entry.
  mutating func list(
    _ body: (inout CertificateScanner) throws(Refusal) -> Void
  ) throws(Refusal) {
    try take("[", "a list")
    if takes("]") { return }
    repeat { try body(&self) } while takes(",")
    try take("]", "the end of a list")
  }

  /// Goes to the end of a list.
  mutating func skipList() throws(Refusal) {
    try take("[", "a list")
    var depth = 1
    while depth > 0 {
      guard position < bytes.endIndex else { throw .syntax("the end of a list") }
      if bytes[position] == UInt8(ascii: "[") { depth += 1 }
      if bytes[position] == UInt8(ascii: "]") { depth -= 1 }
      position += 1
    }
  }

  /// Nothing may follow.
  mutating func end() throws(Refusal) {
    skipBlanks()
    guard position == bytes.endIndex else { throw .syntax("the end of the line") }
  }

  /// A character that has to be there.
  mutating func take(_ character: Unicode.Scalar, _ expected: String) throws(Refusal) {
    guard takes(character) else { throw .syntax(expected) }
  }

  /// Whether a character follows, which is gone then.
  mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: character) else {
      return false
    }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0D].contains(bytes[position]) { position += 1 }
  }

  // MARK: values

  /// A string of printable ASCII characters.
  mutating func string() throws(Refusal) -> String {
    try take("\"", "a string")
    let start = position
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
      guard (0x20..<0x7F).contains(bytes[position]), bytes[position] != UInt8(ascii: "\\") else {
        throw .syntax("plain characters in a string")
      }
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    try take("\"", "the end of a string")
    return text
  }

  /// An integer of any size.
  mutating func integer() throws(Refusal) -> Integer {
    let text = try digits()
    guard let integer = Integer(text) else { throw .syntax("an integer") }
    return integer
  }

  /// An integer that counts something; one that is too large is that of nothing.
  mutating func index() throws(Refusal) -> Int {
    guard let number = Int(try digits()) else { return .max }
    return number
  }

  /// A number as a string or an integer.
  mutating func rational() throws(Refusal) -> Rational {
    skipBlanks()
    let isString = position < bytes.endIndex && bytes[position] == UInt8(ascii: "\"")
    let text = isString ? try string() : try digits()
    do { return try Rational(parsing: text) } catch { throw .syntax("a number") }
  }

  private mutating func digits() throws(Refusal) -> String {
    skipBlanks()
    let start = position
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position
    while position < bytes.endIndex, (48...57).contains(bytes[position]) { position += 1 }
    let isCanonical = position == first + 1 || position > first && bytes[first] != 48
    guard isCanonical, position - first <= Rational.maximumTextLength else {
      throw .syntax("an integer")
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
