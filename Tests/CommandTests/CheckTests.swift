import Foundation
import NetworkVarieties
import Oracles
import Programs
import Testing

/// The verb `check`.
@Suite struct CheckTests {
  private struct Result: Decodable {
    struct Violation: Decodable {
      let kind: String
      let matrix: String?
      let rank: Int?
      let rankAtMost: Int?
      let value: String?
      let distance: Double?
      let point: Int?
      let output: Int?
    }
    struct Tested: Decodable {
      let relations: Int
      let constraints: Int
      let generators: Int
      let maxDegree: Int?
    }
    let satisfied: Bool
    let violations: [Violation]
    let tested: Tested
    let arithmetic: String
  }

  /// Maps of rank two whose difference has rank two, where rank two is allowed.
  private static func maps(_ entry: String) -> String {
    """
    widths: [4, 3, 3]
    blocks:
      - {pattern: "101", map: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, \(entry), 0]]}
      - {pattern: "011", map: [[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 0, 0]]}
    """
  }

  /// Outputs on multiples of a point, the last one given.
  private static func outputs(_ last: String) -> String {
    """
    widths: [2, 2, 2]
    blocks:
      - pattern: "11"
        points: [[1, 2], [2, 4], [-1, -2]]
        outputs: [[1/3, 1], [2/3, 2], [-1/3, \(last)]]
    """
  }

