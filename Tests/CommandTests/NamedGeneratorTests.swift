import Foundation
import Testing

/// `derive --max-degree auto` where a theorem names generators that are too long to be written.
@Suite struct NamedGeneratorTests {
  private static func pattern(_ runs: [(String, Int)]) -> String {
    runs.map { String(repeating: $0.0, count: $0.1) }.joined()
  }

  /// 64 inputs and outputs, 128 neurons, of which 20 are active in both blocks and 24 in one each.
  private static let wide = [
    "--widths", "64,128,64", "--pattern", pattern([("1", 44), ("0", 84)]),
    "--pattern", pattern([("1", 20), ("0", 24), ("1", 24), ("0", 60)]),
  ]
  /// Some minors are written, and some are not.
  private static let mixed = ["--widths", "30,6,30", "--pattern", "111100", "--pattern", "110011"]
  private func derive(_ problem: [String], _ options: [String] = []) async throws -> Command.Outcome
  {
    try await Command().run(["derive", "--max-degree", "auto"] + problem + options)
  }

  private func object(_ text: some StringProtocol) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func wideNetwork() async throws {
    let run = try await derive(Self.wide)
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    for part in [
      "Complete, by a theorem", "76036274525713600637387780198400 from the 45-minors of M2",
      "  1-44", "2 S(1^45)xS(1^45)", "Not written out, since the polynomials are too long",
      "The degree of the variety is", "The verb constraints lists the matrices",
      "its rank to be computed here; at a general point it is the codimension 1056",
    ] {
      let text = run.output.split(separator: "\n").joined(separator: " ")
      #expect(text.contains(part), "\(part)")
    }
    #expect(!run.output.contains("g1,") && !run.output.contains("h1,"))
  }

  @Test func json() async throws {
    let run = try await derive(Self.mixed, ["--format", "json"])
    #expect(run.isSuccess)
    let keys = try object(run.output)
    #expect((keys["completeness"] as? [String: Any])?["status"] as? String == "complete")
    #expect(keys["codimensionReached"] as? Bool == true)
    let certificate = try #require(keys["certificate"] as? [String: Any])
    #expect(certificate["method"] as? String == "theorem")
    #expect(
      certificate["generatorJacobianRank"] == nil && certificate["codimension"] as? Int == 1452)
    // One highest weight vector of each kind that is written.
    let generators = try #require(keys["generators"] as? [[String: Any]])
    #expect(generators.map { $0["degree"] as? Int } == [5, 5, 5])
    let unwritten = try #require(keys["unwritten"] as? [String: Any])
    #expect((unwritten["statement"] as? String)?.contains("7-minors of [M1 ; M2]") == true)
    let named = try #require(unwritten["generators"] as? [[String: Any]])
    #expect(named.count == 4 && named.allSatisfy { $0["terms"] as? Int == 645_120 })
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    let counts = named.compactMap { $0["count"] as? Int }
    #expect(degrees.last?["minimalGenerators"] as? Int == counts.reduce(0, +))
    #expect(degrees.last?["dimension"] as? Int == 77_083_971_984_290_700)
    // The same as `constraints` counts.
    let list = try await Command().run(["constraints", "--format", "json"] + Self.mixed)
    let theorems = try [keys, object(list.output)].map { report in
      try #require((report["completeness"] as? [String: Any])?["theorem"] as? NSDictionary)
    }
    #expect(theorems[0] == theorems[1] && theorems[0].count > 8)
  }

  @Test func lines() async throws {
    let run = try await derive(Self.mixed, ["--format", "jsonl", "--quiet"])
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let lines = try run.output.split(separator: "\n").map { try object($0) }
    #expect(lines.count == 7 + 3 + 1)
    #expect(lines.dropLast().compactMap { $0["dimension"] }.count == 7)
    #expect(lines.last?["unwritten"] != nil)
  }

  @Test func latex() async throws {
    let run = try await derive(Self.mixed, ["--format", "latex", "--generators", "none"])
    #expect(run.isSuccess)
    #expect(
      run.output.contains("Not written out") && run.output.contains("$[\\, M_{1} \\mid M_{2} \\,]$")
    )
  }

  /// A degree beyond those that are searched; a number where generators are, and none where the Hilbert
  /// function takes too long.
  @Test func manyDegrees() async throws {
    let run = try await derive(
      [
        "--widths", "85,80,85", "--pattern", Self.pattern([("1", 70), ("0", 10)]),
        "--pattern", Self.pattern([("0", 10), ("1", 70)]), "--format", "json",
      ])
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let keys = try object(run.output)
    #expect(keys["maxDegree"] as? Int == 81)
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    #expect(degrees.count == 81)
    let some = degrees.filter { ($0["minimalGenerators"] as? Int) != 0 }
    #expect(some.map { $0["degree"] as? Int } == [21, 71, 81])
    #expect(degrees[20]["dimension"] as? String == some.first?["minimalGenerators"] as? String)
    #expect(degrees[20]["dimension"] != nil && degrees[80]["dimension"] == nil)
  }

  /// What needs polynomials says in one line what to do.
  @Test(arguments: [
    ["--format", "singular"], ["--format", "mrdi"], ["--format", "msolve"], ["--format", "oscar"],
  ])
  func polynomialsAreNeeded(_ options: [String]) async throws {
    let run = try await derive(Self.mixed, options + ["--quiet"])
    #expect(run.status == 75 && run.output.isEmpty)
    #expect(run.diagnostics.contains("too long to be written as polynomials"))
    #expect(run.diagnostics.split(separator: "\n").count == 1)
  }
}
