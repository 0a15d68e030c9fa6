import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing

/// `invariance growth`, as a user types it.
@Suite struct InvarianceGrowthTests {
  private struct Growth: Decodable {
    struct Depth: Decodable {
      struct Evidence: Decodable {
        let prime: UInt
        let seed: UInt64
        let draw: Int
        let rank: Int
        let rows: Int
        let columns: Int
      }
      let depth: Int
      let parameters: Int
      let dimension: Int
      let dimensionStatus: String
      let upperBound: Int
      let boundBy: String
      let functionals: Int
      let evidence: Evidence
    }
    let depths: [Depth]
    let spaceDimension: Int
    let family: String?
    let familyParameters: Int?
    let firstDepthBeyond: Int?
    let verdict: String?
    let seed: UInt64
    let draws: Int
    let status: String
    let version: String
  }

  private static let files = [
    "plane.csv": "1,0\n0,1\n-1,3\n1,0\n", "atoms.csv": "0,0,1/2\n1,1,1/4\n2,0,1/4\n",
    "plane.yaml": "gaussian: {mean: [0, 0], covariance: [[1, 0], [0, 1]]}\n",
    "triangle.yaml": "uniform: {polytope: [[1, 0, 0], [0, 1, 0], [-1, -1, 1]]}\n",
  ]

  private static func run(
    _ arguments: [String]
  ) async throws -> (run: Command.Outcome, command: Command) {
    let command = try Command()
    for (name, text) in files { _ = try command.folder.write(text, to: name) }
    return (try await command.run(["invariance", "growth"] + arguments), command)
  }

  private static func growth(_ arguments: String...) async throws -> Growth {
    let (run, _) = try await run(arguments + ["--format", "json"])
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    return try JSONDecoder().decode(Growth.self, from: Data(run.output.utf8))
  }

  @Test func boxes() async throws {
    let growth = try await Self.growth(
      "--dimension", "2", "--depths", "1:3", "--family", "uniform-box", "--seed", "7", "--draws",
      "4")
    #expect(growth.depths.map(\.depth) == [1, 2, 3])
    #expect(growth.depths.map(\.parameters) == [6, 12, 18])
    #expect(growth.depths.map(\.dimension) == [6, 10, 14])
    for depth in growth.depths {
      #expect(depth.dimensionStatus == "proved" && depth.boundBy == "parameterSymmetry")
      #expect(depth.upperBound == depth.dimension && depth.evidence.rank == depth.dimension)
      #expect(depth.evidence.seed == 7 && (1...4).contains(depth.evidence.draw))
      #expect(depth.evidence.rows == depth.parameters)
      #expect(depth.evidence.columns == depth.functionals && depth.evidence.prime > 1 << 60)
    }
    #expect(growth.family == "uniform-box" && growth.familyParameters == 4)
    #expect(growth.firstDepthBeyond == 1 && growth.verdict == "notInvariant")
    #expect(growth.seed == 7 && growth.draws == 4 && growth.status == "complete")
    #expect(growth.spaceDimension == 2 && !growth.version.isEmpty)
  }

  @Test func points() async throws {
    let growth = try await Self.growth(
      "--points", "plane.csv", "--depths", "2:4", "--family", "empirical")
    #expect(growth.depths.map(\.depth) == [2, 3, 4])
    #expect(growth.depths.map(\.dimension) == [6, 6, 6])
    #expect(growth.depths.allSatisfy { $0.boundBy == "ambientSpace" })
    #expect(growth.familyParameters == 8 && growth.verdict == nil)
    let atoms = try await Self.growth(
      "--atoms", "atoms.csv", "--dimension", "2", "--depths", "3", "--family", "finite")
    #expect(atoms.depths.map(\.dimension) == [6] && atoms.familyParameters == 8)
    #expect(atoms.draws == 24 && atoms.firstDepthBeyond == nil)
    let weighed = try await Self.growth("--input", "triangle.yaml", "--depths", "1")
    #expect(weighed.depths.map(\.dimension) == [6])
  }

  @Test func threadsDoNotMatter() async throws {
    let arguments = ["--dimension", "2", "--depths", "1:4", "--format", "csv", "--threads"]
    var runs: [Command.Outcome] = []
    for threads in ["1", "2", "5"] { runs.append(try await Self.run(arguments + [threads]).run) }
    #expect(runs[0].isSuccess && runs[0].output.split(separator: "\n").count == 5)
    #expect(runs[0].output.hasPrefix("depth,parameters,dimension,status,"))
    #expect(runs[1] == runs[0] && runs[2] == runs[0])
  }

  @Test func whatIsFinishedIsWritten() async throws {
    let (run, _) = try await Self.run(
      ["--dimension", "4", "--depths", "1:100", "--time-limit", "2s", "--format", "json"])
    #expect(run.status == 75)
    #expect(run.diagnostics.hasSuffix("not all depths were reached\n"))
    let growth = try JSONDecoder().decode(Growth.self, from: Data(run.output.utf8))
    #expect(growth.status == "limitReached" && growth.depths.count < 100)
  }

