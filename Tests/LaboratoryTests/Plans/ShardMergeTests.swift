import Foundation
import Laboratory
import Oracles
import Testing

@testable import Claims

/// Shards joined in one store.
@Suite struct ShardMergeTests {
  @Test(arguments: [ShardDivision.count(1), .count(6), .size(9)])
  func tablesAreThoseOfAnUndividedSweep(division: ShardDivision) async throws {
    let specimen = try PlanSpecimen(in: division)
    try await specimen.treat()
    let (store, report) = try specimen.merged()
    #expect(report.added == specimen.plan.instanceCount && report.added > 50)
    #expect(report.refusals.isEmpty && report.missing.isEmpty)
    #expect(try PlanSpecimen.table(of: store) == (try await specimen.undividedTable()))
  }

  @Test func onlyWhatIsNewIsAdded() async throws {
    let specimen = try PlanSpecimen()
    try await specimen.treat(1, 4)
    let sizes = specimen.plan.shards!.map { specimen.plan.range(ofShard: $0).count }
    let (_, first) = try specimen.merged()
    #expect(first.added == sizes[0] + sizes[3] && first.files == 2)
    #expect(first.missing == [2: sizes[1], 3: sizes[2], 5: sizes[4]])

    let (store, again) = try specimen.merged()
    #expect(again.added == 0 && again.missing == first.missing)
    #expect(try store.finishedNumbers().count == first.added)

    try await specimen.treat(2, 3, 5)
    let (_, rest) = try specimen.merged()
    #expect(rest.added == sizes[1] + sizes[2] + sizes[4] && rest.missing.isEmpty)
    #expect(try PlanSpecimen.table(of: store) == (try await specimen.undividedTable()))
  }

  @Test func missingInstancesAreCounted() async throws {
    let specimen = try PlanSpecimen()
    let failing = FailingEvaluator(specimen.evaluator, after: 3)
    _ = try await caught(FailingEvaluator.Failure.self) {
      try await specimen.treat(2, by: failing)
    }
    try await specimen.treat(1, 3, 4, 5)
    let (_, report) = try specimen.merged()
    let size = specimen.plan.range(ofShard: 2).count
    #expect(report.missing == [2: size - 3] && report.refusals.isEmpty)
    #expect(report.added == specimen.plan.instanceCount - size + 3)
  }

  /// Copies with the same findings, whatever their names.
  @Test func copiesMakeNoDifference() async throws {
    let specimen = try PlanSpecimen()
    try await specimen.treat()
    try FileManager.default.copyItem(
      atPath: specimen.shardFile(2), toPath: specimen.path("shards/from-elsewhere.db"))
    try FileManager.default.moveItem(
      atPath: specimen.shardFile(3), toPath: specimen.path("shards/renamed.db"))
    let (_, report) = try specimen.merged()
    #expect(report.files == 6 && report.added == specimen.plan.instanceCount)
    #expect(report.refusals.isEmpty && report.missing.isEmpty)
  }

  @Test func contradictionsAreRefused() async throws {
    let (specimen, other) = (try PlanSpecimen(), try PlanSpecimen())
    #expect(specimen.plan == other.plan)
    try await specimen.treat()
    try await other.treat(2, by: FixedEvaluator(.refuted(.number(1, claimed: 10_000))))
    let copy = specimen.path("shards/000009.db")
    try FileManager.default.copyItem(atPath: other.shardFile(2), toPath: copy)
    let (store, report) = try specimen.merged()
    let number = specimen.plan.range(ofShard: 2).lowerBound
    let instance = try #require(try store.record(number: number)).instance.instance
    #expect(
      report.refusals == [
        .contradiction(
          path: copy, other: specimen.shardFile(2), number: number, instance: "\(instance)")
      ])
    #expect(report.missing.isEmpty && report.added == specimen.plan.instanceCount)
    #expect(try PlanSpecimen.table(of: store) == (try await specimen.undividedTable()))

