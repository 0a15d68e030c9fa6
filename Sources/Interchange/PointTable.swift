public import ExactAlgebra
import Networks

/// Points, each with the line of a file where it stands.
///
///     let table = try PointTable(file: "points.csv", columns: 2)
///     table.points[0]   // [1/2, -1/3]
///
/// A file has one point on each line, its coordinates separated by commas, semicolons, tabs or
/// blanks, by the same in all lines; the first line decides. Numbers are exact: integers,
/// decimals with a point, exponents, and fractions such as `1/3`, with or without quotation
/// marks. A first line is a header, and skipped, where none of its entries starts like a number:
/// with a digit, a sign or a point, or as NaN or infinity. Points may occur several times. Empty
/// lines are allowed at the end only.
public struct PointTable: Sendable {
  /// The most numbers that a file may have, where nothing else is said.
  public static let maximumCount = 1 << 20

  /// The points, in their order.
  public let points: [[Rational]]
  /// The file, as the user named it; `nil` for points that were not read from one.
  public let file: String?
  /// The line of each point, from 1.
  private let lines: [Int]

  /// Points that were not read from a file.
  public init(_ points: [[Rational]]) {
    self.points = points
    file = nil
    lines = []
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - columns: how many coordinates a point has; `nil` for as many as the first one.
  ///   - selection: the columns that are coordinates; `nil` for all of them.
  ///   - maximumCount: the most numbers that the file may have.
  /// - Throws: `DataError` with file and line for what is no table of finite exact numbers, rows
  ///   of different lengths, a file without points, and more numbers than `maximumCount`.
  public init(
    file: String, columns: Int? = nil, selecting selection: ColumnSelection? = nil,
    maximumCount: Int = Self.maximumCount
  ) throws(DataError) {
    // Sixteen bytes a number, on average, are enough.
    let size = max(FileContents.maximumSize, 16 * maximumCount)
    try self.init(
      FileContents(of: file, maximumSize: size), columns: columns, selection, maximumCount)
  }

  /// Reads the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:columns:selecting:)`.
  public init(
    bytes: [UInt8], name: String, columns: Int? = nil,
    selecting selection: ColumnSelection? = nil
  ) throws(DataError) {
    try self.init(FileContents(bytes, name: name), columns: columns, selection)
  }

  private init(
    _ contents: FileContents, columns: Int?, _ selection: ColumnSelection?,
    _ maximumCount: Int = Self.maximumCount
  ) throws(DataError) {
    file = contents.name
    let bytes = contents.bytesOfText
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw DataError("not a text in UTF-8, expected one point on each line", file: file)
    }
    var reader = PointReader(
      columns: columns, selection: selection, maximumCount: maximumCount)
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      do {
        try reader.read(line)
      } catch {
        throw DataError(error.message, file: file, line: reader.lineNumber)
      }
    }
    guard !reader.points.isEmpty else {
      throw DataError("no points, expected one on each line", file: file)
    }
    points = reader.points
    lines = reader.lines
  }

  /// An error about a point, which is counted from 0.
  func error(_ message: String, at point: Int) -> DataError {
    guard file != nil else { return DataError(message).placed(at: "point \(point + 1)") }
    return DataError(message, file: file, line: lines[point])
  }
}

/// Reads a table of points line by line.
private struct PointReader {
  private(set) var lineNumber = 0
  private(set) var points: [[Rational]] = []
  private(set) var lines: [Int] = []
  private var columns: Int?
  private var separator: FieldSeparator?
  private var firstBlankLine: Int?
  private var count = 0
  private let selection: ColumnSelection?
  /// The names of the columns, where the first line has them.
  private var names: [String]?
  /// The columns that are read, from 0; all where nothing is selected.
  private var selected: [Int]?

  private let maximumCount: Int

  init(columns: Int?, selection: ColumnSelection?, maximumCount: Int) {
    self.columns = columns
    self.selection = selection
    self.maximumCount = maximumCount
  }