  private func check(_ text: String, _ options: String...) async throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "problem.yaml")
    return try await Command(in: folder).run(["check", "problem.yaml"] + options)
  }

  private func result(of run: Command.Outcome) throws -> Result {
    try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
  }

  @Test func satisfied() async throws {
    for text in [Self.maps("0"), Self.outputs("-1")] {
      for options in [[], ["--tolerance", "1e-9"]] {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "problem.yaml")
        let run = try await Command(in: folder).run(
          ["check", "problem.yaml", "--max-degree", "3", "--quiet"] + options)
        #expect(run.isSuccess && run.diagnostics.isEmpty)
        #expect(run.output.contains("satisfy"))
      }
    }
  }

  @Test func violatedRank() async throws {
    let run = try await check(Self.maps("1/2"), "--format", "json")
    #expect(run.status == 1)
    #expect(run.diagnosticLines.count == 1 && run.diagnostics.contains("1 constraint is violated"))
    let result = try result(of: run)
    #expect(!result.satisfied && result.arithmetic == "exact" && result.tested.constraints == 4)
    #expect(result.violations.count == 1)
    let violation = try #require(result.violations.first)
    #expect(violation.kind == "rank" && violation.matrix == "M1")
    #expect(violation.rank == 3 && violation.rankAtMost == 2 && violation.value == "1/2")
  }

  @Test func violatedGenerators() async throws {
    let run = try await check(Self.maps("1"), "--format", "json", "--max-degree", "4")
    #expect(run.status == 1)
    let result = try result(of: run)
    #expect(result.tested.generators == 18 && result.tested.maxDegree == 4)
    let generators = result.violations.filter { $0.kind == "generator" }
    #expect(!generators.isEmpty && generators.allSatisfy { $0.value != nil && $0.value != "0" })
  }

  @Test func violatedRelation() async throws {
    let exact = try result(of: try await check(Self.outputs("-3/4"), "--format", "json"))
    #expect(!exact.satisfied && exact.tested.relations == 4)
    let violation = try #require(exact.violations.first)
    #expect(exact.violations.count == 1 && violation.kind == "relations")
    #expect(violation.value == "1/4" && violation.point == 3 && violation.output == 2)
    let run = try await check(
      Self.outputs("-3/4"), "--format", "json", "--tolerance", "0.01")
    #expect(run.status == 1)
    let approximate = try result(of: run)
    let distance = try #require(approximate.violations.first?.distance)
    #expect(approximate.arithmetic == "floatingPoint" && distance > 0.01 && distance < 0.25)
    // Within a tolerance that is large enough the same outputs pass.
    #expect(try await check(Self.outputs("-3/4"), "--tolerance", "0.2").isSuccess)
  }

  @Test func samePatternTwice() async throws {
    let run = try await check(
      """
      widths: [1, 1, 1]
      blocks:
        - {pattern: "1", map: [[2]]}
        - {pattern: "1", map: [[5/2]]}
      """, "--format", "json")
    #expect(run.status == 1)
    let result = try result(of: run)
    #expect(result.violations.map(\.kind) == ["samePattern"])
    #expect(result.violations.first?.value == "1/2")
    // Rounded matrices may differ within the tolerance.
    let rounded = """
      widths: [1, 1, 1]
      blocks:
        - {pattern: "1", map: [[2]]}
        - {pattern: "1", map: [[2.00000001]]}
      """
    #expect(try await check(rounded).status == 1)
    #expect(try await check(rounded, "--tolerance", "1e-6").isSuccess)
    #expect(try await check(rounded, "--tolerance", "1e-12").status == 1)
    // Relative to matrices that are zero the distance is no number, and JSON says so.
    let zero = rounded.replacing("2.00000001", with: "1").replacing("[[2]]", with: "[[0]]")
    let infinite = try await check(zero, "--tolerance", "1e-6", "--format", "json")
    #expect(infinite.status == 1 && infinite.output.contains("\"distance\" : \"inf\""))
  }

  @Test func badInput() async throws {
    let problems: [(String, [String])] = [
      ("widths: [1, 1, 1]\nblocks: [{pattern: 1}]", ["problem.yaml: block 1", "nothing to check"]),
      (
        "widths: [1, 1, 1]\nblocks: [{pattern: 1, points: [[1]]}]",
        ["problem.yaml: block 1", "no outputs"]
      ),
      (
        "widths: [1, 1, 1]\nblocks: [{pattern: 1, map: [[1]], outputs: [[1]]}]",
        ["problem.yaml:2: ", "no points"]
      ),
      (
        "widths: [1, 1, 1]\nblocks: [{pattern: 1, points: [[1]], outputs: [[1], [2]]}]",
        ["problem.yaml:2: ", "2 rows, expected 1"]
      ),
      (
        "widths: [1, 1, 1]\nblocks: [{pattern: 1, points: [[1]], outputs: [[.nan]]}]",
        ["problem.yaml:2: ", "not a number"]
      ),
    ]
    for (text, words) in problems {
      try await check(text).expectRefusal(code: 65, saying: words)
    }
    for (options, words) in [
      (["--tolerance", "-1"], ["--tolerance"]), (["--tolerance", "nan"], ["--tolerance"]),
      (["--max-degree", "0"], ["--max-degree"]), (["--format", "latex"], ["latex", "text, json"]),
    ] {
      let folder = try TemporaryFolder()
      try folder.write(Self.maps("0"), to: "problem.yaml")
      try await Command(in: folder).run(["check", "problem.yaml"] + options)
        .expectRefusal(code: 64, saying: words)
    }
  }

  private static let network =
    #"{"layers": [{"weights": [[1, 0], [0, 1]]}, {"weights": [[1, 1]]}]}"#

  /// Without outputs there is nothing to check, and the option is named.
  @Test(
    arguments: [
      ["--network", "net.json", "--points", "points.csv"],
      ["--widths", "2,2,1", "--pattern", "11", "--points", "points.csv"],
      ["--widths", "2,2,1", "--pattern", "11"],
    ])
  func missingOutputs(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.network, to: "net.json")
    try folder.write("1,2\n", to: "points.csv")
    try await Command(in: folder).run(["check"] + arguments)
      .expectRefusal(code: 64, saying: ["--outputs", "none given", "--points"])
  }

  /// Numbers that no double holds: exact without a tolerance, refused with one, by the file.
  @Test func numbersBeyondDoublePrecision() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.network, to: "net.json")
    try folder.write("1,2\n2,4\n", to: "points.csv")
    try folder.write("1e400\n2e400\n", to: "outputs.csv")
    let arguments = [
      "check", "--network", "net.json", "--points", "points.csv", "--outputs", "outputs.csv",
    ]
    let command = try Command(in: folder)
    let run = try await command.run(arguments)
    #expect(run.isSuccess && run.output.contains("satisfy"))
    try await command.run(arguments + ["--tolerance", "1e-6"])
      .expectRefusal(code: 65, saying: ["outputs.csv: ", "double precision", "--tolerance"])
    try await check(Self.outputs("1e400"), "--tolerance", "0.1")
      .expectRefusal(code: 65, saying: ["problem.yaml: ", "double precision"])
  }
}
