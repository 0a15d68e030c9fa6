import Databases
import Foundation

extension SweepStore {
  /// Adds findings, in one transaction. A finding on an instance that has one already takes its
  /// place.
  ///
  /// - Throws: `StoreError`.
  public func append(_ records: [SweepRecord]) throws(StoreError) {
    let encoder = JSONEncoder.canonical
    try write { connection in
      let statement = try connection.prepare(
        "INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for record in records {
        let (instance, finding) = (record.instance.instance, record.finding)
        func text(_ value: some Encodable) throws -> String {
          String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        try statement.execute([
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
    try read { connection in
      let condition = isRetrying ? " WHERE verdict != 'notReached'" : ""
      var numbers: Set<Int> = []
      try connection.forEachRow("SELECT number FROM finding" + condition) {
        numbers.insert(try $0.get(0))
      }
      return numbers
    }
  }

  /// All findings in the order of the sweep, one after the other.
  ///
  /// - Throws: `StoreError`, and what `body` throws.
  public func forEachRecord(_ body: (SweepRecord) throws -> Void) throws {
    var failure: (any Error)?
    do {
      try read { connection in
        let decoder = JSONDecoder()
        try connection.forEachRow("SELECT * FROM finding ORDER BY number") { row in
          let record = try self.record(row, decoder)
          do { try body(record) } catch {
            failure = error
            throw error
          }
        }
      }
    } catch {
      throw failure ?? error
    }
  }

  /// The finding on an instance, by its number.
  ///
  /// - Throws: `StoreError`.
  public func record(number: Int) throws(StoreError) -> SweepRecord? {
    try read { connection in
      try connection.first("SELECT * FROM finding WHERE number = ?", [number])
        .map { try self.record($0, JSONDecoder()) }
    }
  }

  /// The number of the instance with a key, its `description`, if it has a finding.
  ///
  /// - Throws: `StoreError`.
  public func number(ofKey key: String) throws(StoreError) -> Int? {
    try read { connection in
      try connection.value("SELECT number FROM finding WHERE key = ?", [key])
    }
  }

  private func record(_ row: Row, _ decoder: JSONDecoder) throws -> SweepRecord {
    let number: Int = try row.get("number")
    func code(_ column: String) throws -> Data {
      Data(try row.get(column, as: String.self).utf8)
    }
    guard let instance = try? definition.family.instance(from: code("instance")),
      let finding = try? decoder.decode(Finding.self, from: code("finding"))
    else {
      throw StoreError.damaged(path: path, reason: "instance \(number) is not readable")
    }
    return SweepRecord(
      instance: NumberedInstance(number: number, instance: instance),
      finding: finding, version: try row.get("version"), seconds: try row.get("seconds"))
  }
}
