import ExactAlgebra
import Interchange
import Oracles
import Programs
import Testing

/// Points from tables.
@Suite struct PointTableTests {
  private static func table(_ text: String, columns: Int? = nil) throws(DataError) -> PointTable {
    try PointTable(bytes: Array(text.utf8), name: "points.csv", columns: columns)
  }

  private static let third = Rational(1, 3)

  @Test(arguments: [
    "1,1/3\n-0.5,2e1\n", "1,1/3\n-0.5,2e1", "1,1/3\r\n-0.5,2e1\r\n", "1;1/3\n-0.5;2e1\n",
    "1\t1/3\n-0.5\t2e1\n", "1 1/3\n-0.5   2e1\n", " 1 , 1/3 \n -0.5 , 2e1 \n",
    "\u{FEFF}1,1/3\n-0.5,2e1\n\n\n \n", "x,y\n1,1/3\n-0.5,2e1\n", "x1 x2\n1 1/3\n-0.5 2e1",
    "\"x\";\"the second; y\"\n1;1/3\n-0.5;2e1\n", "\"1\",\"1/3\"\n\"-.5\",\"+20\"\n",
    "\u{F6},\n1,1/3\n-0.5,2e1\n", "  1\t 1/3\n  -0.5\t 2e1\t\n", "01,2/6\n-5e-1,20.0\n",
  ])
  func spellings(text: String) throws {
    let expected = [[1, Self.third], [Rational(-1, 2), 20]]
    #expect(try Self.table(text).points == expected)
    #expect(try Self.table(text, columns: 2).points == expected)
    #expect(try Self.table(text).file == "points.csv")
  }

  @Test(arguments: ["1\n2\n1\n", "x\n1\n2\n1", "\"1\"\n\"2\"\n\"1\""])
  func oneColumnAndEqualPoints(text: String) throws {
    #expect(try Self.table(text).points == [[1], [2], [1]])
  }

  private static let mistakes: [(text: String, columns: Int?, line: Int?, words: [String])] = [
    ("", nil, nil, ["no points"]),
    ("\n\n", nil, nil, ["no points"]),
    ("x,y\n", nil, nil, ["no points"]),
    ("1,2\n3\n", nil, 2, ["1 numbers, expected 2"]),
    ("1,2\n3,4,5\n", nil, 2, ["3 numbers, expected 2"]),
    ("1,2\n3,4\n", 3, 1, ["2 numbers, expected 3"]),
    ("x,y\n1,2\n3,4\n", 3, 2, ["2 numbers, expected 3"]),
    ("1,2\n3,\n", nil, 2, ["column 2: empty"]),
    ("1,2\n,4\n", nil, 2, ["column 1: empty"]),
    (",\n1,2\n", nil, 1, ["column 1: empty"]),
    ("1,2\n\n3,4\n", nil, 2, ["an empty line"]),
    ("\n1,2\n", nil, 1, ["an empty line"]),
    ("1,2\nnan,3\n", nil, 2, ["column 1: 'nan' is not a finite number"]),
    ("nan,inf\n1,2\n", nil, 1, ["column 1: 'nan' is not a finite number"]),
    ("1,2\n3,-Infinity\n", nil, 2, ["column 2: '-Infinity' is not a finite number"]),
    ("1,5;2,5\n", nil, 1, ["column 1: '1,5' has a comma, expected a decimal point"]),
    ("x;y\n1.5;2\n1;2,5\n", nil, 3, ["column 2: '2,5' has a comma, expected a decimal point"]),
    ("1,5\t2,5\n", nil, 1, ["'1,5' has a comma, expected a decimal point"]),
    ("1,5,2,5\n", 2, 1, ["4 numbers, expected 2", "decimal point"]),
    ("1,5 2,5\n", nil, 1, ["column 2: '5 2' is not one number", "separator"]),
    ("1,2\n3;4\n", 2, 2, ["1 numbers, expected 2"]),
    ("1;2\n3,4;5\n", 2, 2, ["column 1: '3,4' has a comma"]),
    ("1,2\n3,x\n", nil, 2, ["column 2: 'x' is not a number"]),
    ("x,2\n3,4\n", nil, 1, ["column 1: 'x' is not a number"]),
    ("1,2\nx,y\n", nil, 2, ["column 1: 'x' is not a number"]),
    ("1,2\n3,1/0\n", nil, 2, ["column 2: the denominator is zero"]),
    ("1,2\n3,1e99999\n", nil, 2, ["column 2", "exponent"]),
    ("1,2\u{0}\n", nil, nil, ["UTF-8"]),
    (
      Array(repeating: "1", count: 5_000).joined(separator: ","), nil, 1, ["more than 4096 numbers"]
    ),
    (String(repeating: ",", count: 5_000), nil, 1, ["more than 4096 numbers"]),
    (
      String(repeating: String(repeating: "1,", count: 1_023) + "1\n", count: 1_025), nil, 1_025,
      ["more than 1048576 numbers"]
    ),
  ]

