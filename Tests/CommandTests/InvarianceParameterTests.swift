import ExactAlgebra
import Foundation
import Programs
import Testing

/// `invariance parameter`, as a user types it.
@Suite struct InvarianceParameterTests {
  private struct Report: Decodable {
    struct Check: Decodable {
      let holds: Bool
      let networks: String
    }
    struct Layer: Decodable {
      let weights: [[RegionsOutput.ExactNumber]]
      let biases: [RegionsOutput.ExactNumber]
    }
    struct Network: Decodable { let layers: [Layer] }
    struct Quotients: Decodable {
      struct Level: Decodable {
        let level: Int
        let distanceLower: LawOutput.Number
        let distanceUpper: LawOutput.Number
        let quotientLower: LawOutput.Number
      }
      let levels: [Level]
    }
    let depth: Int?
    let isExact: Bool?
    let parameter: LawOutput.Number?
    let check: Check?
    let network: Network?
    let quotients: Quotients?
  }

  private static let network = """
    {"layers": [{"weights": [[1, "1/2"], [-1, "3/4"]], "biases": ["1/8", -1]},
                {"weights": [["1/4", 1], [1, 1]], "biases": [0, "1/2"]}]}
    """

  private static func command() throws -> Command {
    let command = try Command()
    _ = try command.folder.write(network, to: "net.json")
    _ = try command.folder.write(
      #"{"layers": [{"weights": [["1/3", 0], [0, 1]], "biases": [0, 1]}]}"#, to: "thirds.json")
    _ = try command.folder.write("1,0\n0,2\n-1,1\n", to: "points.csv")
    return command
  }

  private static func report(_ arguments: String...) async throws -> Report {
    let run = try await command().run(
      ["invariance", "parameter", "--format", "json"] + arguments)
    #expect(run.isSuccess, "\(run.diagnostics)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func thereAndBack() async throws {
    let found = try await Self.report("--network", "net.json")
    #expect(found.depth == 2 && found.isExact == true)
    #expect(found.check?.holds == true && found.check?.networks == "equal")
    let fraction = try #require(found.parameter?.fraction)
    let back = try await Self.report("--dimension", "2", "--at=\(fraction)")
    let layers = try #require(back.network?.layers)
    #expect(layers.count == 2)
    #expect(
      layers[0].weights.map { $0.map(\.value) } == [[1, Rational(1, 2)], [-1, Rational(3, 4)]])
    #expect(layers[1].biases.map(\.value) == [0, Rational(1, 2)])
  }

  /// The image of a member under a layer is a member; with points both laws are compared.
  @Test func imagesAreMembers() async throws {
    let found = try await Self.report(
      "--points", "points.csv", "--at", "3/8", "--layer", "net.json")
    #expect(found.depth == 3 && found.check?.holds == true)
    // A third has no finite number of digits; bounds, or a fraction whose digits repeat.
    let third = try await Self.report(
      "--dimension", "2", "--at", "3/8", "--layer", "thirds.json", "--digits", "40")
    let parameter = try #require(third.parameter)
    #expect(third.depth == 2 && third.check?.holds == true)
    #expect(parameter.fraction != nil || parameter.width! < Rational(10).power(-39))
  }

  @Test func quotientsGrow() async throws {
    let levels = try #require(
      try await Self.report("--dimension", "1", "--quotients", "7").quotients?.levels)
    #expect(levels.count == 7)
    for (level, next) in zip(levels.dropFirst(2), levels.dropFirst(3)) {
      let (old, new) = (
        try #require(level.quotientLower.bounds), try #require(next.quotientLower.bounds)
      )
      #expect(new.lower > old.upper)
      #expect(
        try #require(next.distanceUpper.bounds).upper
          < #require(level.distanceUpper.bounds).lower)
    }
  }

  private static let refusals: [(arguments: [String], code: Int32, words: [String])] = [
    (["--dimension", "2"], 64, ["nothing to do", "--at"]),
    (["--at", "1/2"], 64, ["no dimension"]),
    (["--dimension", "0", "--at", "1"], 64, ["--dimension", "from 1"]),
    (["--dimension", "2", "--at", "x"], 64, ["--at", "'x'"]),
    (["--dimension", "2", "--at", "1/3", "--digits", "20000"], 64, ["--digits", "10000"]),
    (["--dimension", "1", "--quotients", "99"], 64, ["--quotients", "60"]),
    (
      ["--dimension", "1", "--at", "1/2", "--layer", "net.json"], 65,
      ["net.json", "2 inputs", "expected 1"]
    ),
    (["--dimension", "2", "--layer", "net.json"], 64, ["--layer needs --at"]),
    (["--network", "net.json", "--at", "1"], 64, ["expected one of them"]),
    (["--network", "missing.json"], 65, ["missing.json"]),
    (["--dimension", "2", "--at", "1e30"], 75, ["stage 1100"]),
  ]

  @Test(arguments: refusals.indices) func isRefused(index: Int) async throws {
    let refusal = Self.refusals[index]
    let run = try await Self.command().run(["invariance", "parameter"] + refusal.arguments)
    run.expectRefusal(code: refusal.code, saying: refusal.words)
  }
}
