import Databases
import Foundation

/// Joins the shards of a plan in one store.
///
///     let store = try merge.openStore(at: "pairs.db")
///     let report = try merge.run(into: store)
///     print(report.added, report.missing)
///
/// All files `shards/*.db` are taken, whatever their names: what they hold is written in them, so
/// shards that were treated in another place are joined by copying them into the folder. A file
/// is one transaction, all of it or nothing. What is in the store already stays there, so a merge
/// that is done again changes nothing.
///
/// The definition of a sweep determines what is proved, so two different proofs for one instance
/// are a contradiction, and nothing is taken from the file that has the second one. A limit of
/// time or memory proves nothing: an instance without a verdict contradicts none, and gives way to
/// one.
public struct ShardMerge: Sendable {
  /// A file from which nothing was taken.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// It cannot be read, or belongs to something else.
    case store(StoreError)
    /// The file and another one contradict each other about an instance.
    case contradiction(path: String, other: String, number: Int, instance: String)

    /// One line for the user.
    public var description: String {
      switch self {
      case .store(let error): error.description
      case .contradiction(let path, let other, let number, let instance):
        "\(path) and \(other) contradict each other about instance \(number) (\(instance))"
      }
    }
  }

  /// What became of a merge.
  public struct Report: Hashable, Sendable {
    /// The number of findings that are new, or took the place of one without a verdict.
    public internal(set) var added = 0
    /// The number of files that were read.
    public internal(set) var files = 0
    /// The files from which nothing was taken, in the order of their names.
    public internal(set) var refusals: [Refusal] = []
    /// For each shard that is not complete the number of instances without a finding.
    public internal(set) var missing: [Int: Int] = [:]
    /// The number of instances without a finding in all shards.
    public var missingCount: Int { missing.values.reduce(0, +) }
  }

  private let plan: SweepPlan
  private let folder: PlanFolder

  /// A merge of the shards in a folder.
  public init(of plan: SweepPlan, in folder: PlanFolder) {
    self.plan = plan
    self.folder = folder
  }

  /// The store of the whole sweep at a path: the one that is there, or a new one.
  ///
  /// - Throws: `StoreError`.
  public func openStore(at path: String) throws(StoreError) -> SweepStore {
    try SweepStore.open(
      at: path, for: plan.definition, range: 0..<plan.instanceCount, version: plan.version)
  }

  /// Adds what the files have to a store.
  ///
  /// - Parameters:
  ///   - store: a store for all instances of the plan.
  ///   - progress: called after each file with the report up to there.
  /// - Throws: `StoreError` where the store cannot be written to, `PlanError`.
  public func run(into store: SweepStore, progress: (Report) -> Void = { _ in }) throws -> Report {
    var report = Report()
    var sources: [Range<Int>: String] = [:]
    var complete: Set<Range<Int>> = []
    for path in try shardFiles() {
      do {
        let shard = try open(path)
        let source = sources[shard.range] ?? store.path
        let (added, count) = try merge(shard, into: store, source: source)
        report.added += added
        sources[shard.range] = path
        if count == shard.range.count { complete.insert(shard.range) }
      } catch let refusal as Refusal {
        report.refusals.append(refusal)
      }
      report.files += 1
      progress(report)
    }
    for shard in plan.shards.map(Array.init) ?? [] {
      let range = plan.range(ofShard: shard)
      guard !complete.contains(range) else { continue }
      let missing = range.count - (try store.findingCount(in: range))
      if missing > 0 { report.missing[shard] = missing }
    }
    return report
  }

  private func shardFiles() throws(PlanError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.shardsFolder)
        .filter { $0.hasSuffix(".db") && !$0.hasPrefix(".") }.sorted()
        .map { "\(folder.shardsFolder)/\($0)" }
    } catch CocoaError.fileReadNoSuchFile {
      return []
    } catch {
      throw PlanError(error, path: folder.shardsFolder)
    }
  }

  /// A shard of this plan.
  private func open(_ path: String) throws(Refusal) -> SweepStore {
    do throws(StoreError) {
      let shard = try SweepStore(at: path, claims: [plan.definition.claim])
      guard shard.version == plan.version else {
        throw .otherVersion(path: path, version: shard.version, own: plan.version)
      }
      guard shard.plan == plan.digest, shard.definition == plan.definition,
        plan.shards?.contains(where: { plan.range(ofShard: $0) == shard.range }) == true
      else { throw .otherPlan(path: path) }
      return shard
    } catch .unknownClaim {
      throw .store(.otherPlan(path: path))
    } catch {
      throw .store(error)
    }
  }

  /// Takes all findings of a shard, or none.
  ///
  /// - Parameter source: where findings on its instances came from.
  /// - Returns: how many were added, and how many the shard has.
  private func merge(
    _ shard: SweepStore, into store: SweepStore, source: String
  ) throws -> (added: Int, count: Int) {
    try store.withConnection { connection in
      do {
        try connection.execute("ATTACH ? AS shard", [SweepStore.fileName(shard.path)])
      } catch {
        throw Refusal.store(StoreError(error, path: shard.path))
      }
      defer { try? connection.execute("DETACH shard") }
      let findings = AttachedFindings(of: shard)
      return try connection.transaction {
        let count = try findings.checkedCount(in: connection)
        try findings.checkAgreement(with: source, in: connection)
        return (try findings.add(to: connection), count)
      }
    }
  }
}

extension SweepStore {
  /// The number of instances in a range that have a finding.
  func findingCount(in range: Range<Int>) throws(StoreError) -> Int {
    try read { connection in
      try connection.value(
        "SELECT count(*) FROM finding WHERE number >= ? AND number < ?",
        [range.lowerBound, range.upperBound]) ?? 0
    }
  }
}
