import ExactAlgebra
import Foundation
import Programs
import Testing

/// Assumed-density filtering, as a user types it.
@Suite struct FilterCommandTests {
  private static func command() throws -> Command {
    let command = try Command()
    _ = try command.folder.write(
      """
      {"layers": [
        {"weights": [[1, -1], [2, 1]], "biases": [0, 1]}, {"weights": [[1, 1], [1, -2]]},
        {"weights": [[1, -1]]}]}
      """, to: "net.json")
    _ = try command.folder.write(
      "gaussian: {mean: [0, 1], covariance: [[1, 1/2], [1/2, 2]]}\n", to: "law.yaml")
    _ = try command.folder.write("0,1\n1,0\n2,3\n", to: "points.csv")
    _ = try command.folder.write("0,1\n1\n", to: "ragged.csv")
    return command
  }

  /// A row for each neuron, with the numbers of the report.
  @Test func table() async throws {
    let command = try Self.command()
    let run = try await command.run(
      "invariance", "filter", "net.json", "--input", "law.yaml", "--format", "csv")
    #expect(run.isSuccess && run.diagnostics.isEmpty)
    let rows = run.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.count == 6 && rows.allSatisfy { $0.count == 13 })
    #expect(rows.dropFirst().map { String($0[0]) } == ["1", "1", "2", "2", "output"])
    let report = try await command.filter(["net.json", "--input", "law.yaml"])
    #expect(report.layers.count == 2 && report.samples == nil)
    for (row, error) in zip(rows[3...4], try #require(report.layers[1].diagonal.varianceError)) {
      #expect(String(row[11]) == error.value)
    }
  }

  /// Points and uniform laws are approximated at the input already, and their moments are exact.
  @Test func otherLaws() async throws {
    let command = try Self.command()
    let points = try await command.filter(["net.json", "--points", "points.csv"])
    #expect(points.inputStep == "approximated" && points.status == "complete")
    #expect(try #require(points.exact).mean[0].status == "exact")
    let uniform = try await command.filter(["net.json", "--uniform=-1:1"])
    #expect(uniform.inputStep == "approximated")
    #expect(try #require(uniform.exact).mean[0].status == "exact")
    let text = try await command.run("invariance", "filter", "net.json", "--uniform=-1:1")
    #expect(text.output.contains("The input is not Gaussian"))
  }

  /// Moments of the law by random inputs, with their number and seed, near the enclosed ones.
  @Test func sampling() async throws {
    let command = try Self.command()
    let arguments = ["net.json", "--input", "law.yaml", "--method", "sampling"]
    let output = try await command.filter(arguments + ["--samples", "40000", "--seed", "5"])
    #expect(output.samples == 40_000 && output.seed == 5)
    let exact = try await command.filter(["net.json", "--input", "law.yaml"])
    let sampled = try #require(output.exact).covariance[0][0]
    let enclosed = try #require(exact.exact).covariance[0][0]
    #expect(sampled.status == "estimated" && enclosed.status == "enclosed")
    let value = try Rational(parsing: try #require(sampled.value))
    let error = try Rational(parsing: try #require(sampled.standardError))
    #expect(enclosed.contains(value, within: 6 * error) && error > 0)
    #expect(output.full.mean[0].value == exact.full.mean[0].value)
  }

  /// Pictures are written beside the report, for one output and for several, with and without atoms.
  @Test(arguments: ["svg", "png", "pdf"])
  func charts(form: String) async throws {
    let command = try Self.command()
    let run = try await command.run(
      "invariance", "filter", "net.json", "--input", "law.yaml", "--chart", "chart.\(form)")
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let data = try Data(contentsOf: command.folder.url.appending(path: "chart.\(form)"))
    #expect(data.count > 3_000)
    guard form == "svg" else { return }
    let picture = String(decoding: data, as: UTF8.self)
    for word in ["law", "full", "diagonal", "Errors", "layer"] {
      #expect(picture.contains(word), "\(word)")
    }
  }

  private static let refused: [(arguments: [String], code: Int32, words: [String])] = [
    ([], 64, ["no law"]), (["net.json"], 64, ["no law"]),
    (["--standard-normal"], 64, ["no network"]),
    (["none.json", "--standard-normal"], 65, ["none.json", "no such file"]),
    (["net.json", "--input", "none.yaml"], 65, ["none.yaml", "no such file"]),
    (["net.json", "--input", "law.yaml", "--standard-normal"], 64, ["expected one law"]),
    (["net.json", "--points", "ragged.csv"], 65, ["ragged.csv"]),
    (["net.json", "--input", "wide.yaml"], 65, ["3", "expected 2"]),
    (["net.json", "--standard-normal", "--accuracy", "2"], 64, ["--accuracy", "between 0 and 1"]),
    (["net.json", "--standard-normal", "--samples", "1"], 64, ["--samples"]),
    (["net.json", "--standard-normal", "--method", "magic"], 64, ["magic"]),
    (["net.json", "--standard-normal", "--epsilon", "0.1"], 64, ["--epsilon"]),
    (["net.json", "--standard-normal", "--format", "latex"], 64, ["--format latex"]),
    (["net.json", "--standard-normal", "--chart", "a.gif"], 64, ["--chart"]),
    (
      ["deep.json", "--standard-normal", "--method", "enclosure"], 75, ["--method enclosure", "4"]
    ),
  ]

  @Test(arguments: refused.indices)
  func refusals(number: Int) async throws {
    let (arguments, code, words) = Self.refused[number]
    let command = try Self.command()
    _ = try command.folder.write(
      "gaussian: {mean: [0, 0, 0], covariance: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}\n",
      to: "wide.yaml")
    _ = try command.folder.write(
      """
      {"layers": [{"weights": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]},
        {"weights": [[1, 1, 1, 1]]}, {"weights": [[1]]}]}
      """, to: "deep.json")
    let run = try await command.run(["invariance", "filter"] + arguments)
    run.expectRefusal(code: code, saying: words)
  }
}
