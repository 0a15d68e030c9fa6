import Databases
import Foundation
import Programs
import Testing

@Suite struct DatabaseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func database(patience: Duration = .zero) throws -> Database {
    try Database(at: folder.path("a.db"), patience: patience)
  }

  @Test(
    arguments: [
      .null, .integer(.max), .integer(.min), .integer(0), .real(0.1), .real(-.infinity),
      .real(.leastNonzeroMagnitude), .text(""), .text("a'b\"; DROP TABLE value"),
      .text("Ω\u{1F600}\n"), .text("a\u{0}b"),
    ] as [Value])
  func valuesComeBack(value: Value) throws {
    struct Kept: Storable {
      let stored: Value
      init(stored value: Value) { stored = value }
    }
    try database().write { connection in
      try connection.execute("CREATE TABLE value (x)")
      try connection.execute("INSERT INTO value VALUES (?)", [Kept(stored: value)])
      let rows = try connection.rows("SELECT x FROM value")
      #expect(rows.map(\.values) == [[value]])
      #expect(try rows[0].get(0, as: Kept.self).stored == value)
    }
  }

  @Test func types() throws {
    try database().access { connection in
      let row = try #require(
        try connection.first(
          "SELECT ?, ? AS truth, ?, ? AS word", [3, true, 0.5, "a"] as [any Storable]))
      #expect(try row.get(0) == 3 && row.get(1) == true && row.get(2) == 0.5)
      #expect(try row.get(3) == "a" && row.get(0, as: Double.self) == 3)
      #expect(try row.get("truth") == true && row.get("word") == "a")
      #expect(row.names[1] == "truth" && row.names.count == 4)
      #expect(throws: DatabaseError.self) { try row.get("other", as: Int.self) }
      let error = #expect(throws: DatabaseError.self) { try row.get(3, as: Int.self) }
      #expect(error?.kind == .other && error?.message == "the value of word is no Int")
    }
  }

  /// One statement many times, and rows in order.
  @Test func manyRows() throws {
    let database = try database()
    try database.write { connection in
      try connection.execute(script: "CREATE TABLE a (x INTEGER); CREATE TABLE b (x INTEGER);")
      let statement = try connection.prepare("INSERT INTO a VALUES (?)")
      for number in 0..<1000 { try statement.execute([number]) }
      #expect(connection.totalChangeCount == 1000)
    }
    var numbers: [Int] = []
    try database.read { connection in
      try connection.forEachRow("SELECT x FROM a WHERE x >= ? ORDER BY x DESC", [990]) {
        numbers.append(try $0.get(0))
      }
      #expect(try connection.first("SELECT x FROM b") == nil)
    }
    #expect(numbers == Array((990..<1000).reversed()))
  }

  @Test func singleValues() throws {
    func value(_ sql: String, _ values: [any Storable] = []) throws -> Int? {
      try database().access { try $0.value(sql, values) }
    }
    #expect(try value("SELECT ? + 1", [2]) == 3)
    #expect(try value("SELECT 1 WHERE 0") == nil)
    #expect(try value("SELECT NULL") == nil)
    #expect(throws: DatabaseError.self) { try value("SELECT 'a'") }
  }

  /// What a function throws comes through, and the connection goes on.
  @Test func errorsOfRows() throws {
    struct Stop: Error {}
    let database = try database()
    #expect(throws: Stop.self) {
      try database.access { connection in
        try connection.forEachRow("SELECT 1 UNION SELECT 2") { _ in throw Stop() }
      }
    }
    #expect(try database.access { try $0.first("SELECT 1")?.get(0) } == 1)
  }

  @Test func rollback() throws {
    struct Stop: Error {}
    let database = try database()
    try database.write { try $0.execute("CREATE TABLE a (x INTEGER PRIMARY KEY)") }
    #expect(throws: Stop.self) {
      try database.write { connection in
        try connection.execute("INSERT INTO a VALUES (1)")
        throw Stop()
      }
    }
    let error = #expect(throws: DatabaseError.self) {
      try database.write { connection in
        try connection.execute("INSERT INTO a VALUES (2)")
        try connection.execute("INSERT INTO a VALUES (2)")
      }
    }
    #expect(error?.message == "UNIQUE constraint failed: a.x" && error?.kind == .other)
    #expect(try database.access { try $0.first("SELECT count(*) FROM a")?.get(0) } == 0)
    try database.write { try $0.execute("INSERT INTO a VALUES (3)") }
    // Another connection sees it.
    #expect(try self.database().read { try $0.first("SELECT x FROM a")?.get(0) } == 3)
  }

  @Test func messages() throws {
    let error = #expect(throws: DatabaseError.self) {
      try database().access { try $0.execute("SELEKT 1") }
    }
    #expect(error?.message == #"near "SELEKT": syntax error"#)
    #expect(throws: DatabaseError.self) { try database().access { try $0.execute("") } }
  }

  /// A second writer waits for as long as it is told to, and then is refused.
  @Test func twoWriters() throws {
    let (first, second) = (try database(), try database(patience: .milliseconds(50)))
    try first.write { try $0.execute("CREATE TABLE a (x)") }
    try first.write { connection in
      try connection.execute("INSERT INTO a VALUES (1)")
      let error = #expect(throws: DatabaseError.self) {
        try second.write { try $0.execute("INSERT INTO a VALUES (2)") }
      }
      #expect(error?.kind == .locked && error?.message == "database is locked")
    }
    try second.write { try $0.execute("INSERT INTO a VALUES (3)") }
    #expect(try first.read { try $0.rows("SELECT x FROM a").count } == 2)
  }

  /// Many threads take turns.
  @Test func manyThreads() async throws {
    let database = try database()
    try database.write { try $0.execute("CREATE TABLE a (x)") }
    try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask {
          for _ in 0..<10 {
            try database.write { try $0.execute("INSERT INTO a VALUES (?)", [number]) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(
      try database.read { try $0.first("SELECT count(*), sum(x) FROM a") }?.values
        == [.integer(200), .integer(1900)])
  }

  @Test func files() throws {
    let missing = #expect(throws: DatabaseError.self) {
      try Database(at: folder.path("none.db"), isReadOnly: true)
    }
    #expect(missing?.kind == .readOnly && missing?.code == 14)
    let text = try folder.write(String(repeating: "no database ", count: 100), to: "text")
    let other = #expect(throws: DatabaseError.self) {
      try Database(at: text).read { try $0.first("SELECT * FROM sqlite_master") }
    }
    #expect(other?.kind == .notADatabase)
    try database().write { try $0.execute("CREATE TABLE a (x)") }
    let reader = try Database(at: folder.path("a.db"), isReadOnly: true)
    let refused = #expect(throws: DatabaseError.self) {
      try reader.access { try $0.execute("INSERT INTO a VALUES (1)") }
    }
    #expect(refused?.kind == .readOnly)
    #expect(try reader.read { try $0.rows("SELECT x FROM a").isEmpty })
  }

  @Test func damage() throws {
    try database().write { connection in
      try connection.execute("CREATE TABLE a (x TEXT)")
      for _ in 0..<200 {
        try connection.execute("INSERT INTO a VALUES (?)", [String(repeating: "a", count: 100)])
      }
    }
    let bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "a.db")))
    let broken = try folder.write(
      bytes.prefix(4096) + Array(repeating: 0x55, count: bytes.count - 4096), to: "b.db")
    let error = #expect(throws: DatabaseError.self) {
      try Database(at: broken).read { try $0.rows("SELECT * FROM a") }
    }
    #expect(error?.kind == .damaged)
  }
}
