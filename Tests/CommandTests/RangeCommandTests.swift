import ExactAlgebra
import Foundation
import Programs
import Testing

/// `range` and `failure`, as a user types them.
@Suite struct RangeCommandTests {
  private struct Report: Decodable {
    struct Output: Decodable {
      let output: Int?
      let objective: String
      let minimum: RegionsOutput.ExactNumber?
      let maximum: RegionsOutput.ExactNumber?
      let minimumAt: [RegionsOutput.ExactNumber]
      let maximumAt: [RegionsOutput.ExactNumber]
      let minimumStatus: String
      let maximumStatus: String
      let maximumDirection: [RegionsOutput.ExactNumber]?
      let minimumBound: RegionsOutput.ExactNumber?
      let maximumBound: RegionsOutput.ExactNumber?
      let status: String

      enum CodingKeys: String, CodingKey {
        case output, objective, minimum, maximum, minimumAt, maximumAt, minimumStatus
        case maximumStatus, maximumDirection, minimumBound, maximumBound, status
      }

      init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: CodingKeys.self)
        output = try keys.decodeIfPresent(Int.self, forKey: .output)
        objective = try keys.decode(String.self, forKey: .objective)
        // An infinite end is no number.
        minimum = try? keys.decode(RegionsOutput.ExactNumber.self, forKey: .minimum)
        maximum = try? keys.decode(RegionsOutput.ExactNumber.self, forKey: .maximum)
        minimumAt = try keys.decode([RegionsOutput.ExactNumber].self, forKey: .minimumAt)
        maximumAt = try keys.decode([RegionsOutput.ExactNumber].self, forKey: .maximumAt)
        minimumStatus = try keys.decode(String.self, forKey: .minimumStatus)
        maximumStatus = try keys.decode(String.self, forKey: .maximumStatus)
        maximumDirection = try keys.decodeIfPresent(
          [RegionsOutput.ExactNumber].self, forKey: .maximumDirection)
        minimumBound = try keys.decodeIfPresent(
          RegionsOutput.ExactNumber.self, forKey: .minimumBound)
        maximumBound = try keys.decodeIfPresent(
          RegionsOutput.ExactNumber.self, forKey: .maximumBound)
        status = try keys.decode(String.self, forKey: .status)
      }
    }
    let outputs: [Output]
    let regions: Int
    let boxes: Int
    let parts: Int
    let method: String
    let dimension: Int
    let status: String
  }

  private static func command() throws -> Command {
    let command = try Command()
    // max(x + y - 1, 0) + max(x - y, 0), and its double
    _ = try command.folder.write(
      #"{"layers": [{"weights": [[1, 1], [1, -1]], "biases": [-1, 0]}, {"weights": [[1, 1], [2, 2]]}]}"#,
      to: "net.json")
    _ = try command.folder.write("1,0,0\n0,1,0\n-1,-1,1\n", to: "triangle.csv")
    _ = try command.folder.write(
      (["X_0", "X_1", "Y_0", "Y_1"].map { "(declare-const \($0) Real)" }).joined()
        + "(assert (>= Y_0 0.5))", to: "p.vnnlib")
    return command
  }

  private static func range(
    _ arguments: String...
  ) async throws -> (run: Command.Outcome, report: Report?) {
    let run = try await command().run(
      ["range", "net.json", "--format", "json", "--quiet"] + arguments)
    return (run, try? JSONDecoder().decode(Report.self, from: Data(run.output.utf8)))
  }

  @Test func outputsOnABox() async throws {
    let (run, report) = try await Self.range("--box=0:1")
    let outputs = try #require(report).outputs
    #expect(run.isSuccess && report?.status == "complete" && report?.regions == 4)
    #expect(outputs.map(\.output) == [1, 2] && outputs.map(\.objective) == ["Y_0", "Y_1"])
    #expect(outputs.map { $0.minimum?.value } == [0, 0])
    #expect(outputs.map { $0.maximum?.value } == [1, 2])
    #expect(outputs.allSatisfy { $0.status == "exact" && $0.maximumStatus == "attained" })
    #expect(outputs[0].maximumAt.map(\.value) == [1, 0])
    let text = try await Self.command().run(["range", "net.json", "--box=0:1"])
    #expect(text.output.contains("Y_1\n    minimum 0 at (0, 0)\n    maximum 2 at (1, 0)\n"))
    #expect(text.output.contains("Exact, from 4 regions."))
  }

  @Test func combinationsAndOtherDomains() async throws {
    let (_, half) = try await Self.range(
      "--box=0:,0:1", "--objective", "Y_1 - 3 Y_0 + 1/2", "--objective", "1,0")
    let outputs = try #require(half).outputs
    #expect(outputs.map(\.objective) == ["-3 Y_0 + Y_1 + 1/2", "Y_0"])
    #expect(outputs.map(\.output) == [nil, 1])
    #expect(outputs[0].minimum == nil && outputs[0].minimumStatus == "unbounded")
    #expect(outputs[0].maximum?.value == Rational(1, 2))
    #expect(outputs[1].maximum == nil && outputs[1].maximumDirection?.map(\.value) == [1, 0])
    let (_, triangle) = try await Self.range(
      "--polytope", "triangle.csv", "--open", "--objective", "X_0")
    #expect(triangle?.outputs[0].maximumStatus == "notAttained")
    #expect(triangle?.outputs[0].maximum?.value == 1)
    let (_, slice) = try await Self.range("--slice", "0,0;1,1", "--box=0:1")
    #expect(slice?.dimension == 1 && slice?.outputs[0].maximumAt.map(\.value) == [1, 1])
    let (_, point) = try await Self.range("--box=1:1,1/2:1/2")
    #expect(point?.dimension == 0 && point?.outputs[0].minimum?.value == 1)
  }

  @Test func limits() async throws {
    let (run, report) = try await Self.range("--box=0:1", "--max-regions", "1")
    #expect(run.status == 75 && report?.status == "limitReached" && report?.regions == 1)
    #expect(report?.outputs.allSatisfy { $0.status == "limitReached" } == true)
    let output = try #require(report?.outputs[0])
    #expect(output.maximum?.value == 0 && report?.method == "regions")
    // The true range is [0, 1].
    #expect(try #require(output.minimumBound).value <= 0)
    #expect(try #require(output.maximumBound).value >= 1)
    let (unbounded, half) = try await Self.range("--box=0:,0:1", "--max-regions", "1")
    #expect(unbounded.status == 75 && half?.outputs.count == 2)
    #expect(half?.outputs.allSatisfy { $0.minimumBound == nil } == true)
    let text = try await Self.command().run(
      ["range", "net.json", "--box=0:1", "--max-regions", "1", "--decimals", "3", "--quiet"])
    #expect(text.status == 75 && text.output.contains("maximum at least 0.000, at ("))
    #expect(
      text.output.contains("), at most ") && text.output.contains("proved bounds"))
  }

  @Test func methods() async throws {
    let (run, boxes) = try await Self.range("--box=0:1", "--method", "boxes")
    let (_, regions) = try await Self.range("--box=0:1", "--method", "regions")
    #expect(run.isSuccess && boxes?.method == "boxes" && regions?.method == "regions")
    #expect(boxes?.regions == 0 && boxes?.boxes ?? 0 > 0 && boxes?.parts ?? 0 > 0)
    #expect(regions?.regions == 4 && regions?.boxes == 0)
    #expect(boxes?.outputs.map { $0.maximum?.value } == [1, 2])
    #expect(boxes?.outputs.map { $0.maximumBound?.value } == [1, 2])
    #expect(boxes?.outputs.allSatisfy { $0.minimumStatus == "attained" } == true)
    let text = try await Self.command().run(
      ["range", "net.json", "--box=0:1", "--method", "boxes"])
    #expect(text.output.contains("Exact, by branch and bound: "))
    let open = try await Self.command().run(
      ["range", "net.json", "--box=0:1", "--open", "--method", "boxes"])
    open.expectRefusal(code: 65, saying: ["closed box"])
  }

  private static let refusals: [(arguments: [String], code: Int32, words: [String])] = [
    (["--box=1:0"], 65, ["the box 1:0", "no input"]),
    (["--box=0:1,0:1,0:1"], 65, ["--box", "expected 2"]),
    (["--box=0:1", "--objective", "Y_2"], 64, ["--objective", "2 outputs"]),
    (["--box=0:1", "--objective", "1"], 64, ["1 number", "expected 2"]),
    (["--box=0:1", "--objective", "1,2,3"], 64, ["3 numbers", "expected 2"]),
    (["--box=0:1", "--objective", "Y_0 * Y_1"], 64, ["--objective"]),
    (["--box=0:1", "--max-regions", "-1"], 64, ["--max-regions"]),
    (["--slice", "0,0;1,1;2,2"], 65, ["direction 2"]),
    (["--polytope", "missing.csv"], 65, ["missing.csv"]),
  ]

  @Test(arguments: refusals.indices) func isRefused(index: Int) async throws {
    let refusal = Self.refusals[index]
    let run = try await Self.command().run(["range", "net.json"] + refusal.arguments)
    run.expectRefusal(code: refusal.code, saying: refusal.words)
  }

  private struct FailureOutput: Decodable {
    struct Number: Decodable {
      let status: String
      let fraction: String?
    }
    struct Region: Decodable {
      let pattern: String
      let probability: Number
      let parts: Int
    }
    let probability: Number
    let volume: RegionsOutput.ExactNumber?
    let regions: [Region]
    let regionCount: Int
    let failingRegionCount: Int
    let status: String
  }

  private static func failure(
    _ arguments: String...
  ) async throws -> (run: Command.Outcome, report: FailureOutput?) {
    let run = try await command().run(
      ["failure", "net.json", "p.vnnlib", "--format", "json", "--quiet"] + arguments)
    return (run, try? JSONDecoder().decode(FailureOutput.self, from: Data(run.output.utf8)))
  }

  @Test func howOftenAPropertyFails() async throws {
    let (run, uniform) = try await Self.failure("--uniform=0:1")
    #expect(run.isSuccess && uniform?.status == "exact")
    #expect(uniform?.probability.fraction == "5/16" && uniform?.volume?.value == Rational(5, 16))
    #expect(uniform?.failingRegionCount == 3 && uniform?.regionCount == 4)
    #expect(uniform?.regions.map(\.probability.fraction) == ["1/16", "1/16", "3/16"])
    let (_, normal) = try await Self.failure("--standard-normal")
    #expect(normal?.status == "enclosed" && normal?.volume == nil)
    let (limited, part) = try await Self.failure("--uniform=0:1", "--max-regions", "2")
    #expect(limited.status == 75 && part?.status == "limitReached" && part?.regions.count == 1)
    let text = try await Self.command().run(["failure", "net.json", "p.vnnlib", "--uniform=0:2"])
    #expect(text.isSuccess && text.output.contains("contain a failing part"))
    try await Self.failure().run.expectRefusal(code: 64, saying: ["no law"])
    try await Self.failure("--uniform=0:1,0:1,0:1").run.expectRefusal(
      code: 65, saying: ["--uniform", "expected 2"])
  }
}
