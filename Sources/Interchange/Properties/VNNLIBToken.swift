/// A piece of a file in VNN-LIB: a parenthesis or a word, with its place.
struct VNNLIBToken {
  enum Kind: Equatable {
    case open
    case close
    case word(String)
  }

  let kind: Kind
  /// From 1.
  let line: Int
  /// In bytes, from 1.
  let column: Int
}

/// Cuts a file into parentheses and words. What follows `;` on a line is a comment. A word ends at blanks,
/// parentheses and comments; brackets, and what is in them, belong to a word.
struct VNNLIBScanner {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8], file: String) { (self.bytes, self.file) = (bytes, file) }

  /// The place of the next byte.
  var place: (line: Int, column: Int) { (line, position - lineStart + 1) }

  /// The next token; `nil` at the end.
  mutating func next() throws(DataError) -> VNNLIBToken? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let start = place
    func token(_ kind: VNNLIBToken.Kind) -> VNNLIBToken {
      VNNLIBToken(kind: kind, line: start.line, column: start.column)
    }
    switch bytes[position] {
    case UInt8(ascii: "("):
      position += 1
      return token(.open)
    case UInt8(ascii: ")"):
      position += 1
      return token(.close)
    default: return token(.word(try word()))
    }
  }

  private mutating func skipBlanks() {
    var isComment = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") {
        isComment = false
        line += 1
        lineStart = position + 1
      } else if byte == UInt8(ascii: ";") {
        isComment = true
      } else if !isComment, !Self.isBlank(byte) {
        return
      }
      position += 1
    }
  }

  private mutating func word() throws(DataError) -> String {
    var word: [UInt8] = []
    var isInBrackets = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(")
        || byte == UInt8(ascii: ")")
      {
        break
      }
      if Self.isBlank(byte) {
        guard isInBrackets else { break }
      } else {
        guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "|"), byte != UInt8(ascii: "\"") else {
          throw error("a character that words of VNN-LIB do not have", at: place)
        }
        if byte == UInt8(ascii: "[") { isInBrackets = true }
        if byte == UInt8(ascii: "]") { isInBrackets = false }
        word.append(byte)
        guard word.count <= 10_000 else {
          throw error("a word of more than 10000 letters", at: place)
        }
      }
      position += 1
    }
    guard !isInBrackets else { throw error("expected ']'", at: place) }
    return String(decoding: word, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\n")
  }

  /// An error at a place.
  func error(_ message: String, at place: (line: Int, column: Int)) -> DataError {
    DataError("column \(place.column): \(message)", file: file, line: place.line)
  }
}
