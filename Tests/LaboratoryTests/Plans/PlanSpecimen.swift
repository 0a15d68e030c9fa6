import Foundation
import NetworkVarieties
import Oracles
import Presentation
import Programs

@testable import Claims
@testable import Laboratory

/// A plan in a folder that is gone afterwards, and what its tests do with it.
struct PlanSpecimen {
  static let size = FamilySize(maximumWidth: 2, blocks: 1...2, hiddenLayers: 1...2)
  static let definition = SweepDefinition(
    of: ExpectedDimension(),
    over: PatternFamilies(size), maximumDegree: 6)
  static let version = "1.0"

  let temporary: TemporaryFolder
  let folder: PlanFolder
  let plan: SweepPlan

  init(
    of definition: SweepDefinition = definition, in division: ShardDivision = .count(5),
    version: String = version
  ) throws {
    temporary = try TemporaryFolder()
    folder = PlanFolder(at: temporary.path("plan"))
    plan = try folder.makePlan(of: definition, in: division, version: version).plan
  }

  var merge: ShardMerge { ShardMerge(of: plan, in: folder) }
  var evaluator: LocalEvaluator { LocalEvaluator(for: plan.definition, limits: InstanceLimits()) }

  /// The path of the file with the findings of a shard.
  func shardFile(_ shard: Int) -> String { path("shards/00000\(shard).db") }

  /// The path of a file in the folder of the plan.
  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// Treats shards, all of them where none is named.
  func treat(_ shards: Int..., by evaluator: (any InstanceEvaluator)? = nil) async throws {
    for shard in shards.isEmpty ? Array(plan.shards!) : shards {
      try await PlannedShard(shard, of: plan, in: folder)
        .run(with: [evaluator ?? self.evaluator])
    }
  }

  /// Merges into a store beside the folder.
  func merged(into name: String = "merged.db") throws -> (SweepStore, ShardMerge.Report) {
    let store = try merge.openStore(at: temporary.path(name))
    return (store, try merge.run(into: store))
  }

  /// The same sweep without a plan.
  func undividedTable() async throws -> String {
    let store = try SweepStore.open(
      at: temporary.path("undivided.db"), for: plan.definition, version: plan.version)
    try await Sweep(into: store, version: plan.version).run(with: [evaluator])
    return try Self.table(of: store)
  }

  static func table(of store: SweepStore) throws -> String {
    var text = ""
    try SweepTable(of: store).write(as: .json) { text += $0 }
    return text
  }
}

/// Finds the same on every instance.
struct FixedEvaluator: InstanceEvaluator {
  let finding: Finding

  init(_ verdict: VarietyVerdict) {
    finding = Finding(VarietyFinding(verdict, evidence: VarietyEvidence(seed: 1)))
  }

  func outcome(on instance: NumberedInstance) async -> (finding: Finding, seconds: Double) {
    (finding, 0)
  }
}

/// What the body throws, which is to be of a type.
func caught<Failure: Error>(
  _ type: Failure.Type, from body: () async throws -> Void
) async throws -> Failure? {
  do {
    try await body()
    return nil
  } catch let error as Failure {
    return error
  }
}
