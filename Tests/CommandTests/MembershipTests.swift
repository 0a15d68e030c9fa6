import Foundation
import Oracles
import Programs
import Testing

/// `check --polynomial` and `derive --at`.
@Suite struct MembershipTests {
  private static let problem = ["--widths", "3,3,3", "--pattern", "101", "--pattern", "011"]
  private static let determinant = """
    m1_31*m1_22*m1_13 - m1_21*m1_32*m1_13 - m1_31*m1_12*m1_23 + m1_11*m1_32*m1_23 +
      m1_21*m1_12*m1_33 - m1_11*m1_22*m1_33
    """

  private func check(_ text: String, _ options: [String] = []) async throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "polynomials.txt")
    return try await Command(in: folder).run(
      ["check"] + Self.problem + ["--polynomial", "polynomials.txt", "--quiet"] + options)
  }

  private func object(_ run: Command.Outcome) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  @Test func members() async throws {
    let run = try await check("# the first block\n\(Self.determinant)  # zero\n\n0\n")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    #expect(run.output.components(separatedBy: "In the ideal: ").count == 3)
    #expect(run.output.contains("Line 2:") && run.output.contains("Line 5:"))
  }

  @Test func strangers() async throws {
    let run = try await check("\(Self.determinant)\nm1_11\n", ["--format", "json"])
    #expect(run.status == 1)
    let keys = try object(run)
    #expect(keys["satisfied"] as? Bool == false)
    let entries = try #require(keys["polynomials"] as? [[String: Any]])
    #expect(entries.map { $0["status"] as? String } == ["member", "notMember"])
    #expect(entries.map { $0["line"] as? Int } == [1, 3])
    let network = try #require(entries[1]["network"] as? [String: Any])
    let layers = try #require(network["layers"] as? [[String: Any]])
    // Entry (1, 1) of the first block: the neurons 1 and 3 are active.
    let inner = try #require(layers[0]["weights"] as? [[Int]])
    let outer = try #require(layers[1]["weights"] as? [[Int]])
    let value = outer[0][0] * inner[0][0] + outer[0][2] * inner[2][0]
    #expect(entries[1]["value"] as? String == "\(value)" && value != 0)
  }

  @Test(arguments: [
    ("m1_11 +\n  m1_21*q\n", "polynomials.txt:2: column 9: "),
    ("", "polynomials.txt: no polynomial"),
    ("# nothing\n", "no polynomial"), ("m1_11\n\nm1_21 )\n", "polynomials.txt:3: column 7: "),
    ("m1_11 m1_12", "polynomials.txt:1: column 7: "),
    ("m1_11*(m1_21", "polynomials.txt:1: column 13"),
  ])
  func mistakes(text: String, message: String) async throws {
    let run = try await check(text)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.diagnosticLines.count == 1 && run.diagnostics.contains(message))
  }

  @Test func usage() async throws {
    let run = try await check("0", ["--tolerance", "0.1"])
    #expect(run.status == 64 && run.diagnosticLines.count == 1)
  }

  private func derive(_ point: String, _ name: String) async throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(point, to: name)
    return try await Command(in: folder).run(
      ["derive"] + Self.problem
        + ["--at", name, "--quiet", "--format", "json", "--generators", "none"])
  }

  private static func maps(_ first: String, _ second: String = "[1, 0, 0]") -> String {
    """
    widths: [3, 3, 3]
    blocks:
      - {pattern: "101", map: [\(first), [0, 1, 0], [0, 0, 0]]}
      - {pattern: "011", map: [\(second), [0, 0, 0], [0, 0, 0]]}
    """
  }

  @Test func tangentSpaces() async throws {
    let network =
      #"{"widths": [3,3,3], "layers": [{"weights": [[1,2,0],[0,1,1],[3,-1,"1/2"]]}, "#
      + #"{"weights": [[1,0,2],[0,1,1],[1,1,5]]}]}"#
    let cases = [
      (network, "net.json", "smooth", 15, true),
      (Self.maps("[1, 0, 0]"), "point.yaml", "singular", 17, true),
    ]
    for (point, name, finding, dimension, isOn) in cases {
      let run = try await derive(point, name)
      #expect(run.isSuccess, "\(run.diagnostics)")
      let tangent = try #require(try object(run)["tangentSpace"] as? [String: Any])
      #expect(tangent["finding"] as? String == finding)
      #expect(tangent["tangentDimension"] as? Int == dimension)
      #expect((tangent["basis"] as? [[Any]])?.count == dimension)
      #expect((tangent["basis"] as? [[Any]])?.allSatisfy { $0.count == 18 } == true)
      #expect(tangent["onVariety"] as? Bool == isOn)
    }
  }

  @Test(arguments: [
    (
      "widths: [3, 3, 3]\nblocks:\n  - {pattern: \"101\"}\n  - {pattern: \"011\"}\n",
      "nothing to check"
    ),
    (
      "widths: [2, 3, 3]\nblocks:\n  - {pattern: \"101\", map: [[0, 0], [0, 0], [0, 0]]}\n",
      "expected 3,3,3"
    ),
    (#"{"widths": [1, 1], "layers": [{"weights": [[1]]}]}"#, "expected 3,3,3"),
    ("nonsense", "point.yaml"),
  ])
  func wrongPoints(point: String, message: String) async throws {
    let run = try await derive(point, "point.yaml")
    #expect(run.status == 65 && run.output.isEmpty, "\(run.diagnostics)")
    #expect(run.diagnosticLines.count == 1, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
  }
}