    // The same against what was merged earlier.
    try FileManager.default.removeItem(atPath: specimen.shardFile(2))
    let (_, second) = try specimen.merged()
    #expect(second.added == 0)
    #expect(
      second.refusals == [
        .contradiction(path: copy, other: store.path, number: number, instance: "\(instance)")
      ])
    #expect(try PlanSpecimen.table(of: store) == (try await specimen.undividedTable()))
  }

  /// Whichever comes first, a verdict stays.
  @Test(arguments: ["000000", "000009"])
  func noVerdictGivesWay(name: String) async throws {
    let (specimen, other) = (try PlanSpecimen(), try PlanSpecimen())
    try await specimen.treat()
    try await other.treat(2, by: FixedEvaluator(.notReached(.stopped(.time(nanoseconds: 1)))))
    try FileManager.default.copyItem(
      atPath: other.shardFile(2), toPath: specimen.path("shards/\(name).db"))
    let (store, report) = try specimen.merged()
    #expect(report.files == 6 && report.refusals.isEmpty && report.missing.isEmpty)
    #expect(try PlanSpecimen.table(of: store) == (try await specimen.undividedTable()))
    #expect(try specimen.merged().1.added == 0)
  }

  @Test func shardsOfOthersAreRefused() async throws {
    let specimen = try PlanSpecimen()
    try await specimen.treat()
    let others = [
      try PlanSpecimen(in: .count(4)), try PlanSpecimen(version: "1.1"),
      try PlanSpecimen(
        of: SweepDefinition(
          of: ExpectedDimension(), over: PatternFamilies(PlanSpecimen.size), maximumDegree: 6,
          seed: 2)),
    ]
    for (index, other) in others.enumerated() {
      try await other.treat(1)
      try FileManager.default.copyItem(
        atPath: other.shardFile(1), toPath: specimen.path("shards/other\(index).db"))
    }
    // An ordinary store of the same sweep is no shard either.
    let undivided = try await specimen.undividedTable()
    try FileManager.default.copyItem(
      atPath: specimen.temporary.path("undivided.db"),
      toPath: specimen.path("shards/other3.db"))
    let (store, report) = try specimen.merged()
    let paths = (0...3).map { specimen.path("shards/other\($0).db") }
    #expect(
      report.refusals == [
        .store(.otherPlan(path: paths[0])),
        .store(.otherVersion(path: paths[1], version: "1.1", own: "1.0")),
        .store(.otherPlan(path: paths[2])), .store(.otherPlan(path: paths[3])),
      ])
    #expect(report.missing.isEmpty)
    #expect(try PlanSpecimen.table(of: store) == undivided)
  }

  @Test func damagedShardsAreLeftOut() async throws {
    let specimen = try PlanSpecimen(in: .count(3))
    try await specimen.treat()
    let file = URL(filePath: specimen.shardFile(2))
    let data = try Data(contentsOf: file)
    let size = specimen.plan.range(ofShard: 2).count
    var overwritten = data
    overwritten.replaceSubrange(
      data.count - 4096..<data.count, with: repeatElement(0x5A, count: 4096))
    let damages = [data.dropLast(data.count / 2), Data("no database".utf8), overwritten]
    for (index, damage) in damages.enumerated() {
      try damage.write(to: file)
      let (_, report) = try specimen.merged(into: "\(index).db")
      #expect(report.refusals.count == 1, "\(index)")
      #expect(report.refusals.first?.description.contains("000002.db") == true)
      #expect(report.missing == [2: size] && report.files == 3)
      #expect(report.added == specimen.plan.instanceCount - size)
    }
    try data.write(to: file)
    #expect(try specimen.merged(into: "0.db").1.added == size)
  }

  /// A store of another sweep is not merged into.
  @Test func targetIsThatOfTheSweep() async throws {
    let (specimen, other) = (
      try PlanSpecimen(),
      try PlanSpecimen(
        of: SweepDefinition(
          of: ExpectedDimension(), over: PatternFamilies(PlanSpecimen.size), maximumDegree: 6,
          seed: 2))
    )
    try await specimen.treat(1)
    let path = other.temporary.path("merged.db")
    _ = try other.merge.openStore(at: path)
    let error = try await caught(StoreError.self) {
      _ = try specimen.merge.openStore(at: path)
    }
    guard case .otherSweep = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
