import ExactAlgebra

/// Goes through JSON byte by byte, for files whose size is beyond trees: nothing is kept, and numbers of
/// any length stay exact.
struct JSONScanner {
  private let bytes: [UInt8]
  private let end: Int
  private let file: String
  /// Where the next byte stands.
  private(set) var position: Int

  /// A scanner for some of the bytes of a file; `file` stands for it in messages.
  init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil, file: String) {
    (self.bytes, self.file) = (bytes, file)
    position = start
    self.end = end ?? bytes.count
  }

  /// An error at the present place.
  func error(_ message: String) -> DataError {
    let line = bytes[..<min(position, end)].count { $0 == UInt8(ascii: "\n") } + 1
    return DataError(message, file: file, line: line)
  }

  private func expected(_ what: String) -> DataError {
    position >= end
      ? error("the file ends early, expected \(what)") : error("expected \(what)")
  }

  /// Whether nothing but blanks follows.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position >= end
  }

  private mutating func skipBlanks() {
    while position < end, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private mutating func take(_ character: Unicode.Scalar, _ what: String) throws(DataError) {
    guard takes(character) else { throw expected(what) }
  }

  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    guard peeks(character) else { return false }
    position += 1
    return true
  }

  /// Whether a character follows.
  mutating func peeks(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    return position < end && bytes[position] == UInt8(ascii: character)
  }

  // MARK: structure

  /// Goes through the keys of an object; `body` goes through the value.
  mutating func object(
    _ body: (String, inout JSONScanner) throws(DataError) -> Void
  ) throws(DataError) {
    try take("{", "an object")
    if takes("}") { return }
    repeat {
      let key = try string()
      try take(":", "':' after a key")
      try body(key, &self)
    } while takes(",")
    try take("}", "',' or '}' in an object")
  }

  /// Goes through a list; `body` goes through an entry.
  mutating func list(
    _ body: (inout JSONScanner) throws(DataError) -> Void
  ) throws(DataError) {
    try take("[", "a list")
    if takes("]") { return }
    repeat { try body(&self) } while takes(",")
    try take("]", "',' or ']' in a list")
  }

  /// What `body` makes of the entries of a list.
  mutating func entries<Entry>(
    _ body: (inout JSONScanner) throws(DataError) -> Entry
  ) throws(DataError) -> [Entry] {
    var entries: [Entry] = []
    try list { (scanner) throws(DataError) in entries.append(try body(&scanner)) }
    return entries
  }

  /// Goes through a value of any kind.
  mutating func skip(depth: Int = 0) throws(DataError) {
    guard depth < Document.maximumDepth else { throw error("nested too deeply") }
    if peeks("{") {
      try object { (_, scanner) throws(DataError) in try scanner.skip(depth: depth + 1) }
    } else if peeks("[") {
      try list { scanner throws(DataError) in try scanner.skip(depth: depth + 1) }
    } else if peeks("\"") {
      _ = try string()
    } else {
      _ = try word("a value")
    }
  }

  // MARK: values

  /// A string; escapes stay as they are.
  mutating func string() throws(DataError) -> String {
    try take("\"", "a string")
    let start = position
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] >= 0x20 else { throw error("a line that ends in a string") }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < end else {
      position = end
      throw expected("the end of a string")
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    position += 1
    return text
  }

  /// A number or a word, up to the next separator.
  private mutating func word(_ what: String) throws(DataError) -> String {
    String(decoding: try bytesOfWord(what), as: UTF8.self)
  }

  private mutating func bytesOfWord(_ what: String) throws(DataError) -> ArraySlice<UInt8> {
    skipBlanks()
    let start = position
    while position < end, Self.isPartOfWord(bytes[position]) { position += 1 }
    guard position > start else { throw expected(what) }
    return bytes[start..<position]
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }

  /// `true` or `false`.
  mutating func boolean() throws(DataError) -> Bool {
    switch try word("true or false") {
    case "true": return true
    case "false": return false
    default: throw error("expected true or false")
    }
  }

  /// A number that counts something.
  mutating func count() throws(DataError) -> Int {
    guard let number = Int(try word("a number")), number >= 0 else {
      throw error("expected an integer from 0 on")
    }
    return number
  }

  /// An exact number as other texts have it, of bounded length (`Rational.init(parsing:)`).
  mutating func number() throws(DataError) -> Rational {
    guard !peeks("\"") else { return try number(in: string()) }
    let word = try bytesOfWord("a number")
    if let number = word.withUnsafeBufferPointer(Rational.init(ofMachineSize:)) { return number }
    return try number(in: String(decoding: word, as: UTF8.self))
  }

  private func number(in text: String) throws(DataError) -> Rational {
    do {
      return try Rational(parsing: text)
    } catch {
      throw self.error("'\(text.excerpt)', expected an exact number")
    }
  }

  /// An exact number: a number, or a fraction in a string.
  mutating func rational() throws(DataError) -> Rational {
    let text = peeks("\"") ? try string() : try word("a number")
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if let numerator = Integer(parts[0]) {
      if parts.count == 1 { return Rational(numerator) }
      if let denominator = Integer(parts[1]), !denominator.isZero {
        return Rational(numerator, denominator)
      }
    }
    return try number(in: text)
  }
}