  /// Reads the next line.
  mutating func read(_ line: ArraySlice<UInt8>) throws(DataError) {
    lineNumber += 1
    guard !line.allSatisfy(isBlank) else {
      firstBlankLine = firstBlankLine ?? lineNumber
      return
    }
    if let firstBlankLine {
      lineNumber = firstBlankLine
      throw DataError("an empty line, expected a point (empty lines may be at the end)")
    }
    let isFirst = separator == nil
    let separator = self.separator ?? FieldSeparator(of: line)
    self.separator = separator
    let fields = separator.fields(of: line)
    guard fields.count <= Architecture.maximumWidth else {
      throw DataError("more than \(Architecture.maximumWidth) numbers")
    }
    if isFirst, try isHeader(fields) { return }
    let indices = try indices(among: fields)
    try check(indices.count, of: fields, separator: separator)
    var point: [Rational] = []
    point.reserveCapacity(indices.count)
    for column in indices {
      do {
        point.append(try fields[column].number(inColumn: column + 1, separator: separator))
      } catch {
        throw DataError(error.message + hint(on: fields[column], among: fields))
      }
    }
    points.append(point)
    lines.append(lineNumber)
  }

  /// Whether the first line is a header, whose names are kept.
  private mutating func isHeader(_ fields: [TableField]) throws(DataError) -> Bool {
    guard !fields.allSatisfy(\.text.isEmpty) else { return false }
    let texts = fields.map(\.text)
    guard let selection else {
      guard fields.allSatisfy(\.isHeading) else { return false }
      names = texts
      return true
    }
    // Names of columns that are not read may look like numbers.
    let indices = try selection.indices(among: fields.count, names: texts)
    guard selection.hasNames || indices.allSatisfy({ fields[$0].isHeading }) else { return false }
    (names, selected) = (texts, indices)
    return true
  }

  /// The columns of a line that are read.
  private mutating func indices(among fields: [TableField]) throws(DataError) -> [Int] {
    guard let selection else { return Array(fields.indices) }
    var indices = selected ?? []
    if selected == nil { indices = try selection.indices(among: fields.count, names: nil) }
    selected = indices
    if let largest = indices.max(), largest >= fields.count {
      throw DataError("\(fields.count) columns, expected at least \(largest + 1) (--columns)")
    }
    return indices
  }

  /// What to do about a field that is a word.
  private func hint(on field: TableField, among fields: [TableField]) -> String {
    guard selection == nil, field.isHeading, fields.count > 1 else { return "" }
    let numbers = fields.indices.filter { fields[$0].isNumber }
    guard !numbers.isEmpty else { return "" }
    return "; --columns \(ColumnSelection.text(of: numbers)) reads the columns of numbers only"
  }

  /// What to do about a line with more fields than a point has numbers.
  private func hint(on fields: [TableField], expected: Int) -> String {
    guard selection == nil, fields.count > expected else { return "" }
    let name = names?.first?.lowercased() ?? ""
    let isIndex =
      names != nil && ["", "index", "id", "unnamed: 0"].contains(name)
      || names == nil && ["0", "1"].contains(fields[0].text) && lineNumber == 1
    guard fields.count == expected + 1, isIndex else {
      return "; --columns says which are read, such as --columns 1-\(expected)"
    }
    return "; the first one looks like an index, which --columns 2-\(fields.count) leaves out"
  }

  /// Checks the number of fields that are read.
  private mutating func check(
    _ number: Int, of fields: [TableField], separator: FieldSeparator
  ) throws(DataError) {
    let expected = columns ?? number
    guard number == expected else {
      // A comma in each number doubles their number.
      let isDecimal = names == nil && separator == .comma && number == 2 * expected
      let hint = isDecimal ? ", with a decimal point" : hint(on: fields, expected: expected)
      throw DataError("\(number) numbers, expected \(expected)\(hint)")
    }
    columns = expected
    count += number
    guard count <= maximumCount else {
      throw DataError("more than \(maximumCount) numbers up to here")
    }
  }
}
