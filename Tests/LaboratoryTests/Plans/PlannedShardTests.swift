import Foundation
import Laboratory
import Oracles
import Testing

@testable import Claims

/// Shards that are treated one by one.
@Suite struct PlannedShardTests {
  @Test func finishedShardsAreNoted() async throws {
    let specimen = try PlanSpecimen()
    #expect(specimen.folder.unfinishedShards(of: specimen.plan) == [1, 2, 3, 4, 5])
    try await specimen.treat(2, 5)
    #expect(specimen.folder.unfinishedShards(of: specimen.plan) == [1, 3, 4])
    let store = try SweepStore(at: specimen.shardFile(2), claims: BuiltInClaims.all)
    #expect(store.range == specimen.plan.range(ofShard: 2) && !store.range.isEmpty)
    #expect(try store.finishedNumbers() == Set(store.range))
  }

  /// A shard that was begun is not finished, and goes on where it was.
  @Test func interruptedShardGoesOn() async throws {
    let specimen = try PlanSpecimen()
    let failing = FailingEvaluator(specimen.evaluator, after: 4)
    _ = try await caught(FailingEvaluator.Failure.self) {
      try await specimen.treat(1, by: failing)
    }
    let store = try SweepStore(at: specimen.shardFile(1), claims: BuiltInClaims.all)
    #expect(try store.finishedNumbers() == [0, 1, 2, 3])
    #expect(specimen.folder.unfinishedShards(of: specimen.plan).first == 1)

    let rest = FailingEvaluator(specimen.evaluator, after: store.range.count - 4)
    try await specimen.treat(1, by: rest)
    #expect(try store.finishedNumbers() == Set(store.range))
  }

  @Test func findingsWithoutVerdictAreTriedAgain() async throws {
    let specimen = try PlanSpecimen()
    try await specimen.treat(1)
    try await specimen.treat(2, by: FixedEvaluator(.notReached(.stopped(.time(nanoseconds: 1)))))
    let (folder, plan) = (specimen.folder, specimen.plan)
    #expect(folder.unfinishedShards(of: plan) == [3, 4, 5])
    #expect(folder.unfinishedShards(of: plan, isRetrying: true) == [2, 3, 4, 5])
    try await PlannedShard(2, of: plan, in: folder).run(
      with: [specimen.evaluator], isRetrying: true)
    #expect(folder.unfinishedShards(of: plan, isRetrying: true) == [3, 4, 5])
  }

  @Test func shardIsHeldByOne() async throws {
    let specimen = try PlanSpecimen()
    let shard = try PlannedShard(1, of: specimen.plan, in: specimen.folder)
    let error = try await caught(PlanError.self) {
      _ = try PlannedShard(1, of: specimen.plan, in: specimen.folder)
    }
    #expect(error == .busy(shard: 1, folder: specimen.folder.path))
    _ = try PlannedShard(2, of: specimen.plan, in: specimen.folder)
    try await shard.run(with: [specimen.evaluator])
    withExtendedLifetime(shard) {}
  }

  @Test(arguments: [0, -1, 6]) func otherNumbersAreRefused(number: Int) async throws {
    let specimen = try PlanSpecimen()
    let error = try await caught(PlanError.self) { try await specimen.treat(number) }
    #expect(error == .noShard(number, folder: specimen.folder.path, count: 5))
  }

  @Test func instancesAreThoseOfThePlan() async throws {
    let specimen = try PlanSpecimen()
    let file = URL(filePath: specimen.path("instances/000002.jsonl"))
    let text = try Data(contentsOf: file)
    try text.dropLast(20).write(to: file)
    let damaged = try await caught(PlanError.self) { try await specimen.treat(2) }
    #expect(damaged?.description.contains("not the instances that were planned") == true)
    try FileManager.default.removeItem(at: file)
    let missing = try await caught(PlanError.self) { try await specimen.treat(2) }
    #expect(missing?.description.contains("the file is missing") == true)
    #expect(!FileManager.default.fileExists(atPath: specimen.shardFile(2)))
  }

  /// A store of another plan in the place of a shard, or one of none.
  @Test func storesOfOtherPlansAreRefused() async throws {
    let specimen = try PlanSpecimen()
    let range = specimen.plan.range(ofShard: 1)
    for plan in ["0123456789abcdef", nil] {
      let path = specimen.shardFile(1)
      try? FileManager.default.removeItem(atPath: path)
      _ = try SweepStore.open(
        at: path, for: PlanSpecimen.definition, range: range, plan: plan, version: "1.0")
      let error = try await caught(StoreError.self) { try await specimen.treat(1) }
      #expect(error == .otherPlan(path: path))
    }
  }

  /// With a long interval there is one group at the beginning and one at the end, and nothing is
  /// lost.
  @Test func findingsWaitForTheInterval() async throws {
    let specimen = try PlanSpecimen()
    let shard = try PlannedShard(1, of: specimen.plan, in: specimen.folder)
    let groups = Groups()
    let evaluator = PatientEvaluator(specimen.evaluator, until: groups)
    try await shard.run(with: [evaluator], interval: .seconds(3600)) { progress in
      groups.add(progress.finished)
    }
    #expect(groups.sizes.count == 2 && groups.sizes.last == shard.store.range.count)
    #expect(try shard.store.finishedNumbers() == Set(shard.store.range))
  }
}