  @Test(arguments: mistakes.indices)
  func isRefused(index: Int) {
    let (text, columns, line, words) = Self.mistakes[index]
    let error = #expect(throws: DataError.self) { try Self.table(text, columns: columns) }
    #expect(error?.line == line && error?.file == "points.csv")
    let message = error?.message ?? ""
    #expect(isOneLine(message))
    for word in words { #expect(message.contains(word), "'\(message)' should say \(word)") }
  }

  @Test func mistakeCount() { #expect(Self.mistakes.count == 31) }

  @Test func notText() {
    #expect(throws: DataError.self) { try PointTable(bytes: [0xFF, 0xFE, 49], name: "p") }
    #expect(throws: DataError.self) {
      try PointTable(bytes: [UInt8](repeating: 10, count: (16 << 20) + 1), name: "p")
    }
  }

  @Test func files() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("1,2\n", to: "points.csv")
    #expect(try PointTable(file: path, columns: 2).points == [[1, 2]])
    let error = #expect(throws: DataError.self) { try PointTable(file: folder.path("no.csv")) }
    #expect(error?.message == "no such file")
    #expect(PointTable([[1, 2]]).points == [[1, 2]] && PointTable([]).file == nil)
  }

  /// Written in every form that is read, numbers come back.
  @Test func randomTables() throws {
    var generator = SeededGenerator(seed: 7)
    for separator in [",", ";", "\t", " ", ", "] {
      let points = (0..<50).map { _ in
        (0..<3).map { _ in
          Rational(
            Integer(Int.random(in: -99...99, using: &generator)),
            Integer(Int.random(in: 1...9, using: &generator)))
        }
      }
      let text = points.map { $0.map(\.description).joined(separator: separator) }
      #expect(try Self.table(text.joined(separator: "\n")).points == points)
    }
  }

  /// Tables as other programs write them: an index, a header, labels.
  private static let table = "id,length,width,species\n7,1.5,2,setosa\n8,3,1/4,virginica\n"

  @Test(arguments: ["2-3", "2,3", "length,width", "length,3"])
  func selectedColumns(columns: String) throws {
    let table = try PointTable(
      bytes: Array(Self.table.utf8), name: "table.csv", columns: 2,
      selecting: ColumnSelection(parsing: columns))
    #expect(table.points == [[Rational(3, 2), 2], [3, Rational(1, 4)]])
  }

  /// Names that look like numbers, beside others, are a header where what is read is named so.
  @Test func selectedColumnsWithoutHeader() throws {
    let selection = try ColumnSelection(parsing: "3,1")
    let table = try PointTable(
      bytes: Array("1,a,2\n3,b,4\n".utf8), name: "t.csv", selecting: selection)
    #expect(table.points == [[2, 1], [4, 3]])
  }

  @Test(arguments: [
    ("5", "no column 5"), ("lenght", "did you mean 'length'?"), ("4", "'setosa'"),
  ])
  func wrongColumns(columns: String, words: String) throws {
    let selection = try ColumnSelection(parsing: columns)
    let error = #expect(throws: DataError.self) {
      try PointTable(bytes: Array(Self.table.utf8), name: "t.csv", selecting: selection)
    }
    #expect(error?.message.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
  }

  @Test(arguments: ["", "1,,2", "3-1", "0", "0-2"])
  func wrongSelections(text: String) {
    #expect(throws: DataError.self) { try ColumnSelection(parsing: text) }
  }

  @Test(arguments: [
    ("a,b,kind\n1,2,x\n", 3, "--columns 1-2 reads the columns of numbers only"),
    (",a,b\n0,1,2\n", 2, "looks like an index, which --columns 2-3 leaves out"),
    ("0,1,2\n1,3,4\n", 2, "looks like an index"),
    ("a,b,c,d\n1,2,3,4\n", 2, "--columns 1-2"),
  ])
  func adviceOnOtherTables(text: String, count: Int, words: String) {
    let error = #expect(throws: DataError.self) {
      try PointTable(bytes: Array(text.utf8), name: "t.csv", columns: count)
    }
    #expect(error?.message.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
  }
}
