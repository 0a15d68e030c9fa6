import ExactAlgebra
import Foundation
import GRDB
public import Networks

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
        let (instance, evidence) = (record.instance.instance, record.finding.evidence)
        try statement.execute(arguments: [
          record.instance.number, Self.list(instance.architecture.widths),
          instance.architecture.hasBiases,
          Self.list(instance.patterns), instance.orbitSize.description,
          record.finding.verdict.kind.rawValue,
          record.finding.outcome,
          String(decoding: try encoder.encode(record.finding), as: UTF8.self),
          String(evidence.seed), Self.list(evidence.primes), record.version, record.seconds,
        ])
      }
    }
  }

  private static func list(_ numbers: [some BinaryInteger]) -> String {
    numbers.map { "\($0)" }.joined(separator: ",")
  }

  private static func list(_ patterns: [ActivationPattern]) -> String {
    patterns.map(\.description).joined(separator: " ")
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

  /// The number of the instance with given widths and patterns, if it has a finding.
  ///
  /// - Throws: `StoreError`.
  public func number(
    of architecture: Architecture, on patterns: [ActivationPattern]
  ) throws(StoreError) -> Int? {
    try read { database in
      try Int.fetchOne(
        database, sql: "SELECT number FROM finding WHERE widths = ? AND bias = ? AND blocks = ?",
        arguments: [
          Self.list(architecture.widths), architecture.hasBiases,
          Self.list(patterns),
        ])
    }
  }

  private func record(_ row: Row, _ decoder: JSONDecoder) throws -> SweepRecord {
    let number: Int = row["number"]
    let blocks = (row["blocks"] as String).split(separator: " ").map(String.init)
    let widths = (row["widths"] as String).split(separator: ",").compactMap { Int($0) }
    guard let size = Integer(row["orbitSize"] as String),
      let architecture = try? Architecture(widths: widths, hasBiases: row["bias"]),
      let patterns = try? blocks.map({ try ActivationPattern(parsing: $0) }),
      let finding = try? decoder.decode(
        Finding.self, from: Data((row["finding"] as String).utf8))
    else {
      throw StoreError.damaged(path: path, reason: "instance \(number) is not readable")
    }
    return SweepRecord(
      instance: NumberedInstance(
        number: number,
        instance: Instance(architecture: architecture, patterns: patterns, orbitSize: size)),
      finding: finding, version: row["version"], seconds: row["seconds"])
  }
}
