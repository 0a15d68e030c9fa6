public import ExactAlgebra

/// Polynomials in a file: a text, or an object that OSCAR has saved.
///
///     # the determinant of the first block
///     m1_11*m1_22 - m1_12*m1_21
///
/// One polynomial on each line. A line that ends with an operator or an open parenthesis goes on
/// in the next one, and so does a line before one that begins with `+`, `*`, `/`, `)` or with a
/// minus and a blank, as reports break long polynomials. What follows `#` is a comment.
///
/// A file that begins with a brace is read as one in the mrdi format: a polynomial, an ideal, whose generators are
/// meant, or a vector of polynomials, over the rationals or the integers. Variables are found by their names.
public struct PolynomialFile: Sendable {
  /// A polynomial and where it begins.
  public struct Entry: Sendable {
    /// The polynomial.
    public let polynomial: Polynomial
    /// The number of its first line, from 1; `nil` in a file in the mrdi format.
    public let line: Int?
  }

  /// The polynomials in their order, at least one.
  public let entries: [Entry]

  /// Reads polynomials in the variables of a ring.
  ///
  /// - Throws: `DataError` with file, line and column, and what was expected.
  public init(file: String, in ring: PolynomialRing) throws(DataError) {
    try self.init(FileContents(of: file), in: ring)
  }

  /// Reads polynomials from the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:in:)`.
  public init(bytes: [UInt8], name: String, in ring: PolynomialRing) throws(DataError) {
    try self.init(FileContents(bytes, name: name), in: ring)
  }

  private init(_ contents: FileContents, in ring: PolynomialRing) throws(DataError) {
    let isText = !MRDIPolynomials.isOne(contents)
    entries =
      isText
      ? try Self.entries(of: contents, in: ring)
      : try MRDIPolynomials(contents, in: ring).polynomials.map { Entry(polynomial: $0, line: nil) }
    guard !entries.isEmpty else {
      throw DataError("no polynomial, expected at least one", file: contents.name)
    }
  }

  /// The polynomials of a text.
  private static func entries(
    of contents: FileContents, in ring: PolynomialRing
  ) throws(DataError) -> [Entry] {
    guard let text = String(validating: contents.bytesOfText, as: UTF8.self) else {
      throw DataError("no text in UTF-8, expected polynomials", file: contents.name)
    }
    var entries: [Entry] = []
    for passage in passages(of: text) {
      do {
        entries.append(
          Entry(
            polynomial: try Polynomial(parsing: passage.text, in: ring), line: passage.line))
      } catch {
        // Passages keep the line breaks of the file.
        let before = passage.text.prefix(error.offset)
        let line = passage.line + before.count { $0 == "\n" }
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        throw DataError("column \(column): \(error.message)", file: contents.name, line: line)
      }
    }
    return entries
  }

  /// The lines of each polynomial, without comments.
  private static func passages(of text: String) -> [(text: String, line: Int)] {
    var passages: [(text: String, line: Int)] = []
    var isOpen = false
    for (index, whole) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let line = String(whole.prefix { $0 != "#" })
      let content = line.drop { $0.isWhitespace }
      guard !content.isEmpty else {
        if isOpen { passages[passages.count - 1].text += "\n" + line }
        continue
      }
      let isNext = "+*/)".contains(content.first!) || content.hasPrefix("- ")
      if !passages.isEmpty, isOpen || isNext {
        let last = passages.count - 1
        let seen = passages[last].line + passages[last].text.count { $0 == "\n" }
        passages[last].text +=
          String(repeating: "\n", count: index + 1 - seen) + line
      } else {
        passages.append((line, index + 1))
      }
      let end = content.last { !$0.isWhitespace }
      isOpen = end.map { "+-*/^(".contains($0) } ?? false
    }
    return passages
  }
}
