import Foundation
import Oracles
import Programs
import Testing

/// `complete`: answers, exit codes and refusals.
@Suite struct CompleteTests {
  private func problem(_ outputs: String, points: String = "[[1, 0], [0, 1], [1, 1]]") -> String {
    """
    widths: [2, 1, 2]
    blocks:
      - pattern: "1"
        points: \(points)
        outputs: \(outputs)

    """
  }

  private func run(_ text: String, _ options: String...) async throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "outputs.yaml")
    return try await Command(in: folder).run(["complete", "outputs.yaml"] + options)
  }

  private func answer(_ text: String) async throws -> (status: Int32, object: [String: Any]) {
    let run = try await run(text, "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return (run.status, try #require(object as? [String: Any]))
  }

  private func unknowns(_ object: [String: Any]) throws -> [String: (String, [Int])] {
    let list = try #require(object["unknowns"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: try list.map { entry in
        (
          try #require(entry["name"] as? String),
          (
            try #require(entry["status"] as? String),
            try #require(entry["values"] as? [Any]).compactMap { $0 as? Int }
          )
        )
      })
  }

  @Test func oneValueEachWithANetwork() async throws {
    let (status, object) = try await answer(problem("[[1, 2], [3, null], [null, null]]"))
    #expect(status == 0)
    let found = try unknowns(object)
    #expect(found.count == 3)
    for (name, value) in [("y_22", 6), ("y_13", 4), ("y_23", 8)] {
      #expect(found[name]?.0 == "determined" && found[name]?.1 == [value])
    }
    #expect(object["relations"] as? [String] == [])
    let realization = try #require(object["realization"] as? [String: Any])
    #expect(realization["status"] as? String == "realized" && realization["network"] != nil)
    let completeness = try #require(object["completeness"] as? [String: Any])
    #expect(completeness["status"] as? String == "complete")
  }

  @Test func oneValueInTheClosureAndNone() async throws {
    let (status, object) = try await answer(problem("[[1, 2], [-3, null], [null, null]]"))
    #expect(status == 1)
    let found = try unknowns(object)
    #expect(found["y_22"]?.0 == "determined" && found["y_22"]?.1 == [-6])
    let realization = try #require(object["realization"] as? [String: Any])
    #expect(realization["status"] as? String == "impossible" && realization["proof"] != nil)
  }

  @Test func freeByEquationsAndImpossibleBySigns() async throws {
    let (status, object) = try await answer(problem("[[0, 0], [3, null], [null, null]]"))
    #expect(status == 1)
    let found = try unknowns(object)
    #expect(found["y_22"]?.0 == "free" && found["y_22"]?.1 == [])
    #expect(object["relations"] as? [String] == ["y_22 - y_23"])
    let realization = try #require(object["realization"] as? [String: Any])
    #expect(realization["status"] as? String == "impossible")
  }

  @Test func inconsistentOutputs() async throws {
    let text = problem("[[1, 2], [3, 7], [null, null]]")
    let (status, object) = try await answer(text)
    #expect(status == 1)
    #expect(try unknowns(object).values.allSatisfy { $0.0 == "impossible" && $0.1.isEmpty })
    let run = try await run(text)
    #expect(run.status == 1 && run.output.contains("impossible"))
    #expect(run.diagnostics.contains("no real solution"))
  }

  @Test func irrationalValuesHavePolynomials() async throws {
    let text = """
      {"widths": [2, 2, 2], "blocks": [
        {"pattern": "11", "points": [[1, 0], [0, 1]], "outputs": [[5, 2], [2, 1]]},
        {"pattern": "10", "points": [[1, 0], [0, 1]], "outputs": [[null, 1], [1, null]]}]}
      """
    let object = try await answer(text).object
    let list = try #require(object["unknowns"] as? [[String: Any]])
    #expect(list.map { $0["status"] as? String } == ["finite", "finite"])
    let values = try #require(list[1]["values"] as? [[String: Any]])
    #expect(values.count == 2)
    for (value, root) in zip(values, [(5 - 5.0.squareRoot()) / 10, (5 + 5.0.squareRoot()) / 10]) {
      #expect(value["polynomial"] as? String == "5*y_24^2 - 5*y_24 + 1")
      let lower = try #require((value["lower"] as? String).flatMap(Double.init))
      let upper = try #require((value["upper"] as? String).flatMap(Double.init))
      #expect(lower <= root && root <= upper && upper - lower < 1e-12)
    }
    #expect(object["relations"] as? [String] == ["y_13 + 5*y_24 - 5"])
  }

  @Test func sameForAnyNumberOfThreads() async throws {
    let text = problem("[[1, null], [3, null], [null, null]]")
    let first = try await run(text, "--threads", "1")
    #expect(first.isSuccess && first.output.contains("free"))
    #expect(try await run(text, "--threads", "2").output == first.output)
  }

  @Test func refusals() async throws {
    let cases: [(String, [String])] = [
      (problem("[[1, 2], [3, 6], [4, 8]]"), ["no output is null", "check"]),
      (problem("[[null, null], [null, null], [null, null]]"), ["all outputs are null", "derive"]),
      (problem("[[1, null], [3, 6]]"), ["yaml:5:", "2 rows, expected 3"]),
      (problem("[[1, null], [3, 6, 9], [4, 8]]"), ["row 2", "3 numbers, expected 2"]),
      (
        problem("[[1, null], [3, 6]]", points: "[[1, null], [0, 1]]"),
        ["yaml:4:", "points, row 1", "null"]
      ),
      (problem("[[1, \"null\"], [3, 6], [4, 8]]"), ["row 1", "'null'"]),
      ("widths: [2, 1, 2]\nblocks:\n  - {pattern: \"1\", points: [[1, 0]]}\n", ["no outputs"]),
      ("widths: [2, 1, 2]\nblocks:\n  - {pattern: \"1\"}\n", ["no outputs"]),
    ]
    for (text, words) in cases {
      try await run(text).expectRefusal(code: 65, saying: ["outputs.yaml"] + words)
    }
    let folder = try TemporaryFolder()
    let missing = try await Command(in: folder).run("complete", "nothing.yaml")
    missing.expectRefusal(code: 65, saying: ["nothing.yaml"])
  }

  /// Other verbs say which one is about unknown outputs.
  @Test(arguments: ["check", "derive", "realize", "dimension", "constraints"])
  func otherVerbsSendToThisOne(verb: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(problem("[[1, 2], [3, null], [null, null]]"), to: "outputs.yaml")
    let run = try await Command(in: folder).run(verb, "outputs.yaml")
    run.expectRefusal(code: 65, saying: ["outputs.yaml", "yaml:5:", "row 2", "null", "'complete'"])
  }
}
