import ExactAlgebra
import Foundation
import Networks
import Oracles
import Programs
import Testing

/// `realize`: answers, exit codes and lists.
@Suite struct RealizeTests {
  private static let realizable = """
    widths: [2, 3, 2]
    bias: true
    blocks:
      - {pattern: "110", points: [[1, 0], [2, 1/3]]}
      - {pattern: "011", points: [[-1, 5/7]]}

    """
  private static let exclusiveOr = """
    widths: [2, 1, 1]
    bias: true
    blocks:
      - {pattern: "1", points: [[0, 0], [1, 1]]}
      - {pattern: "0", points: [[0, 1], [1, 0]]}

    """
  /// On a line where one neuron is active the second layer is affine.
  private static let deep = """
    widths: [1, 2, 1, 1]
    bias: true
    blocks:
      - {pattern: "10/1", points: [[1], [3]]}
      - {pattern: "10/0", points: [[2]]}

    """

  private func run(_ problem: String, _ options: String...) async throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(problem, to: "points.yaml")
    return try await Command(in: folder).run(["realize", "points.yaml"] + options)
  }

  private func object(_ text: some StringProtocol) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func network() async throws {
    let run = try await run(Self.realizable, "--format", "json", "--seed", "7")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let answer = try object(run.output)
    #expect(answer["status"] as? String == "realized" && answer["seed"] as? Int == 7)
    #expect(answer["widths"] as? [Int] == [2, 3, 2] && answer["bias"] as? Bool == true)
    #expect(answer["blocks"] as? [String] == ["110", "011"] && answer["proof"] == nil)
    let form = try #require(answer["network"] as? [String: Any])
    #expect(form["widths"] as? [Int] == [2, 3, 2])
    let network = try network(from: form)
    let points: [[Rational]] = [[1, 0], [2, Rational(1, 3)], [-1, Rational(5, 7)]]
    let evaluations = network.evaluate(points)
    #expect(evaluations.map(\.pattern.description) == ["110", "110", "011"])
    #expect(evaluations.allSatisfy { $0.boundary.isEmpty })
  }

  private func network(from form: [String: Any]) throws -> Network {
    func number(_ value: Any) throws -> Rational { try Rational(parsing: "\(value)") }
    let layers = try #require(form["layers"] as? [[String: Any]])
    return try Network(
      layers: layers.map { layer in
        let weights = try #require(layer["weights"] as? [[Any]])
        let biases = layer["biases"] as? [Any]
        return .init(
          weights: try weights.map { try $0.map(number) }, biases: try biases?.map(number))
      })
  }

  @Test func proof() async throws {
    let json = try await run(Self.exclusiveOr, "--format", "json")
    #expect(json.status == 1 && json.diagnosticLines.count == 1)
    let answer = try object(json.output)
    #expect(answer["status"] as? String == "impossible" && answer["network"] == nil)
    let proof = try #require(answer["proof"] as? [String: Any])
    #expect(proof["layer"] as? Int == 1 && proof["neuron"] as? Int == 1)
    let terms = try #require(proof["terms"] as? [[String: Any]])
    #expect(terms.count == 4)
    // The sum that is zero, from the numbers that are printed.
    for coordinate in 0..<2 {
      let sum = try terms.reduce(0) { sum, term in
        let multiplier = try #require(term["multiplier"] as? Int)
        let isActive = try #require(term["active"] as? Bool)
        let coordinates = try #require(term["coordinates"] as? [Int])
        return sum + (isActive ? multiplier : -multiplier) * coordinates[coordinate]
      }
      #expect(sum == 0)
    }
    let text = try await run(Self.exclusiveOr)
    #expect(text.status == 1 && text.output.contains("- 1 * (1, 0)   block 2, point 2, inactive"))
    let deep = try await run(Self.deep)
    #expect(deep.status == 1 && deep.output.contains("hidden layer 2"))
  }

  /// A proof by cases on the signs of the weights of a neuron.
  @Test func proofByCases() async throws {
    let problem = """
      widths: [1, 2, 1, 1]
      bias: true
      blocks:
        - {pattern: "10/0", points: [[-3]]}
        - {pattern: "01/1", points: [[4], [2]]}
        - {pattern: "00/1", points: [[-1]]}
        - {pattern: "10/1", points: [[-4]]}

      """
    let json = try await run(problem, "--format", "json")
    #expect(json.status == 1)
    let proof = try #require(try object(json.output)["proof"] as? [String: Any])
    #expect(proof["kind"] as? String == "signs" && proof["layer"] as? Int == 2)
    let cases = try #require(proof["cases"] as? [[String: Any]])
    #expect(cases.count >= 2)
    #expect(cases.allSatisfy { ($0["terms"] as? [Any])?.isEmpty == false })
    let text = try await run(problem)
    #expect(text.status == 1)
    #expect(
      text.output.split(separator: "\n").count { $0.contains("weights of signs") } == cases.count)
  }

  /// A problem whose network is found by descent only.
  @Test func unknown() async throws {
    let problem = """
      widths: [2, 3, 3, 1]
      bias: true
      blocks:
        - {pattern: "001/010", points: [[-4, 3], [-4, 1]]}
        - {pattern: "010/001", points: [[-5, -5]]}
        - {pattern: "110/010", points: [[5, -5]]}
        - {pattern: "110/101", points: [[3, -1]]}
        - {pattern: "110/100", points: [[5, -4]]}
        - {pattern: "101/110", points: [[5, 4]]}
        - {pattern: "110/110", points: [[4, -5]]}

      """
    let run = try await run(problem, "--max-starts", "0", "--format", "json")
    let answer = try object(run.output)
    try #require(run.status == 75, "\(run.output)")
    #expect(answer["status"] as? String == "unknown" && answer["starts"] as? Int == 0)
    #expect(run.diagnosticLines.count == 1)
    let found = try await self.run(problem, "--format", "json", "--time-limit", "1h")
    #expect(found.isSuccess && found.diagnostics.isEmpty)
    #expect(try object(found.output)["status"] as? String == "realized")
  }

  @Test(arguments: [false, true])
  func list(isUpToPermutation: Bool) async throws {
    let options = isUpToPermutation ? ["--up-to-permutation"] : []
    let folder = try TemporaryFolder()
    let problem = Self.exclusiveOr.replacing("[2, 1, 1]", with: "[2, 2, 1]")
      .replacing("\"1\"", with: "\"11\"").replacing("\"0\"", with: "\"00\"")
    try folder.write(problem, to: "points.yaml")
    let command = try Command(in: folder)
    let run = try await command.run(
      ["realize", "points.yaml", "--all", "--format", "json"] + options)
    #expect(run.isSuccess && run.diagnosticLines.count == 1)
    #expect(run.diagnostics.contains("the patterns of the problem are not used"))
    let lines = run.output.split(separator: "\n")
    let header = try object(lines[0])
    let count = isUpToPermutation ? 105 : 196
    #expect(header["activationVectors"] as? Int == 14 && header["patternCount"] as? Int == count)
    #expect(header["status"] as? String == "complete" && lines.count == count + 1)
    let patterns = try lines.dropFirst().map { try object($0)["patterns"] as? [String] }
    #expect(Set(patterns).count == count && patterns[0] == ["00", "00", "00", "00"])
    let text = try await command.run(["realize", "points.yaml", "--all", "--quiet"] + options)
    #expect(text.diagnostics.isEmpty)
    #expect(text.output.contains("14 activation vectors of one neuron, \(count) patterns"))
    #expect(text.output.split(separator: "\n").count { $0.hasPrefix("  ") } == count)
  }

  /// Patterns are what is asked for: blocks need points only.
  @Test func listNeedsNoPattern() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "widths: [2, 2, 1]\nbias: true\nblocks:\n  - points: [[0, 0], [1, 1], [0, 1], [1, 0]]\n",
      to: "points.yaml")
    try folder.write("0,0\n1,1\n0,1\n1,0\n", to: "points.csv")
    let command = try Command(in: folder)
    let run = try await command.run("realize", "points.yaml", "--all")
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    #expect(run.output.contains("14 activation vectors of one neuron, 196 patterns"))
    let options = try await command.run(
      "realize", "--widths", "2,2,1", "--bias", "--points", "points.csv", "--all")
    #expect(options == run)
    let refused = try await command.run("realize", "points.yaml")
    refused.expectRefusal(code: 65, saying: ["block 1", "the key 'pattern' is missing"])
  }

  @Test func listIsCut() async throws {
    let run = try await run(
      Self.realizable, "--all", "--max-patterns", "3", "--format", "json", "--quiet")
    #expect(run.status == 75 && run.diagnosticLines.count == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(try object(lines[0])["status"] as? String == "limitReached")
    #expect(try object(lines[0])["patternCount"] as? Int == 512)
    let exact = try await self.run(Self.realizable, "--all", "--max-patterns", "512", "--quiet")
    #expect(exact.isSuccess && exact.diagnostics.isEmpty)
  }

  @Test func wrongData() async throws {
    let problem = "widths: [2, 1, 1]\nblocks: [{pattern: 1}]"
    try await run(problem).expectRefusal(code: 65, saying: ["points.yaml", "block 1", "no points"])
    try await run(Self.deep, "--all").expectRefusal(
      code: 65, saying: ["--all", "2 hidden layers", "expected one"])
    let options = try await Command().run("realize", "--widths", "2,1,1", "--pattern", "1")
    options.expectRefusal(code: 65, saying: ["block 1", "no points"])
  }

  @Test func wrongOptions() async throws {
    try await run(Self.realizable, "--max-patterns", "3").expectRefusal(
      code: 64, saying: ["--max-patterns", "--all"])
    try await run(Self.realizable, "--all", "--max-patterns", "-3").expectRefusal(
      code: 64, saying: ["--max-patterns", "-3"])
    try await run(Self.realizable, "--max-starts", "-1").expectRefusal(
      code: 64, saying: ["--max-starts", "-1"])
    try await run(Self.realizable, "--format", "latex").expectRefusal(
      code: 64, saying: ["latex", "text, json"])
    try await run(Self.realizable, "--time-limit", "soon").expectRefusal(
      code: 64, saying: ["--time-limit", "'soon'"])
  }

  @Test func resultIsWrittenToAFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.exclusiveOr, to: "points.yaml")
    let command = try Command(in: folder)
    let run = try await command.run("realize", "points.yaml", "--output", "answer")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(try folder.text(of: "answer").contains("Impossible"))
  }

  @Test func help() async throws {
    let run = try await Command().run("realize", "--help")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    for word in ["--all", "--up-to-permutation", "--max-patterns", "--time-limit", "Examples:"] {
      #expect(run.output.contains(word))
    }
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
