public import ExactAlgebra
import ReLUNetworks

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
  /// The most numbers that a file may have.
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
  /// - Throws: `DataError` with file and line for what is no table of finite exact numbers, rows
  ///   of different lengths, a file without points, and more numbers than `maximumCount`.
  public init(file: String, columns: Int? = nil) throws(DataError) {
    try self.init(FileContents(of: file), columns: columns)
  }

  /// Reads the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: `DataError` as `init(file:columns:)`.
  public init(bytes: [UInt8], name: String, columns: Int? = nil) throws(DataError) {
    try self.init(FileContents(bytes, name: name), columns: columns)
  }

  private init(_ contents: FileContents, columns: Int?) throws(DataError) {
    file = contents.name
    let bytes = contents.bytesOfText
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw DataError("not a text in UTF-8, expected one point on each line", file: file)
    }
    var reader = PointReader(columns: columns)
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

  init(columns: Int?) { self.columns = columns }

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
    guard !isFirst || !fields.allSatisfy(\.isHeading) || fields.allSatisfy(\.text.isEmpty) else {
      return
    }
    try check(fields, separator: separator)
    var point: [Rational] = []
    point.reserveCapacity(fields.count)
    for (column, field) in fields.enumerated() {
      point.append(try field.number(inColumn: column + 1, separator: separator))
    }
    points.append(point)
    lines.append(lineNumber)
  }

  /// Checks the number of fields.
  private mutating func check(
    _ fields: [TableField], separator: FieldSeparator
  ) throws(DataError) {
    let expected = columns ?? fields.count
    guard fields.count == expected else {
      // A comma in each number doubles their number.
      let hint =
        separator == .comma && fields.count == 2 * expected ? ", with a decimal point" : ""
      throw DataError("\(fields.count) numbers, expected \(expected)\(hint)")
    }
    columns = expected
    count += fields.count
    guard count <= PointTable.maximumCount else {
      throw DataError("more than \(PointTable.maximumCount) numbers up to here")
    }
  }
}
