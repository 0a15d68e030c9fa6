import Databases

/// The findings of a shard whose file is attached to a connection as `shard`, beside those of the
/// store that the connection is for, `main`.
struct AttachedFindings {
  private let path: String
  private let range: Range<Int>
  private let version: String

  init(of shard: SweepStore) {
    path = shard.path
    range = shard.range
    version = shard.version
  }

  /// How many there are.
  ///
  /// - Throws: `ShardMerge.Refusal` where some are not what the file is for.
  func checkedCount(in connection: Connection) throws -> Int {
    let stranger = try reading {
      try connection.value(
        """
        SELECT number FROM shard.finding
        WHERE number < ? OR number >= ? OR version != ? OR NOT json_valid(finding) LIMIT 1
        """, [range.lowerBound, range.upperBound, version], as: Int.self)
    }
    if let stranger {
      throw ShardMerge.Refusal.store(
        .damaged(path: path, reason: "the finding on instance \(stranger) is not of this shard"))
    }
    return try reading {
      try connection.value("SELECT count(*) FROM shard.finding") ?? 0
    }
  }

  /// Compares findings on instances that have one already.
  ///
  /// - Parameter source: where those came from.
  /// - Throws: `ShardMerge.Refusal` where two prove different things.
  func checkAgreement(with source: String, in connection: Connection) throws {
    let row = try reading {
      try connection.first(
        """
        SELECT b.number, b.key
        FROM main.finding AS a JOIN shard.finding AS b ON a.number = b.number
        WHERE a.number >= ? AND a.number < ? AND (
          (a.key, a.instance) IS NOT (b.key, b.instance)
          OR a.version != b.version
          OR a.verdict != 'notReached' AND b.verdict != 'notReached'
            AND (a.verdict, a.finding) IS NOT (b.verdict, b.finding))
        ORDER BY a.number LIMIT 1
        """, [range.lowerBound, range.upperBound])
    }
    guard let row else { return }
    throw ShardMerge.Refusal.contradiction(
      path: path, other: source, number: try row.get("number"),
      instance: try row.get("key"))
  }

  /// Adds those that are new, and verdicts in the place of none.
  ///
  /// - Returns: how many.
  func add(to connection: Connection) throws -> Int {
    let before = connection.totalChangeCount
    try connection.execute(
      """
      INSERT OR REPLACE INTO main.finding
      SELECT * FROM shard.finding AS b WHERE NOT EXISTS (
        SELECT 1 FROM main.finding AS a WHERE a.number = b.number
          AND (a.verdict != 'notReached' OR b.verdict = 'notReached'))
      ORDER BY number
      """)
    return connection.totalChangeCount - before
  }

  /// Reads; a damaged file is a reason to refuse it.
  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError
      where [.damaged, .notADatabase, .locked].contains(error.kind)
    {
      throw ShardMerge.Refusal.store(StoreError(error, path: path))
    }
  }
}
