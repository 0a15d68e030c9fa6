import Foundation
import GRDB

extension SweepStore {
  /// Adds findings, in one transaction. A finding on an instance that has one already takes its
  /// place.
  ///
  /// - Throws: `StoreError`.
  public func append(_ records: [SweepRecord]) throws(StoreError) {
    let encoder = JSONEncoder.canonical
    try write { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for record in records {
        let (instance, finding) = (record.instance.instance, record.finding)
        func text(_ value: some Encodable) throws -> String {
          String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        try statement.execute(arguments: [
          record.instance.number, instance.description, try text(instance),
          try text(instance.part), instance.memberCount.description, finding.verdict.rawValue,
          try text(finding.outcome), try text(finding), String(finding.evidence.seed),
          finding.evidence.primes.map { "\($0)" }.joined(separator: ","), record.version,
          record.seconds,
        ])
      }
    }
  }

  /// The numbers of the instances that have a finding.
  ///
  /// - Parameter isRetrying: whether findings that did not reach a verdict are left out.
  /// - Throws: `StoreError`.
  public func finishedNumbers(isRetrying: Bool = false) throws(StoreError) -> Set<Int> {
    try read { database in
      let condition = isRetrying ? " WHERE verdict != 'notReached'" : ""
      return try Set(Int.fetchCursor(database, sql: "SELECT number FROM finding" + condition))
    }
  }

  /// All findings in the order of the sweep, one after the other.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func forEachRecord(_ body: (SweepRecord) throws -> Void) throws {
    var failure: (any Error)?
    try read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM finding ORDER BY number")
      let decoder = JSONDecoder()
      while let row = try rows.next() {
        let record = try self.record(row, decoder)
        do { try body(record) } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
  }

  /// The finding on an instance, by its number.
  ///
  /// - Throws: `StoreError`.
  public func record(number: Int) throws(StoreError) -> SweepRecord? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM finding WHERE number = ?", arguments: [number])
        .map { try self.record($0, JSONDecoder()) }
    }
  }

  /// The number of the instance with a key, its `description`, if it has a finding.
  ///
  /// - Throws: `StoreError`.
  public func number(ofKey key: String) throws(StoreError) -> Int? {
    try read { database in
      try Int.fetchOne(
        database, sql: "SELECT number FROM finding WHERE key = ?", arguments: [key])
    }
  }

  private func record(_ row: Row, _ decoder: JSONDecoder) throws -> SweepRecord {
    let number: Int = row["number"]
    func code(_ column: String) -> Data { Data((row[column] as String).utf8) }
    guard let instance = try? definition.family.instance(from: code("instance")),
      let finding = try? decoder.decode(Finding.self, from: code("finding"))
    else {
      throw StoreError.damaged(path: path, reason: "instance \(number) is not readable")
    }
    return SweepRecord(
      instance: NumberedInstance(number: number, instance: instance),
      finding: finding, version: row["version"], seconds: row["seconds"])
  }
}
