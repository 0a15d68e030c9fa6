import Databases
public import ExactAlgebra
import Foundation

/// How far a sweep has come, and with what results.
public struct SweepSummary: Hashable, Sendable {
  /// Instances with the same result.
  public struct Group: Hashable, Sendable {
    /// The part of the family; see `SweepInstance.part`.
    public let part: [Int]
    /// The verdict.
    public let verdict: Verdict
    /// What it comes to.
    public let outcome: Outcome
    /// The words for the outcome.
    public let words: String
    /// The number of instances.
    public let instances: Int
    /// The number of members of the family that they stand for.
    public let members: Integer
  }

  /// The number of instances in the sweep.
  public let total: Int
  /// The results, by part, verdict and the words for the outcome.
  public let groups: [Group]
  /// The seconds that all findings took together.
  public let seconds: Double

  /// The number of instances with a finding.
  public var finished: Int { groups.reduce(0) { $0 + $1.instances } }

  /// The number of instances with a verdict.
  public func count(of verdict: Verdict) -> Int {
    groups.filter { $0.verdict == verdict }.reduce(0) { $0 + $1.instances }
  }
}

extension SweepStore {
  /// How far the sweep has come.
  ///
  /// - Throws: `StoreError`.
  public func summary() throws(StoreError) -> SweepSummary {
    struct Key: Hashable {
      let part: String
      let verdict: String
      let outcome: String
    }
    let (counts, seconds) = try read { connection in
      var counts: [Key: (instances: Int, members: Integer)] = [:]
      try connection.forEachRow(
        "SELECT part, verdict, outcome, members, count(*) FROM finding GROUP BY 1, 2, 3, 4"
      ) { row in
        let key = Key(part: try row.get(0), verdict: try row.get(1), outcome: try row.get(2))
        let (size, count): (String, Int) = (try row.get(3), try row.get(4))
        let known = counts[key] ?? (0, 0)
        counts[key] = (
          known.instances + count, known.members + (Integer(size) ?? 0) * Integer(count)
        )
      }
      let seconds = try connection.value("SELECT sum(seconds) FROM finding", as: Double.self)
      return (counts, seconds ?? 0)
    }
    let decoder = JSONDecoder()
    let groups = try counts.map { key, count throws(StoreError) in
      guard let verdict = Verdict(rawValue: key.verdict),
        let part = try? decoder.decode([Int].self, from: Data(key.part.utf8)),
        let outcome = try? decoder.decode(Outcome.self, from: Data(key.outcome.utf8))
      else {
        throw .damaged(path: path, reason: "the outcome '\(key.outcome.excerpt)' is not readable")
      }
      return SweepSummary.Group(
        part: part, verdict: verdict, outcome: outcome,
        words: definition.claim.words(for: outcome), instances: count.instances,
        members: count.members)
    }
    return SweepSummary(total: range.count, groups: groups.sorted(), seconds: seconds)
  }
}

extension SweepSummary.Group: Comparable {
  /// By part, verdict, then words; numbers in words by size.
  public static func < (a: Self, b: Self) -> Bool {
    if a.part != b.part { return a.part.lexicographicallyPrecedes(b.part) }
    if a.verdict != b.verdict {
      let order = Verdict.allCases
      return order.firstIndex(of: a.verdict)! < order.firstIndex(of: b.verdict)!
    }
    return a.words.compare(b.words, options: .numeric) == .orderedAscending
  }
}
