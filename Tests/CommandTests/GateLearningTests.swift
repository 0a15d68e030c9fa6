import Foundation
import Programs
import Testing

/// `gates sample` and `gates fit`, as a user types them.
@Suite struct GateLearningTests {
  /// Three neurons and two outputs.
  private static let network = """
    {"widths": [2, 3, 2], "layers": [
      {"weights": [[1, "1/2"], [-1, 1], ["1/2", -1]], "biases": [0, "1/4", 0]},
      {"weights": [[1, -1, "1/2"], [-1, 1, 0]], "biases": [0, 0]}]}
    """

  private struct Draws: Decodable {
    struct Point: Decodable {
      struct Draw: Decodable {
        let pattern: String
        let logProbability: Double
        let outputs: [Double]
        let observed: [Double]?
        let `class`: Int?
      }
      let draws: [Draw]
    }
    let points: [Point]
    let seed: Int
  }

  private struct Fit: Decodable {
    struct Step: Decodable {
      struct Variance: Decodable {
        let total: Double
        let withinPatterns: Double?
        let betweenPatterns: Double?
        let withinPoints: Double
        let betweenPoints: Double
      }
      let step: Int
      let logLikelihood: Double
      let standardError: Double?
      let gradientVariance: Variance
    }
    let steps: [Step]
    let status: String
    let rule: String
  }

  private struct Report: Decodable {
    struct Number: Decodable { let value: String }
    let meanLogLikelihood: Number
  }

  private func command() throws -> Command {
    let command = try Command()
    _ = try command.folder.write(Self.network, to: "net.json")
    _ = try command.folder.write(
      "x,y\n1,0\n0,1\n-1,1/2\n1/2,-1\n2,1\n-2,0\n", to: "points.csv")
    _ = try command.folder.write("0\n1\n1\n0\n0\n1\n", to: "labels.csv")
    return command
  }

  private func decode<T: Decodable>(_ type: T.Type, _ run: Command.Outcome) throws -> T {
    try #require(run.isSuccess, "\(run.diagnostics)")
    return try JSONDecoder().decode(type, from: Data(run.output.utf8))
  }

  @Test func draws() async throws {
    let command = try command()
    let common = [
      "gates", "sample", "net.json", "--points", "points.csv", "--temperature", "1/2",
    ]
    let classes = common + ["--classes", "--draws", "12", "--seed", "5"]
    let run = try await command.run(classes + ["--format", "json", "--threads", "1"])
    let draws = try decode(Draws.self, run)
    #expect(draws.points.count == 6 && draws.points.allSatisfy { $0.draws.count == 12 })
    #expect(draws.seed == 5)
    let all = draws.points.flatMap(\.draws)
    #expect(Set(all.map { $0.class ?? -1 }) == [0, 1])
    #expect(all.allSatisfy { $0.outputs.count == 2 && $0.observed == nil && $0.logProbability < 0 })
    #expect(try await command.run(classes + ["--format", "json", "--threads", "3"]) == run)
    let noisy = try await command.run(
      common + ["--noise-variance", "1/4", "--draws", "2", "--format", "csv"])
    let lines = noisy.output.split(separator: "\n")
    #expect(lines.count == 13)
    #expect(
      lines[0]
        == "point,draw,pattern,log probability,output 1,output 2,observed 1,observed 2")
    #expect(lines.allSatisfy { $0.split(separator: ",").count == 8 })
    let text = try await command.run(classes)
    #expect(text.isSuccess && text.output.contains("most frequent pattern"))
  }

  @Test func fit() async throws {
    let command = try command()
    let common = [
      "gates", "fit", "net.json", "--points", "points.csv", "--labels", "labels.csv",
      "--temperature", "1/2",
    ]
    let run = try await command.run(
      common + [
        "--steps", "40", "--every", "20", "--rate", "0.05", "--save", "fitted.json", "--format",
        "json",
      ])
    let fit = try decode(Fit.self, run)
    #expect(fit.steps.map(\.step) == [0, 20, 40] && fit.status == "complete")
    #expect(fit.rule == "adam" && fit.steps.allSatisfy { $0.standardError == nil })
    #expect(fit.steps[2].logLikelihood > fit.steps[0].logLikelihood + 0.05)
    for step in fit.steps {
      let variance = step.gradientVariance
      let patterns = try #require(variance.withinPatterns) + #require(variance.betweenPatterns)
      #expect((patterns - variance.total).magnitude < 1e-9)
      #expect((variance.withinPoints + variance.betweenPoints - variance.total).magnitude < 1e-9)
    }
    // The network that was saved has the likelihood of the last row, by sums in balls.
    let report = try await command.run([
      "gates", "fitted.json", "--points", "points.csv", "--labels", "labels.csv",
      "--temperature", "1/2", "--format", "json",
    ])
    let proved = try #require(
      Double(try decode(Report.self, report).meanLogLikelihood.value))
    #expect((proved - fit.steps[2].logLikelihood).magnitude < 1e-9)
    // Draws in place of sums, random weights, and a table.
    let table = try await command.run(
      common + [
        "--steps", "2", "--every", "1", "--draws", "50", "--random-start", "--rule", "gradient",
        "--batch", "3", "--format", "csv",
      ])
    let lines = table.output.split(separator: "\n")
    #expect(table.isSuccess && lines.count == 4)
    #expect(lines[0].hasPrefix("step,log-likelihood,standard error,gradient length,variance,"))
    let text = try await command.run(common + ["--steps", "3"])
    #expect(text.isSuccess && text.output.contains("between patterns"))
  }

  @Test(arguments: [
    (["sample"], "expected one of --noise-variance and --classes"),
    (["sample", "--classes", "--noise-variance", "1"], "expected one of"),
    (["sample", "--noise-variance", "0"], "--noise-variance: 0, expected a positive number"),
    (["sample", "--classes", "--draws", "0"], "--draws: 0, expected a number from 1"),
    (["fit"], "nothing is observed: expected --outputs or --labels"),
    (["fit", "--labels", "labels.csv", "--rate", "0"], "--rate: 0, expected a positive number"),
    (["fit", "--labels", "labels.csv", "--steps", "-1"], "--steps: -1, expected a number from 0"),
    (["fit", "--labels", "labels.csv", "--batch", "0"], "--batch: 0, expected a number from 1"),
  ])
  func refusals(arguments: [String], message: String) async throws {
    let run = try await command().run(
      ["gates"] + [arguments[0], "net.json", "--points", "points.csv", "--temperature", "1"]
        + arguments.dropFirst())
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
  }
}
