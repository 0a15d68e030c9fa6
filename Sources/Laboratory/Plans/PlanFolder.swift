import ExactAlgebra
import Foundation

/// A folder with a plan, and with what has been found along it.
///
///     let folder = PlanFolder(at: "pairs.plan")
///     let (plan, isNew) = try folder.makePlan(of: definition, in: .count(40), version: "1.0")
///     let shard = try PlannedShard(1, of: plan, in: folder)
///
/// - `plan.json`: the ``SweepPlan``; written last, so a folder without it has no plan.
/// - `instances/000001.jsonl`, ...: the instances of each shard, one on each line.
/// - `shards/000001.db`, ...: the findings on them, each file a ``SweepStore``.
/// - `logs`: what jobs wrote.
public struct PlanFolder: Hashable, Sendable {
  /// Where it is.
  public let path: String

  /// The folder at a path.
  public init(at path: String) { self.path = path }

  var planFile: String { path + "/plan.json" }
  var instancesFolder: String { path + "/instances" }
  var shardsFolder: String { path + "/shards" }
  /// Where jobs write their messages.
  public var logsFolder: String { path + "/logs" }

  func instanceFile(ofShard shard: Int) -> String {
    "\(instancesFolder)/\(Self.name(ofShard: shard)).jsonl"
  }

  func shardFile(_ shard: Int) -> String { "\(shardsFolder)/\(Self.name(ofShard: shard)).db" }
  func lockFile(ofShard shard: Int) -> String {
    "\(shardsFolder)/\(Self.name(ofShard: shard)).lock"
  }

  private static func name(ofShard shard: Int) -> String {
    let digits = "\(shard)"
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The plan.
  ///
  /// - Parameters:
  ///   - version: the version of the program.
  ///   - claims: the claims of which it may plan a sweep.
  /// - Throws: `PlanError` where there is none, or none for this version.
  public func plan(version: String, claims: [any Claim]) throws(PlanError) -> SweepPlan {
    guard let plan = try planIfAny(claims) else { throw .missing(folder: path) }
    guard plan.version == version else {
      throw .otherVersion(path: planFile, version: plan.version, own: version)
    }
    return plan
  }

  private func planIfAny(_ claims: [any Claim]) throws(PlanError) -> SweepPlan? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    guard isFolder.boolValue else { throw .notAFolder(path: path) }
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: planFile))
    } catch CocoaError.fileReadNoSuchFile {
      return nil
    } catch {
      throw PlanError(error, path: planFile)
    }
    let decoder = JSONDecoder(claims: claims)
    guard let origin = try? decoder.decode(SweepPlan.Origin.self, from: data) else {
      throw .damaged(path: planFile, reason: "no format and version")
    }
    guard origin.format == SweepPlan.format else {
      throw .otherFormat(path: planFile, format: origin.format, version: origin.version)
    }
    do {
      return try decoder.decode(SweepPlan.self, from: data)
    } catch let error as SweepDefinition.UnknownClaim {
      throw .damaged(
        path: planFile, reason: "'\(error.name.excerpt)' is none of the claims of this program")
    } catch DecodingError.keyNotFound(let key, _) {
      throw .damaged(path: planFile, reason: "no '\(key.stringValue)'")
    } catch DecodingError.dataCorrupted(let context) {
      throw .damaged(path: planFile, reason: context.debugDescription)
    } catch {
      throw .damaged(path: planFile, reason: "unexpected values")
    }
  }

  /// Makes a plan and writes it with all instances, unless it is there already.
  ///
  /// The family is gone through twice: once to count its instances, once to write them.
  ///
  /// - Parameters:
  ///   - definition: the sweep.
  ///   - division: into how many shards it is cut.
  ///   - version: the version of the program.
  ///   - claims: other claims, with which a plan of another sweep is refused by its name.
  /// - Returns: the plan, and whether it is new.
  /// - Throws: `PlanError` where the folder holds something else or cannot be written to.
  public func makePlan(
    of definition: SweepDefinition, in division: ShardDivision, version: String,
    claims: [any Claim] = []
  ) throws(PlanError) -> (plan: SweepPlan, isNew: Bool) {
    if let plan = try planIfAny([definition.claim] + claims) {
      let shardCount = division.shardCount(for: plan.instanceCount)
      guard plan.definition == definition, plan.shardDigests.count == shardCount else {
        throw .otherPlan(
          path: path, found: "\(plan.definition), \(plan.shardDigests.count) shards",
          wanted: "\(definition), \(shardCount) shards")
      }
      guard plan.version == version else {
        throw .otherVersion(path: planFile, version: plan.version, own: version)
      }
      return (plan, false)
    }
    do {
      try prepare()
      let plan = try writePlan(of: definition, in: division, version: version)
      return (plan, true)
    } catch {
      throw PlanError(error, path: path)
    }
  }

  /// Makes the folders, or uses those of a plan that was not finished.
  private func prepare() throws {
    let files = FileManager.default
    if let names = try? files.contentsOfDirectory(atPath: path) {
      let known = [instancesFolder, shardsFolder, logsFolder].map { $0.dropFirst(path.count + 1) }
      // A plan that was being written has a temporary name that begins with a dot.
      if let other = names.first(where: { !known.contains($0[...]) && !$0.hasPrefix(".") }) {
        throw PlanError.notEmpty(folder: path, file: other)
      }
    }
    for folder in [instancesFolder, shardsFolder, logsFolder] {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  private func writePlan(
    of definition: SweepDefinition, in division: ShardDivision, version: String
  ) throws -> SweepPlan {
    let instanceCount = definition.instances.reduce(0) { count, _ in count + 1 }
    let shardCount = division.shardCount(for: instanceCount)
    var instances = definition.instances.makeIterator()
    var digests: [String] = []
    for shard in 0..<shardCount {
      let range = SweepPlan.range(
        ofShard: shard + 1, of: shardCount, instanceCount: instanceCount)
      let (text, digest) = try InstanceFile.text(of: &instances, count: range.count)
      try text.write(to: URL(filePath: instanceFile(ofShard: shard + 1)))
      digests.append(digest)
    }
    let plan = try SweepPlan(
      definition: definition, version: version, instanceCount: instanceCount,
      shardDigests: digests)
    let encoder = JSONEncoder.canonical
    encoder.outputFormatting.insert(.prettyPrinted)
    try (encoder.encode(plan) + Data("\n".utf8))
      .write(to: URL(filePath: planFile), options: .atomic)
    return plan
  }
}
