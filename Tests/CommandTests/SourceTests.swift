import Foundation
import Testing

/// Where `derive` says that generators come from.
@Suite struct SourceTests {
  private static let problem = [
    "derive", "--widths", "4,3,3", "--pattern", "101", "--pattern", "011",
  ]

  @Test func json() async throws {
    let run = try await Command().run(
      Self.problem + ["--max-degree", "4", "--format", "json", "--quiet"])
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(object as? [String: Any])
    let generators = try #require(keys["generators"] as? [[String: Any]])
    let sources = generators.compactMap { $0["source"] as? [String: Any] }
    #expect(sources.count == 18)
    #expect(
      sources.map { $0["constraint"] as? String }
        == Array(repeating: "M1", count: 4) + Array(repeating: "M2", count: 4)
        + Array(repeating: "M1 - M2", count: 4) + Array(repeating: "[M1 ; M2]", count: 6))
    let codes = Set(sources.compactMap { $0["code"] as? String })
    #expect(codes == ["block", "combination", "stacked"])
    let degrees = try #require(keys["degrees"] as? [[String: Any]])
    let quartics = try #require(degrees[3]["sources"] as? [[String: Any]])
    #expect(quartics.count == 1 && quartics[0]["count"] as? Int == 6)
  }

  @Test func newGenerators() async throws {
    let run = try await Command().run(
      ["derive"] + Invocations.shallow + ["--max-degree", "5", "--generators", "none", "--quiet"])
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(run.isSuccess && words.contains("Degree 5: 45 new"))
    #expect(words.contains("1 from the 3-minors of M1 - M2"))
  }

  /// Families take lines where polynomials would take pages; only what is new is written out.
  @Test func families() async throws {
    let run = try await Command().run(
      Self.problem + [
        "--max-degree", "4", "--format", "latex", "--generators", "families", "--quiet",
      ])
    #expect(run.isSuccess && run.output.contains(#"the $3$-minors of $(M_{1} - M_{2})$: $4$"#))
    #expect(!run.output.contains("m^{(1)}_{11} m"))
    let spaces = try await Command().run(
      Self.problem + ["--method", "weight-spaces", "--generators", "families"])
    #expect(spaces.status == 64)
  }

  /// A decided ideal has no limit of degree.
  @Test(arguments: [["2,2,2", "11"], ["2,1,2", "1"], ["2,2,2", "00"]])
  func decided(problem: [String]) async throws {
    let run = try await Command().run(
      "derive", "--widths", problem[0], "--pattern", problem[1], "--max-degree", "40", "--format",
      "json", "--quiet")
    #expect(run.isSuccess)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(object as? [String: Any])
    #expect((keys["degrees"] as? [Any])?.count == 40)
    #expect((keys["completeness"] as? [String: Any])?["status"] as? String == "complete")
  }
}
