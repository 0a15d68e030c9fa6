import Foundation
import Laboratory
import Oracles
import Programs
import Testing

@testable import Claims

/// Plans in their folders.
@Suite struct SweepPlanTests {
  @Test(arguments: [
    ShardDivision.count(1), .count(7), .count(1000), .size(1), .size(10), .size(1000),
  ])
  func shardsDivideTheInstances(division: ShardDivision) throws {
    let specimen = try PlanSpecimen(in: division)
    let plan = specimen.plan
    let expected = Array(PlanSpecimen.definition.instances)
    #expect(expected.count > 50 && plan.instanceCount == expected.count)
    let shards = try #require(plan.shards)
    let ranges = shards.map(plan.range(ofShard:))
    #expect(ranges.flatMap { Array($0) } == Array(0..<expected.count))
    let sizes = ranges.map(\.count)
    #expect(sizes.max()! == plan.largestShard && plan.largestShard - sizes.min()! <= 1)
    switch division {
    case .count(let count): #expect(shards.count == min(count, expected.count))
    case .size(let size):
      #expect(sizes.max()! <= size)
      #expect((shards.count - 1) * size < expected.count)
    }
  }

  /// The files have the instances, in order, as `Instance` is encoded.
  @Test func instancesAreWritten() throws {
    let specimen = try PlanSpecimen()
    var instances: [PatternInstance] = []
    for shard in 1...5 {
      let text = try String(
        contentsOfFile: specimen.path("instances/00000\(shard).jsonl"), encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(lines.count == specimen.plan.range(ofShard: shard).count)
      instances += try lines.map { line in
        try JSONDecoder().decode(PatternInstance.self, from: Data(line.utf8))
      }
    }
    #expect(instances == PlanSpecimen.definition.instances.map { $0.instance as! PatternInstance })
  }

  @Test func samePlanIsLeftAlone() throws {
    let specimen = try PlanSpecimen()
    let file = URL(filePath: specimen.path("instances/000001.jsonl"))
    try Data("mine".utf8).write(to: file)
    let size = specimen.plan.largestShard
    for division in [ShardDivision.count(5), .size(size)] {
      let (plan, isNew) = try specimen.folder.makePlan(
        of: PlanSpecimen.definition, in: division, version: PlanSpecimen.version)
      #expect(!isNew && plan == specimen.plan)
    }
    #expect(try Data(contentsOf: file) == Data("mine".utf8))
  }

  @Test func otherPlansAreRefused() async throws {
    let specimen = try PlanSpecimen()
    let before = try Data(contentsOf: URL(filePath: specimen.path("plan.json")))
    let other = SweepDefinition(
      of: ExpectedDimension(), over: PatternFamilies(PlanSpecimen.size), maximumDegree: 6, seed: 2)
    let requests: [(SweepDefinition, ShardDivision, String, String)] = [
      (other, .count(5), "1.0", "another plan"),
      (PlanSpecimen.definition, .count(6), "1.0", "6 shards"),
      (PlanSpecimen.definition, .count(5), "1.1", "made by reluvar 1.0, this is 1.1"),
    ]
    for (definition, division, version, words) in requests {
      let error = try await caught(PlanError.self) {
        _ = try specimen.folder.makePlan(of: definition, in: division, version: version)
      }
      #expect(error?.description.contains(words) == true, "\(words)")
    }
    #expect(try Data(contentsOf: URL(filePath: specimen.path("plan.json"))) == before)
  }

  /// What was interrupted before `plan.json` was written is no plan, and is made again.
  @Test func unfinishedPlanIsMadeAgain() async throws {
    let specimen = try PlanSpecimen()
    try FileManager.default.removeItem(atPath: specimen.path("plan.json"))
    try Data().write(to: URL(filePath: specimen.path("instances/000003.jsonl")))
    #expect(
      try await caught(PlanError.self) {
        _ = try specimen.folder.plan(version: "1.0", claims: BuiltInClaims.all)
      }
        == .missing(folder: specimen.folder.path))
    let (plan, isNew) = try specimen.folder.makePlan(
      of: PlanSpecimen.definition, in: .count(5), version: PlanSpecimen.version)
    #expect(isNew && plan == specimen.plan)
    try await specimen.treat(3)
  }

  @Test func foldersOfOthersAreLeftAlone() async throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "thesis.tex")
    let paths: [(String, PlanError)] = [
      (folder.url.path, .notEmpty(folder: folder.url.path, file: "thesis.tex")),
      (folder.path("thesis.tex"), .notAFolder(path: folder.path("thesis.tex"))),
    ]
    for (path, expected) in paths {
      let error = try await caught(PlanError.self) {
        _ = try PlanFolder(at: path).makePlan(
          of: PlanSpecimen.definition, in: .count(5), version: "1.0")
      }
      #expect(error == expected)
    }
    #expect(try folder.names == ["thesis.tex"])
  }

  @Test func equalPlansHaveEqualDigests() throws {
    let digest = try PlanSpecimen().plan.digest
    #expect(try PlanSpecimen().plan.digest == digest)
    #expect(try PlanSpecimen(in: .count(4)).plan.digest != digest)
    #expect(try PlanSpecimen(version: "1.1").plan.digest != digest)
  }

  /// Plans that somebody has changed.
  @Test(arguments: [
    ("\"instances\" : ", "\"instances\" : 1", "digest"), ("\"seed\" : 1", "\"seed\" : 2", "digest"),
    ("\"instances\" :", "\"instance\" :", "no 'instances'"), ("{", "", "no format"),
    ("\"version\" : \"1.0\"", "\"version\" : 1", "no format"),
    ("\"format\" : 1", "\"format\" : 2", "format 2, expected format 1"),
  ])
  func damageIsNoticed(word: String, replacement: String, message: String) async throws {
    let specimen = try PlanSpecimen()
    let file = URL(filePath: specimen.path("plan.json"))
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(word))
    try text.replacing(word, with: replacement).write(to: file, atomically: true, encoding: .utf8)
    let error = try await caught(PlanError.self) {
      _ = try specimen.folder.plan(version: "1.0", claims: BuiltInClaims.all)
    }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }
}
