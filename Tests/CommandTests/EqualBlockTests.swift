import Foundation
import Oracles
import Programs
import Testing

/// Blocks with equal patterns.
@Suite struct EqualBlockTests {
  private static let problem = [
    "--widths", "3,3,3", "--pattern", "101", "--pattern", "101", "--pattern", "011", "--quiet",
  ]

  private func object(_ arguments: [String]) async throws -> [String: Any] {
    let run = try await Command().run(arguments + ["--format", "json"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    return try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  /// Every format says which given block became which.
  @Test(arguments: Invocations.verbs, Invocations.formats)
  func mergingIsSaid(verb: String, format: String) async throws {
    let run = try await Command().run([verb] + Self.problem + ["--format", format])
    #expect(run.isSuccess)
    if format == "json" {
      #expect(try await object([verb] + Self.problem)["blockOfGiven"] as? [Int] == [1, 1, 2])
    } else {
      #expect(run.output.contains("2 is block 1"), "\(run.output.prefix(300))")
    }
  }

  /// Blocks with points are numbered as they were given, too.
  @Test(arguments: Invocations.verbs)
  func mergingOfPointsIsSaid(verb: String) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      widths: [2, 2, 2]
      blocks:
        - {pattern: "10", points: [[1, 2]]}
        - {pattern: "11", points: [[1, 0]]}
        - {pattern: "10", points: [[3, 1]]}
      """, to: "problem.yaml")
    let run = try await Command().run([verb, file, "--quiet"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    #expect(run.output.contains("3 is\nblock 1"), "\(run.output.prefix(300))")
    #expect(try await object([verb, file])["blockOfGiven"] as? [Int] == [1, 2, 1])
  }

  /// Nothing is said where nothing was merged.
  @Test func distinctPatterns() async throws {
    let keys = try await object(["derive"] + Invocations.shallow + ["--quiet"])
    #expect(keys["blockOfGiven"] == nil)
  }

  /// Kept apart, equal blocks bring nine equations, and the rest stays.
  @Test func keptApart() async throws {
    let keys = try await object(["derive", "--keep-equal-blocks"] + Self.problem)
    #expect(keys["blocks"] as? [String] == ["101", "101", "011"])
    #expect(keys["dimension"] as? Int == 15 && keys["ambientDimension"] as? Int == 27)
    #expect(keys["dimensionStatus"] as? String == "proved")
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(degrees.map { $0["minimalGenerators"] as? Int } == [9, 0, 3])
    let generators = try #require(keys["generators"] as? [[String: Any]])
    #expect(generators.count == 12)
    let linear = generators.prefix(9).compactMap { $0["polynomial"] as? String }
    #expect(linear.contains("m1_11 - m2_11") && linear.count == 9)
    let sources = generators.compactMap { $0["source"] as? [String: Any] }
    #expect(sources.count == 12)
    #expect(sources[0]["constraint"] as? String == "M1 - M2")
    #expect((keys["completeness"] as? [String: Any])?["status"] as? String == "complete")
  }

  @Test func checkOfKeptBlocks() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      widths: [2, 1, 1]
      blocks:
        - {pattern: "1", map: [[1, 0]]}
        - {pattern: "1", map: [[0, 1]]}
      """, to: "problem.yaml")
    let command = try Command(in: folder)
    for options in [[], ["--keep-equal-blocks"]] {
      let run = try await command.run(["check", "problem.yaml", "--quiet"] + options)
      #expect(run.status == 1 && run.output.contains("Violated:"))
    }
  }

  @Test func pointsHaveNoUseForIt() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      widths: [2, 1, 1]
      blocks:
        - {pattern: "1", points: [[1, 0]]}
        - {pattern: "1", points: [[0, 1]]}
      """, to: "problem.yaml")
    let run = try await Command(in: folder).run(
      "derive", "problem.yaml", "--quiet", "--keep-equal-blocks")
    #expect(run.status == 64 && run.diagnosticLines.count == 1)
  }
}
