import Foundation
import Testing

/// `--max-degree auto`: on to the degree in which the generators reach the codimension.
@Suite struct AutomaticDegreeTests {
  @Test(arguments: [
    (["--widths", "3,3,3", "--pattern", "101", "--pattern", "011"], 3),
    (["--widths", "3,4,3", "--pattern", "1100", "--pattern", "1010", "--pattern", "1001"], 5),
    (["--widths", "2,2,1", "--bias", "--pattern", "10", "--pattern", "01", "--pattern", "11"], 1),
    // The whole space: there is nothing to find.
    (["--widths", "2,3,2", "--pattern", "101", "--pattern", "011"], 1),
    (["--widths", "1,1,1", "--pattern", "1"], 1),
  ])
  func lastDegree(problem: [String], degree: Int) async throws {
    // The time limit ends a run that does not know when to stop.
    let run = try await Command().run(
      ["derive", "--max-degree", "auto", "--format", "json", "--time-limit", "45s"] + problem)
    #expect(run.isSuccess, "\(run.diagnostics.suffix(300))")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let keys = try #require(object as? [String: Any])
    #expect(keys["maxDegree"] as? Int == degree)
    #expect((keys["degrees"] as? [Any])?.count == degree)
    #expect(keys["codimensionReached"] as? Bool == true)
    #expect(keys["limit"] == nil)
  }

  /// Every method ends in the same degree.
  @Test func weightSpaces() async throws {
    let arguments = ["derive", "--max-degree", "auto", "--generators", "none", "--quiet"]
    let command = try Command()
    let problem = ["--widths", "3,3,3", "--pattern", "101", "--pattern", "011"]
    let one = try await command.run(arguments + problem + ["--method", "highest-weights"])
    let other = try await command.run(arguments + problem + ["--method", "weight-spaces"])
    // Weight spaces do not tell which generators are minors of which matrix.
    let shared = one.output.split(separator: "\n").filter { !$0.hasPrefix("Degree 3: ") }
    #expect(one.isSuccess && other.isSuccess && shared == other.output.split(separator: "\n"))
    #expect(one.output.split(separator: "\n").count == shared.count + 1)
  }

  /// Without a method two blocks have the ideal of the theorem: the same but for how it was found.
  @Test(arguments: [
    ["--widths", "3,3,3", "--pattern", "101", "--pattern", "011"],
    ["--widths", "3,3,3", "--bias", "--pattern", "100", "--pattern", "011"],
    ["--widths", "2,3,2,3", "--pattern", "110/11", "--pattern", "011/11"],
  ]) func theorem(_ problem: [String]) async throws {
    let arguments = ["derive", "--max-degree", "auto", "--generators", "none", "--quiet"]
    let command = try Command()
    let named = try await command.run(arguments + problem)
    let searched = try await command.run(arguments + problem + ["--method", "highest-weights"])
    #expect(named.isSuccess && searched.isSuccess)
    #expect(named.output.contains("minors that a theorem names"))
    #expect(!searched.output.contains("minors that a theorem names"))
    /// The lines up to the completeness, without where generators come from.
    func table(_ output: String) -> [Substring] {
      output.split(separator: "\n").prefix { !$0.hasPrefix("Complete") }
    }
    #expect(table(named.output) == table(searched.output) && table(named.output).count > 8)
    // Lines, one for each degree and generator.
    let lines = try await command.run(
      ["derive", "--max-degree", "auto", "--format", "jsonl", "--quiet"] + problem)
    #expect(lines.isSuccess && lines.diagnostics.isEmpty)
    let objects = try lines.output.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let counts = objects.compactMap { $0["minimalGenerators"] as? Int }
    let polynomials = objects.filter { $0["polynomial"] != nil }
    #expect(counts.count >= 2 && counts.reduce(0, +) == polynomials.count)
    #expect(polynomials.count >= 3)
  }
}
