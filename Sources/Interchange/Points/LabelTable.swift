import ExactAlgebra

/// The labels of points, one on each line of a file: numbers or words.
///
///     let table = try LabelTable(file: "labels.csv", count: 2_000)
///     table.labels[0]                                       // "setosa"
///
/// A file with one line more than there are points has a header. Numbers are read as numbers where all
/// labels are: `1` and `1.0` are one label. An array of NumPy of one dimension is read too.
public struct LabelTable: Sendable {
  /// The labels, in the order of the points.
  public let labels: [String]
  /// The line of the first label, from 1; `nil` where labels have no lines.
  private let firstLine: Int?

  /// The line of a label, which is counted from 0; `nil` in arrays of NumPy.
  public func line(ofLabel index: Int) -> Int? { firstLine.map { $0 + index } }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - count: the number of points.
  ///   - column: the column of the labels, by its number from 1 or its name in the header; `nil` for the only one.
  /// - Throws: `DataError` for a file without as many labels as points, empty labels, and several columns of which none
  ///   was chosen.
  public init(file: String, count: Int, column: String? = nil) throws(DataError) {
    if NumPyArray.isArray(file) {
      try self.init(NumPyArray(file: file), file, count: count)
    } else {
      try self.init(FileContents(of: file), count: count, column: column)
    }
  }

  private init(_ array: NumPyArray, _ file: String, count: Int) throws(DataError) {
    guard array.shape.count == 1 || array.shape[1] == 1 else {
      throw DataError("\(array.shape[1]) columns, expected one with labels", file: file)
    }
    try Self.check(array.numbers.count, expected: count, file)
    labels = array.numbers.map { Rational(exactly: $0)!.description }
    firstLine = nil
  }

  private init(_ contents: FileContents, count: Int, column: String?) throws(DataError) {
    let (file, bytes) = (contents.name, contents.bytesOfText)
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw DataError("not a text in UTF-8, expected one label on each line", file: file)
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy(isBlank) { lines.removeLast() }
    let hasHeader = lines.count == count + 1
    firstLine = hasHeader ? 2 : 1
    try Self.check(lines.count, expected: count, file, orHeader: true)
    let rows = lines.map(Self.fields)
    let place = try Self.place(column, in: rows, hasHeader: hasHeader, file)
    var words: [String] = []
    for (number, row) in rows.enumerated().dropFirst(hasHeader ? 1 : 0) {
      guard row.count == rows[0].count else {
        throw DataError(
          "\(row.count) columns, expected \(rows[0].count)", file: file, line: number + 1)
      }
      guard !row[place].isEmpty else {
        throw DataError("an empty label, expected a number or a word", file: file, line: number + 1)
      }
      words.append(row[place])
    }
    let numbers = words.compactMap { try? Rational(parsing: $0) }
    labels = numbers.count == words.count ? numbers.map(\.description) : words
  }

  /// The fields of a line; words with blanks are one field.
  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    let separator = FieldSeparator(of: line)
    return separator == .blanks
      ? [TableField(line).text] : separator.fields(of: line).map(\.text)
  }

  private static func place(
    _ column: String?, in rows: [[String]], hasHeader: Bool, _ file: String
  ) throws(DataError) -> Int {
    let width = rows[0].count
    guard let column else {
      guard width == 1 else {
        throw DataError(
          "\(width) columns, expected one, or --label-column with that of the labels", file: file,
          line: 1)
      }
      return 0
    }
    if hasHeader, let place = rows[0].firstIndex(of: column) { return place }
    guard let number = Int(column), (1...width).contains(number) else {
      throw DataError(
        "no column '\(column.excerpt)', expected a number from 1 to \(width)"
          + (hasHeader ? " or a name in the header" : ""), file: file)
    }
    return number - 1
  }

  private static func check(
    _ found: Int, expected: Int, _ file: String, orHeader: Bool = false
  ) throws(DataError) {
    guard found == expected || orHeader && found == expected + 1 else {
      throw DataError(
        "\(found) labels for \(expected) points, expected one on each line", file: file)
    }
  }
}
