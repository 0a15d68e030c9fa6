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
    let one = try await command.run(arguments + problem)
    let other = try await command.run(arguments + problem + ["--method", "weight-spaces"])
    // Weight spaces do not tell which generators are minors of which matrix.
    let shared = one.output.split(separator: "\n").filter { !$0.hasPrefix("Degree 3: ") }
    #expect(one.isSuccess && other.isSuccess && shared == other.output.split(separator: "\n"))
    #expect(one.output.split(separator: "\n").count == shared.count + 1)
  }
}