  @Test(arguments: ["svg", "pdf", "png"]) func chart(form: String) async throws {
    let (run, command) = try await Self.run(
      ["--dimension", "1", "--depths", "1:4", "--family", "clamped", "--chart", "c.\(form)"])
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    #expect(run.output.contains("so nothing follows"))
    let data = try Data(contentsOf: command.folder.url.appending(path: "c.\(form)"))
    #expect(data.count > 1000)
    guard form == "svg" else { return }
    let text = try #require(String(data: data, encoding: .utf8))
    for word in ["depth", "clamped", "gaussian"] { #expect(text.contains(word), "\(word)") }
  }

  /// What the guide shows is what is printed, but for the version of FLINT.
  @Test func guide() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/command.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.split(separator: "$ reluvar invariance growth ")
    try #require(parts.count == 2)
    let lines = parts[1].split(separator: "\n", maxSplits: 1)
    let (run, _) = try await Self.run(lines[0].split(separator: " ").map(String.init))
    let shown = try #require(lines[1].split(separator: ", FLINT ").first)
    #expect(run.isSuccess && shown.count > 800 && run.output.hasPrefix(shown))
  }

  private static let refusals: [(arguments: [String], code: Int32, words: [String])] = [
    (["--dimension", "2"], 64, ["--depths"]),
    (["--dimension", "2", "--depths", "3:1"], 64, ["--depths: '3:1'", "1:6"]),
    (["--dimension", "2", "--depths", "1:x"], 64, ["--depths: '1:x'"]),
    (["--dimension", "2", "--depths", "0:2"], 64, ["--depths: 0", "from 1 to 100"]),
    (["--dimension", "2", "--depths", "1:101"], 64, ["--depths: 101"]),
    (["--dimension", "0", "--depths", "1"], 64, ["--dimension: 0"]),
    (["--dimension", "8", "--depths", "1"], 65, ["dimension 8", "at most 7"]),
    (["--dimension", "2", "--depths", "1", "--draws", "0"], 64, ["--draws: 0"]),
    (["--depths", "1"], 64, ["--dimension: expected"]),
    (["--depths", "1", "--uniform=-1:1"], 64, ["--dimension: expected"]),
    (["--depths", "1", "--atoms", "atoms.csv"], 64, ["--atoms needs --dimension"]),
    (
      ["--depths", "1", "--dimension", "2", "--atoms", "atoms.csv", "--points", "plane.csv"], 64,
      ["--atoms and --points: expected one law"]
    ),
    (["--depths", "1", "--dimension", "3", "--points", "plane.csv"], 65, ["plane.csv", "3"]),
    (["--depths", "1", "--dimension", "3", "--atoms", "atoms.csv"], 65, ["atoms.csv:1:", "4"]),
    (
      ["--depths", "1", "--input", "plane.yaml"], 65,
      ["a Gaussian law or a mixture", "expected a uniform law on a box or polytope, or points"]
    ),
    (
      ["--depths", "1", "--dimension", "2", "--family", "gaussian"], 65,
      ["family gaussian", "'reluvar invariance decide gaussian'"]
    ),
    (
      ["--depths", "1", "--dimension", "2", "--family", "mixture"], 65,
      ["family mixture", "invariance decide mixture"]
    ),
    (
      ["--depths", "1", "--dimension", "2", "--family", "uniform-polytope"], 65,
      ["no finite number of parameters", "invariance decide uniform-polytope"]
    ),
    (
      ["--depths", "1", "--dimension", "2", "--family", "unifrm-box"], 64,
      ["'unifrm-box'", "did you mean 'uniform-box'?"]
    ),
    (
      ["--depths", "1", "--dimension", "2", "--family", "uniform-box", "--atoms-number", "2"], 64,
      ["--atoms-number needs --family finite or empirical"]
    ),
    (
      ["--depths", "1", "--input", "triangle.yaml", "--family", "uniform-box"], 65,
      ["no member of the family uniform-box", "a uniform law on a box"]
    ),
    (
      ["--depths", "1", "--points", "plane.csv", "--family", "finite", "--atoms-number", "2"], 65,
      ["no member of the family finite", "at most 2 points"]
    ),
    (
      ["--depths", "1", "--points", "plane.csv", "--family", "empirical", "--atoms-number", "3"],
      65,
      ["no member of the family empirical", "3 points of equal weights"]
    ),
    (
      ["--depths", "1", "--points", "plane.csv", "--family", "clamped"], 65,
      ["no member of the family clamped", "on the line"]
    ),
    (["--depths", "1", "--dimension", "2", "--chart", "c.gif"], 64, ["--chart: "]),
  ]

  @Test(arguments: refusals.indices) func isRefused(index: Int) async throws {
    let refusal = Self.refusals[index]
    let (run, _) = try await Self.run(refusal.arguments)
    run.expectRefusal(code: refusal.code, saying: refusal.words)
  }
}
