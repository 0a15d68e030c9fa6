public import ExactAlgebra
import Foundation
import GRDB

/// How far a sweep has come, and with what results.
public struct SweepSummary: Hashable, Sendable {
  /// Instances with the same result.
  public struct Group: Hashable, Sendable {
    /// The number of hidden layers.
    public let hiddenLayers: Int
    /// The number of blocks.
    public let blocks: Int
    /// The verdict.
    public let verdict: Verdict.Kind
    /// What it comes to, in a few words.
    public let outcome: String
    /// The number of instances.
    public let instances: Int
    /// The number of members of the family that they stand for.
    public let members: Integer
  }

  /// The number of instances in the sweep.
  public let total: Int
  /// The results, by hidden layers, blocks, verdict and outcome.
  public let groups: [Group]
  /// The seconds that all findings took together.
  public let seconds: Double

  /// The number of instances with a finding.
  public var finished: Int { groups.reduce(0) { $0 + $1.instances } }

  /// The number of instances with a verdict.
  public func count(of verdict: Verdict.Kind) -> Int {
    groups.filter { $0.verdict == verdict }.reduce(0) { $0 + $1.instances }
  }
}

extension SweepStore {
  /// How far the sweep has come.
  ///
  /// - Throws: `StoreError`.
  public func summary() throws(StoreError) -> SweepSummary {
    struct Key: Hashable {
      let hiddenLayers: Int
      let blocks: Int
      let verdict: String
      let outcome: String
    }
    let (counts, seconds) = try read { database in
      var counts: [Key: (instances: Int, members: Integer)] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT length(widths) - length(replace(widths, ',', '')) - 1,
            length(blocks) - length(replace(blocks, ' ', '')) + 1,
            verdict, outcome, orbitSize, count(*)
          FROM finding GROUP BY 1, 2, 3, 4, 5
          """)
      while let row = try rows.next() {
        let key = Key(hiddenLayers: row[0], blocks: row[1], verdict: row[2], outcome: row[3])
        let (size, count): (String, Int) = (row[4], row[5])
        let known = counts[key] ?? (0, 0)
        counts[key] = (
          known.instances + count, known.members + (Integer(size) ?? 0) * Integer(count)
        )
      }
      let seconds = try Double.fetchOne(database, sql: "SELECT sum(seconds) FROM finding")
      return (counts, seconds ?? 0)
    }
    let groups = counts.compactMap { key, count in
      Verdict.Kind(rawValue: key.verdict).map {
        SweepSummary.Group(
          hiddenLayers: key.hiddenLayers, blocks: key.blocks, verdict: $0, outcome: key.outcome,
          instances: count.instances, members: count.members)
      }
    }
    return SweepSummary(total: range.count, groups: groups.sorted(), seconds: seconds)
  }
}

extension SweepSummary.Group: Comparable {
  /// By hidden layers, blocks, verdict, then outcome; numbers in outcomes by size.
  public static func < (a: Self, b: Self) -> Bool {
    if (a.hiddenLayers, a.blocks) != (b.hiddenLayers, b.blocks) {
      return (a.hiddenLayers, a.blocks) < (b.hiddenLayers, b.blocks)
    }
    if a.verdict != b.verdict {
      let order = Verdict.Kind.allCases
      return order.firstIndex(of: a.verdict)! < order.firstIndex(of: b.verdict)!
    }
    return a.outcome.compare(b.outcome, options: .numeric) == .orderedAscending
  }
}
