import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

/// `reluvar regions --verify`, beside lists of the command itself and of another program.
@Suite struct RegionListTests {
  private static let network = #"""
    {"layers": [
      {"weights": [[1, 0], [0, 1], [1, 1]], "biases": [0, 0, -1]},
      {"weights": [[1, -2, "1/3"], [1, 1, -3]], "biases": [0.5, -1]}, {"weights": [[1, 1]]}]}
    """#

  private static func command() throws -> Command {
    let command = try Command()
    try command.folder.write(network, to: "net.json")
    try command.folder.write("1,0,1\n-1,0,2\n0,1,1\n0,-1,1\n1,1,1\n", to: "polytope.csv")
    try command.folder.write(
      #"""
      {"layers": [
        {"weights": [[1, 0, 1, 0], [0, 1, 1, 0], [1, 1, -1, 1]], "biases": [0, 0, -1]},
        {"weights": [[1, -2, 1]]}, {"weights": [[1]]}]}
      """#, to: "four.json")
    return command
  }

  /// Domains of all kinds, and all ways in which lists are made.
  static let lists: [(network: String, domain: [String], making: [String])] = [
    ("net.json", [], []),
    ("net.json", [], ["--method", "walk"]),
    ("net.json", [], ["--edges"]),
    ("net.json", [], ["--count", "linear"]),
    ("net.json", ["--box=-2:2"], ["--volumes", "--areas"]),
    ("net.json", ["--box=-2:2", "--first-layers", "1"], ["--volumes"]),
    ("net.json", ["--polytope", "polytope.csv"], ["--volumes"]),
    ("net.json", ["--slice", "0,1;1,1", "--box=-1:1"], ["--volumes"]),
    ("net.json", ["--through", "1,1;2,0;3,7"], []),
    ("net.json", ["--activation", "abs"], ["--method", "programs"]),
    ("net.json", ["--activation", "leaky-relu:1/100", "--box=-2:2"], ["--volumes"]),
    ("four.json", [], []),
    ("four.json", ["--box=-1:1"], ["--volumes", "--decimals", "3"]),
    ("four.json", ["--slice", "0,0,0,1;1,0,0,1;0,1,0,0"], ["--details", "vertices,map"]),
  ]

  @Test(arguments: lists)
  func listsAreAccepted(
    list: (network: String, domain: [String], making: [String])
  ) async throws {
    let command = try Self.command()
    for format in ["json", "jsonl"] where format == "json" || !list.making.contains("--edges") {
      let made = try await command.run(
        ["regions", list.network, "--format", format, "--output", "list"] + list.domain
          + list.making)
      try #require(made.isSuccess, "\(made.diagnostics)")
      let check = ["regions", list.network, "--verify", "list"] + list.domain
      let text = try await command.run(check)
      #expect(text.isSuccess && text.diagnostics.isEmpty, "\(text.diagnostics)")
      #expect(text.output.contains("Complete, and every region is what the list says."))
      let isSummed = list.domain.contains { $0.hasPrefix("--box") || $0 == "--polytope" }
      #expect(text.output.contains("Proved twice") == isSummed)
      let json = try await command.run(check + ["--format", "json", "--threads", "1"])
      let answer = try JSONDecoder().decode(Answer.self, from: Data(json.output.utf8))
      #expect(json.isSuccess && answer.verdict == "accepted" && answer.complete)
      #expect(answer.flaws.isEmpty && answer.flawCount == 0 && answer.regionCount > 2)
      #expect(answer.pointCount == (list.making.contains("walk") ? 0 : answer.regionCount))
      #expect(answer.volumes.status == (isSummed ? "proved" : "unboundedDomain"))
      #expect(answer.adjacency.status == "proved" && answer.adjacency.missing == 0)
      #expect(answer.faces.status == "consistent")
    }
  }

  private struct Answer: Decodable {
    struct Part: Decodable {
      let status: String
      let missing: Int?
    }

    struct Flaw: Decodable {
      let code: String
      let region: Int?
      let pattern: String?
      let missing: String?
    }

    let verdict: String
    let complete: Bool
    let regionCount: Int
    let pointCount: Int
    let flawCount: Int
    let adjacency: Part
    let volumes: Part
    let faces: Part
    let flaws: [Flaw]
  }

  /// What is wrong is named, by number and pattern, in both formats.
  @Test func refusedLists() async throws {
    let command = try Self.command()
    let made = try await command.run(
      "regions", "net.json", "--box=-2:2", "--volumes", "--format", "jsonl")
    let lines = made.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 15)
    let changes: [(change: ([String]) -> [String], codes: [String], words: [String])] = [
      (
        { Array($0[..<4] + $0[5...]) },
        [
          "missingNeighbour", "missingNeighbour", "count", "layerCounts", "volumeTotal",
          "volumeSum",
        ],
        ["the region 011/00 is missing", "it contains the point (", "the list says that it has 14"]
      ),
      ({ $0 + [$0[3]] }, ["repeated", "count"], ["region 15, pattern 010/10: the same"]),
      (
        { [$0[0].replacing("\"volume\":4", with: "\"volume\":\"9/2\"")] + $0[1...] }, ["volume"],
        ["region 1, pattern 000/10: volume 9/2 in the list, it is 4", "No region is missing"]
      ),
      (
        { [$0[0].replacing("\"facets\":4", with: "\"facets\":5")] + $0[1...] }, ["facetCount"],
        ["region 1, pattern 000/10: 5 facets in the list, it has 4"]
      ),
      (
        { [$0[0].replacing("[-1,-1]", with: "[0,-1]")] + $0[1...] }, ["pointOnBoundary"],
        ["on the boundary, where neuron 1 of hidden layer 1 is zero"]
      ),
      (
        { [$0[0].replacing("[-1,-1]", with: "[1,1]")] + $0[1...] }, ["pointElsewhere"],
        ["at the point the pattern is 111/00"]
      ),
      (
        { [$0[0].replacing("000/10", with: "000/11")] + $0[1...] },
        ["contradiction", "missingNeighbour"],
        ["no such region, neuron 2 of hidden layer 2 is constant there and negative"]
      ),
      ({ _ in ["{\"regions\": []}"] }, ["emptyList", "volumeSum"], ["no regions"]),
    ]
    for (change, codes, words) in changes {
      try command.folder.write(change(lines).joined(separator: "\n"), to: "bad.jsonl")
      let check = ["regions", "net.json", "--box=-2:2", "--verify", "bad.jsonl"]
      let text = try await command.run(check)
      #expect(text.status == 1 && text.diagnosticLines.count == 1)
      #expect(text.output.contains("Refused"))
      let joined = text.output.split(separator: "\n").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      .joined(separator: " ")
      for word in words { #expect(joined.contains(word), "\(text.output)") }
      let json = try await command.run(check + ["--format", "json"])
      let answer = try JSONDecoder().decode(Answer.self, from: Data(json.output.utf8))
      #expect(json.status == 1 && answer.verdict == "refused")
      #expect(answer.flawCount >= codes.count)
      let found = answer.flaws.map(\.code)
      for code in codes { #expect(found.contains(code), "\(found)") }
    }
  }

  @Test func wrongInput() async throws {
    let command = try Self.command()
    let made = try await command.run("regions", "net.json", "--format", "json", "--output", "list")
    try #require(made.isSuccess)
    let text = try command.folder.text(of: "list")
    try command.folder.write(String(text.prefix(text.count / 2)), to: "half")
    try command.folder.write("", to: "empty")
    let data: [([String], [String])] = [
      (["net.json", "--verify", "missing"], ["missing: no such file"]),
      (["net.json", "--verify", "half"], ["half:", "ends early"]),
      (["net.json", "--verify", "empty"], ["empty: the file is empty"]),
      (["four.json", "--verify", "list"], ["list:", "pattern"]),
      (["net.json", "--verify", "list", "--first-layers", "1"], ["list:", "expected 1"]),
      (["net.json", "--verify", "list", "--first-layers", "3"], ["layers: 3"]),
      (["net.json", "--verify", "list", "--box", "1:1"], ["box"]),
    ]
    for (arguments, words) in data {
      let run = try await command.run(["regions"] + arguments)
      #expect(run.status == 65 && run.output.isEmpty && run.diagnosticLines.count == 1)
      for word in words { #expect(run.diagnostics.contains(word), "\(run.diagnostics)") }
    }
    let usage = [
      ["--list"], ["--method", "walk"], ["--volumes"], ["--count", "linear"],
      ["--format", "jsonl"],
      ["--region-of", "1,1"], ["--max-regions", "3"], ["--decimals", "2"],
    ]
    for option in usage {
      let run = try await command.run(["regions", "net.json", "--verify", "list"] + option)
      #expect(run.status == 64 && run.diagnostics.contains("--verify"), "\(run.diagnostics)")
    }
    let late = try await command.run(
      "regions", "net.json", "--verify", "list", "--time-limit", "0.000001s")
    #expect(late.status == 75 && late.diagnostics.contains("nothing is proved"))
  }

  /// Lists of a program that shares nothing with the command but the definition.
  @Test(
    .enabled("Python is not available") { await PythonEnvironment.isAvailable },
    arguments: RegionOracleTests.cases)
  func listsOfAnotherProgram(problem: RegionOracleTests.Case) async throws {
    struct Listed: Decodable {
      let counts: [Int]
      let patterns: [String]
    }
    let folder = try TemporaryFolder()
    let path = try folder.write(problem.draw(seed: 7), to: "network.json")
    let oracle = try await PythonEnvironment.run(
      "exact_regions.py", [path] + (problem.box.map { [$0] } ?? []), in: folder)
    try #require(oracle.status == 0, "\(oracle.output.suffix(500))")
    let listed = try JSONDecoder().decode(Listed.self, from: Data(oracle.output.utf8))
    let command = try Command(in: folder)
    let check =
      ["regions", "network.json", "--verify", "list"] + (problem.box.map { ["--box=\($0)"] } ?? [])
    func write(_ patterns: [String]) throws {
      try folder.write(patterns.map { "{\"pattern\":\"\($0)\"}\n" }.joined(), to: "list")
    }
    try write(listed.patterns)
    let complete = try await command.run(check)
    #expect(complete.isSuccess, "\(complete.output)")
    try write(Array(listed.patterns.dropLast()))
    #expect(try await command.run(check).status == (listed.patterns.count == 1 ? 65 : 1))
  }

  private static let trained = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.appending(path: "shared/reference/regions")

  /// Trained networks with known numbers of regions.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: trained.path)),
    arguments: [("2-8-1-1_0", 49), ("4-8-1-1_4392", 272), ("4-10-1-1_5303", 640)])
  func trainedNetworks(name: String, count: Int) async throws {
    let command = try Command()
    let file = Self.trained.appending(path: "\(name).json").path
    let made = try await command.run("regions", file, "--format", "jsonl", "--output", "list")
    try #require(made.isSuccess)
    let check = try await command.run("regions", file, "--verify", "list", "--format", "json")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(check.output.utf8))
    #expect(check.isSuccess && answer.verdict == "accepted" && answer.regionCount == count)
    let lines = try command.folder.text(of: "list").split(separator: "\n")
    let place = count / 2
    try command.folder.write(
      (lines[..<place] + lines[(place + 1)...]).joined(separator: "\n"), to: "list")
    #expect(try await command.run("regions", file, "--verify", "list").status == 1)
  }
}
