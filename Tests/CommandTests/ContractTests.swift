import Foundation
import Oracles
import Testing

/// The keys, formats and exit codes that programs rely on.
@Suite struct ContractTests {
  static let example37 = "--widths 3,4,3 --pattern 1100 --pattern 1010 --pattern 1001"
  static let verbs = ["constraints", "dimension", "derive --max-degree 3"]
  static let formats = ["text", "json", "latex", "macaulay2", "singular", "oscar", "sage"]

  private func json(_ line: String) throws -> [String: Any] {
    let outcome = try Command.run(line)
    #expect(outcome.exitCode == 0)
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func versionAndHelp() throws {
    let version = try Command.run("--version")
    #expect(version.exitCode == 0)
    #expect(version.output.hasPrefix("reluvar "))
    for verb in ["", "constraints ", "dimension ", "derive "] {
      let help = try Command.run(verb + "--help")
      #expect(help.exitCode == 0)
      #expect(help.output.contains("Examples:"))
      #expect(help.output.contains("reluvar"))
    }
  }

  @Test(arguments: verbs, formats)
  func everyVerbInEveryFormat(_ verb: String, _ format: String) throws {
    let outcome = try Command.run("\(verb) \(Self.example37) --format \(format) --quiet")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.count > 100)
    #expect(outcome.diagnostics.isEmpty)
  }

  @Test func dimensionKeys() throws {
    let values = try json("dimension \(Self.example37) --format json --quiet")
    #expect(values["widths"] as? [Int] == [3, 4, 3])
    #expect(values["bias"] as? Bool == false)
    #expect(values["blocks"] as? [String] == ["1100", "1010", "1001"])
    #expect(values["variety"] as? String == "pattern")
    #expect(values["parameterCount"] as? Int == 24)
    #expect(values["liveParameterCount"] as? Int == 24)
    #expect(values["liveHiddenNeurons"] as? Int == 4)
    #expect(values["ambientDimension"] as? Int == 27)
    #expect(values["dimension"] as? Int == 20)
    #expect(values["dimensionStatus"] as? String == "proved")
    #expect(values["expectedDimension"] as? Int == 20)
    #expect(values["defect"] as? Int == 0)
    let evidence = try #require(values["evidence"] as? [String: Any])
    #expect((evidence["primes"] as? [Int])?.count == 1)
    #expect(evidence["seed"] as? Int == 1)
  }

  @Test func constraintKeys() throws {
    let values = try json(
      "constraints --widths 3,3,3 --pattern 101 --pattern 011 --format json --quiet")
    #expect(values["widths"] as? [Int] == [3, 3, 3])
    #expect(values["blocks"] as? [String] == ["101", "011"])
    let constraints = try #require(values["constraints"] as? [[String: Any]])
    #expect(constraints.map { $0["matrix"] as? String } == ["M1", "M2", "M1 - M2"])
    let difference = try #require(constraints.last)
    for key in ["rows", "columns", "minorSize"] { #expect(difference[key] as? Int == 3) }
    #expect(difference["rankAtMost"] as? Int == 2)
    #expect(difference["minorCount"] as? Int == 1)
    #expect((difference["source"] as? String)?.isEmpty == false)
  }

  @Test func derivationKeys() throws {
    let values = try json("derive \(Self.example37) --max-degree 3 --format json --quiet")
    #expect(values["dimension"] as? Int == 20)
    #expect(values["maxDegree"] as? Int == 3)
    #expect(values["codimensionReached"] as? Bool == false || values["codimensionReached"] != nil)
    #expect(values["certificate"] is [String: Any])
    let degrees = try #require(values["degrees"] as? [[String: Any]])
    #expect(degrees.map { $0["degree"] as? Int } == [1, 2, 3])
    #expect(degrees.map { $0["dimension"] as? Int } == [0, 0, 6])
    #expect(degrees.map { $0["minimalGenerators"] as? Int } == [0, 0, 6])
    #expect(degrees.allSatisfy { $0["status"] as? String == "proved" })
    let generators = try #require(values["generators"] as? [[String: Any]])
    #expect(generators.count == 6)
    #expect(generators.allSatisfy { $0["degree"] as? Int == 3 && $0["polynomial"] is String })
  }

  @Test func generatorSelections() throws {
    let arguments = "--widths 4,3,3 --pattern 101 --pattern 011 --max-degree 4 --format json"
    let none = try json("derive \(arguments) --generators none --quiet")
    #expect((none["generators"] as? [Any])?.isEmpty == true)
    let highest = try json("derive \(arguments) --generators highest-weight --quiet")
    let vectors = try #require(highest["generators"] as? [[String: Any]])
    #expect(vectors.count == 4)
    #expect(vectors.compactMap { $0["orbitDimension"] as? Int }.reduce(0, +) == 18)
    #expect(vectors.last?["weight"] as? [[Int]] == [[2, 2], [1, 1, 1, 1]])
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let line = "derive --widths 4,3,3 --pattern 101 --pattern 011 --max-degree 4 --format json"
    let outcomes = try ["1", "2", "4"].map { try Command.run("\(line) --threads \($0) --quiet") }
    #expect(outcomes.allSatisfy { $0.exitCode == 0 })
    #expect(Set(outcomes.map(\.output)).count == 1)
  }

  @Test func fileAndOptionsAgree() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "{\"widths\": [2, 3, 2], \"bias\": true, \"blocks\": [{\"pattern\": \"110\"}]}".utf8,
      to: "problem.json")
    let fromFile = try Command.run(["dimension", file, "--format", "json"])
    let fromOptions = try Command.run(
      "dimension --widths 2,3,2 --bias --pattern 110 --format json")
    #expect(fromFile.exitCode == 0)
    #expect(fromFile.output == fromOptions.output)
  }

  @Test func repeatedBlocksAreMergedWithARemark() throws {
    let line = "dimension --widths 2,2,2 --pattern 10 --pattern 01 --pattern 10 --format json"
    let merged = try Command.run(line)
    #expect(merged.exitCode == 0)
    #expect(merged.complaints.count == 1)
    #expect(merged.diagnostics.contains("block 3"))
    let plain = try Command.run(
      "dimension --widths 2,2,2 --pattern 10 --pattern 01 --format json")
    #expect(merged.output == plain.output)
  }

  @Test func progressGoesToStandardErrorOnly() throws {
    let outcome = try Command.run("derive \(Self.example37) --max-degree 3 --format json")
    #expect(outcome.complaints.count == 3)
    #expect(outcome.output.hasPrefix("{"))
  }

  @Test func theExampleIsDerived() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let outcome = try Command.run(
      "derive examples/two-blocks/problem.yaml --max-degree 4 --format json --quiet", in: root)
    #expect(outcome.exitCode == 0)
    let values = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect((values["generators"] as? [Any])?.count == 18)
  }
}
