import ExactAlgebra
import Networks

/// What separates the fields of a table.
enum FieldSeparator {
  case semicolon, tab, comma, blanks

  /// The separator of a line; a comma beside a semicolon or a tab is part of a field.
  init(of line: ArraySlice<UInt8>) {
    if line.contains(UInt8(ascii: ";")) {
      self = .semicolon
    } else if line.dropLast(while: isBlank).contains(UInt8(ascii: "\t")) {
      self = .tab
    } else {
      self = line.contains(UInt8(ascii: ",")) ? .comma : .blanks
    }
  }

  /// The fields of a line; of too many, some more than a point may have.
  func fields(of line: ArraySlice<UInt8>) -> [TableField] {
    let limit = Architecture.maximumWidth
    let parts =
      switch self {
      case .semicolon: split(line, at: ";", limit)
      case .tab: split(line.dropLast(while: isBlank), at: "\t", limit)
      case .comma: split(line, at: ",", limit)
      case .blanks: line.split(maxSplits: limit, whereSeparator: isBlank)
      }
    return parts.map(TableField.init)
  }

  private func split(
    _ line: ArraySlice<UInt8>, at separator: Unicode.Scalar, _ limit: Int
  ) -> [ArraySlice<UInt8>] {
    line.split(
      separator: UInt8(ascii: separator), maxSplits: limit, omittingEmptySubsequences: false)
  }
}

/// One field of a table, without blanks and quotation marks around it.
struct TableField {
  let text: String

  init(_ bytes: ArraySlice<UInt8>) {
    var bytes = bytes.drop(while: isBlank).dropLast(while: isBlank)
    let quote = UInt8(ascii: "\"")
    if bytes.count > 1, bytes.first == quote, bytes.last == quote {
      bytes = bytes.dropFirst().dropLast()
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the field may stand in a header: it does not start like a number.
  var isHeading: Bool {
    guard let first = text.utf8.first else { return true }
    return !(48...57).contains(first) && !"+-.".utf8.contains(first) && !isNotFinite
  }

  /// Whether the field is a number.
  var isNumber: Bool { (try? Rational(parsing: text)) != nil }

  private var isNotFinite: Bool {
    let word = text.lowercased().drop { $0 == "+" || $0 == "-" }
    return ["nan", "inf", "infinity"].contains(word)
  }

  /// The number in the field.
  ///
  /// - Throws: `DataError` that names the column, which is counted from 1.
  func number(inColumn column: Int, separator: FieldSeparator) throws(DataError) -> Rational {
    do {
      return try Rational(parsing: text)
    } catch {
      throw DataError("column \(column): \(problem ?? error.message)")
    }
  }

  /// What is wrong with a field that is no number, where it can be guessed.
  private var problem: String? {
    if text.isEmpty { return "empty, expected a number" }
    if isNotFinite { return "'\(text)' is not a finite number" }
    if text.contains(",") { return "'\(text.excerpt)' has a comma, expected a decimal point" }
    if text.utf8.contains(where: isBlank) {
      return "'\(text.excerpt)' is not one number, expected the separator of the first line"
    }
    return nil
  }
}

/// Whether a byte is a blank within a line.
func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
}

extension ArraySlice {
  /// The elements without those at the end that satisfy a predicate.
  fileprivate func dropLast(while predicate: (Element) -> Bool) -> ArraySlice {
    guard let last = lastIndex(where: { !predicate($0) }) else { return self[endIndex...] }
    return self[...last]
  }
}
