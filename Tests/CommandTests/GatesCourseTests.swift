import ExactAlgebra
import Foundation
import Programs
import Testing

/// Gates over the temperature, as a user types them.
@Suite struct GatesCourseTests {
  private struct Output: Decodable {
    struct Entry: Decodable {
      let meanLogLikelihood: GatesOutput.Number?
      let distanceToHardLimit: GatesOutput.Number?
      let distanceToFairCoins: GatesOutput.Number
      let inputShareBetween: GatesOutput.Number?
      let gradientShareBetween: GatesOutput.Number?
      let meanFieldGap: GatesOutput.Number?
      let information: [String: GatesOutput.Information]
    }
    let temperatures: [Entry]
    let status: String
    let gates: Int
  }

  private static let arguments = [
    "gates", "course", "net.json", "--points", "x.csv", "--outputs", "y.csv", "--noise-variance",
    "1/4", "--quiet",
  ]

  /// Cold gates are those of the network, hot ones fair coins.
  @Test func limits() async throws {
    let run = try await GatesTests.command().run(
      Self.arguments + ["--temperatures", "1/1000,1,100000", "--format", "json"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    let output = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    #expect(output.status == "complete" && output.gates == 5 && output.temperatures.count == 3)
    let (cold, hot) = (output.temperatures[0], output.temperatures[2])
    let tiny = Rational(10).power(-9)
    #expect(try #require(cold.distanceToHardLimit).contains(0, within: tiny))
    #expect(!(try #require(output.temperatures[1].distanceToHardLimit)).contains(0, within: 1))
    #expect(hot.distanceToFairCoins.contains(0, within: tiny))
    #expect(!cold.distanceToFairCoins.contains(0, within: 1))
    #expect(try #require(hot.inputShareBetween).contains(0, within: Rational(1, 1_000_000)))
    for entry in output.temperatures {
      for share in [entry.inputShareBetween, entry.gradientShareBetween] {
        let bounds = try #require(share?.bounds)
        #expect(bounds.lower >= 0 && bounds.upper <= 1)
      }
      #expect(try #require(entry.meanFieldGap?.bounds).upper >= 0)
    }
  }

  /// An entry of the course is the report at its temperature.
  @Test func entriesAreReports() async throws {
    let command = try GatesTests.command()
    let run = try await command.run(
      Self.arguments + ["--temperatures", "1/2,2", "--format", "json"])
    let output = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    #expect(output.temperatures.count == 2)
    for (entry, temperature) in zip(output.temperatures, ["1/2", "2"]) {
      let report = try await command.gates([
        "net.json", "--points", "x.csv", "--outputs", "y.csv", "--noise-variance", "1/4",
        "--temperature", temperature,
      ])
      #expect(entry.meanLogLikelihood?.value == report.meanLogLikelihood?.value)
      guard case .number(let own)? = entry.information["I(A;X)"] else {
        Issue.record("no information")
        continue
      }
      #expect(try own.value == report.entropy("I(A;X)").value)
    }
  }

  @Test func tablesAndThreads() async throws {
    let command = try GatesTests.command()
    for format in ["csv", "text", "json"] {
      let arguments = Self.arguments + ["--temperatures", "0.1,1", "--format", format]
      let one = try await command.run(arguments + ["--threads", "1"])
      #expect(one.isSuccess, "\(one.diagnostics)")
      #expect(try await command.run(arguments + ["--threads", "2"]) == one)
      guard format == "csv" else { continue }
      let lines = one.output.split(separator: "\n").map { $0.split(separator: ",") }
      #expect(lines.count == 3 && lines.allSatisfy { $0.count == 10 })
      #expect(lines[0].prefix(2) == ["temperature", "mean_log_likelihood"])
      #expect(lines.dropFirst().map { $0[0] } == ["0.1", "1"])
    }
  }

  @Test(arguments: ["svg", "png", "pdf"])
  func pictures(form: String) async throws {
    let command = try GatesTests.command()
    let run = try await command.run(
      Self.arguments + ["--temperatures", "10,0.01,0.1,1", "--chart", "course.\(form)"])
    #expect(run.isSuccess && run.output.contains("temperature"), "\(run.diagnostics)")
    let data = try Data(contentsOf: command.folder.url.appending(path: "course.\(form)"))
    #expect(data.count > 5_000)
    guard form == "svg" else { return }
    let text = try #require(String(data: data, encoding: .utf8))
    #expect(text.hasPrefix("<?xml") && text.contains("</svg>"))
  }
}
