import Foundation
import Testing

/// Lists of rank constraints that are long, cut short, or without what follows from others.
@Suite struct ConstraintListTests {
  /// Forty blocks, whose neurons leave 4,096 spaces of combinations.
  private static let many: [String] = {
    let numbers = (0..<40).map { (37 * $0 + 11) % 4_093 + 1 }
    let patterns = numbers.map { number in
      (0..<12).map { number >> $0 & 1 == 1 ? "1" : "0" }.joined()
    }
    return ["--widths", "4,12,4"] + patterns.flatMap { ["--pattern", $0] }
  }()

  private func keys(_ run: Command.Outcome) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func stopsAfterANumber() async throws {
    let run = try await Command().run(
      ["constraints", "--max-constraints", "2", "--format", "json"] + Invocations.shallow)
    #expect(run.status == 75)
    let keys = try keys(run)
    #expect((keys["constraints"] as? [Any])?.count == 2 && keys["count"] as? Int == 2)
    #expect(keys["status"] as? String == "partial")
    #expect(keys["limit"] as? String == "the largest number of constraints (2)")
    #expect(try #require(keys["leftOut"] as? Int) > 0)
    let text = try await Command().run(
      ["constraints", "--max-constraints", "2", "--quiet"] + Invocations.shallow)
    #expect(text.status == 75 && text.output.contains("Not complete: ended by the largest number"))
  }

  /// Lines come one by one, and the last one says that there are more.
  @Test func linesOfJSON() async throws {
    let run = try await Command().run(
      ["constraints", "--max-constraints", "5", "--format", "jsonl", "--quiet"] + Self.many)
    #expect(run.status == 75)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 6)
    let constraints = try lines.dropLast().map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
    #expect(constraints.allSatisfy { $0["matrix"] is String && $0["rankAtMost"] is Int })
    let object = try JSONSerialization.jsonObject(with: Data(lines[5].utf8))
    let summary = try #require(object as? [String: Any])
    #expect(summary["count"] as? Int == 5 && summary["status"] as? String == "partial")
    #expect(summary["unfinishedEnumerations"] as? Int == 2 && summary["constraints"] == nil)
  }

  @Test func wholeListSaysSo() async throws {
    let run = try await Command().run(
      ["constraints", "--format", "json"] + Invocations.shallow)
    let keys = try keys(run)
    #expect(run.isSuccess && keys["status"] as? String == "complete")
    #expect(keys["leftOut"] as? Int == 0 && keys["limit"] == nil)
    #expect((keys["constraints"] as? [Any])?.count == keys["count"] as? Int)
  }

  @Test func minimalListIsShorter() async throws {
    let arguments =
      ["constraints", "--format", "json", "--widths", "3,4,3"]
      + ["0001", "0010", "0011", "0100", "0101"].flatMap { ["--pattern", $0] }
    let all = try keys(await Command().run(arguments))
    let minimal = try keys(await Command().run(arguments + ["--minimal"]))
    let (many, few) = (
      try #require(all["count"] as? Int), try #require(minimal["count"] as? Int)
    )
    #expect(few > 0 && few < many)
  }

  /// A limit ends the search, and what was found is there.
  @Test(arguments: ["text", "json", "latex"])
  func timeLimit(format: String) async throws {
    let run = try await Command().run(
      ["constraints", "--time-limit", "0.2s", "--format", format, "--quiet"] + Self.many)
    #expect(run.status == 75 && !run.isSignalled)
    // Lines may be broken anywhere between words.
    let words = run.output.replacing("\n", with: " ")
    #expect(words.contains("time limit of 0.2 s"))
  }

  /// All constraints of twelve blocks are tested.
  @Test func checkTestsAll() async throws {
    let patterns =
      ["0001", "0010", "0011", "0100", "0101", "0110", "0111", "1000", "1001"]
      + ["1010", "1011", "1100"]
    let options = ["--widths", "3,4,3"] + patterns.flatMap { ["--pattern", $0] }
    let command = try Command()
    let listed = try keys(await command.run(["constraints", "--format", "json"] + options))
    let blocks = patterns.map {
      "  - {pattern: \"\($0)\", map: [[0, 0, 0], [0, 0, 0], [0, 0, 0]]}"
    }
    try command.folder.write(
      "widths: [3, 4, 3]\nblocks:\n" + blocks.joined(separator: "\n") + "\n", to: "maps.yaml")
    let run = try await command.run("check", "maps.yaml", "--format", "json")
    let tested = try #require(try keys(run)["tested"] as? [String: Any])
    #expect(run.isSuccess && tested["status"] as? String == "complete")
    #expect(tested["leftOut"] as? Int == 0)
    #expect(try #require(listed["count"] as? Int) > 20)
    #expect(tested["constraints"] as? Int == listed["count"] as? Int)
  }

  /// Where the ideal is known, no degree is too large.
  @Test(arguments: [
    (["--widths", "3,9,3", "--pattern", "111111111"], 0),
    (["--widths", "3,2,3", "--pattern", "11"], 1),
  ])
  func decidedIdeals(problem: [String], generators: Int) async throws {
    let run = try await Command().run(
      ["derive", "--max-degree", "40", "--format", "json"] + problem)
    let keys = try keys(run)
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(run.isSuccess && degrees.count == 40 && keys["limit"] == nil)
    #expect(degrees.reduce(0) { $0 + ($1["minimalGenerators"] as? Int ?? 99) } == generators)
    #expect(degrees[3]["dimension"] as? Int == 9 * generators)
  }
}
