import ExactAlgebra
import Foundation
import Testing

/// Laws of networks with more regions than can be listed, as a user asks for them.
@Suite struct LawSurveyTests {
  private static let papers = ExampleTests.examples.deletingLastPathComponent().appending(
    path: "papers/chaudhari-moura-2025-random-functions")

  /// The keys that laws of many regions have beside those of others.
  private struct Output: Decodable {
    struct Pattern: Decodable {
      let pattern: String
      let probability: LawOutput.Number
    }

    struct Point: Decodable {
      let patterns: Int
      let mass: LawOutput.Number
      let atLeast: String?
    }

    struct Survey: Decodable {
      let sampleCount: Int
      let undecidedSamples: Int
      let proposedPatterns: Int
      let curve: [Point]
      let provedMass: Point?
    }

    let status: String
    let count: Int
    let mass: LawOutput.Number
    let remainingMass: LawOutput.Number
    let patterns: [Pattern]
    let survey: Survey
  }

  private func output(
    _ arguments: [String], exit status: Int32 = 0
  ) async throws -> (run: Command.Outcome, output: Output) {
    let run = try await Command().run(
      ["law"] + arguments + ["--format", "json", "--quiet", "--accuracy", "0.02"])
    try #require(run.status == status, "\(run.diagnostics.prefix(300))")
    return (run, try JSONDecoder().decode(Output.self, from: Data(run.output.utf8)))
  }

  /// Digits with narrow parts: as much mass as was asked for, and a curve that ends at nearly all.
  @Test func digits() async throws {
    let arguments = [
      Self.papers.appending(path: "digits.onnx").path, "--input",
      Self.papers.appending(path: "digits-narrow-law.yaml").path, "--epsilon", "0.2",
    ]
    let (run, output) = try await output(arguments + ["--threads", "2"])
    #expect(output.status == "supportReached" && output.patterns.count == output.count)
    #expect(output.count > 30 && output.count < 60)
    let (mass, remaining) = (
      try #require(output.mass.bounds), try #require(output.remainingMass.bounds)
    )
    #expect(output.mass.status == "confident")
    #expect(mass.lower >= Rational(4, 5) && remaining.upper <= Rational(1, 5))
    #expect(output.survey.undecidedSamples == 0 && output.survey.sampleCount > 20_000)
    let last = try #require(output.survey.curve.last)
    #expect(last.patterns == output.survey.proposedPatterns && last.patterns > 200)
    #expect(try #require(last.mass.bounds).lower > Rational(99, 100))
    let proved = try #require(output.survey.provedMass)
    #expect(proved.mass.status == "enclosed" && proved.patterns == 9)
    let lower = try Rational(parsing: try #require(proved.atLeast))
    #expect(lower > Rational(349, 1_000) && lower < Rational(35, 100))
    // Samples prove nothing.
    let text = try await Command().run(["law"] + arguments + ["--quiet", "--accuracy", "0.02"])
    #expect(text.output.contains("at the level that is said below"))
    #expect(!text.output.replacing("\n", with: " ").contains("which is proved"))
    let again = try await self.output(arguments + ["--threads", "1"])
    #expect(again.run.output == run.output)
  }

  /// 784 inputs; not all patterns are listed, which exit code and text say.
  @Test func manyInputs() async throws {
    let arguments = [
      Self.papers.appending(path: "wide.json").path, "--input",
      Self.papers.appending(path: "wide-law.yaml").path,
    ]
    let (_, output) = try await output(arguments + ["--max-patterns", "5"], exit: 75)
    #expect(output.status == "limitReached" && output.count == 5)
    let text = try await Command().run(["law"] + arguments + ["--samples", "5000", "--quiet"])
    #expect(text.status == 75)
    #expect(text.output.contains("Mass of the most frequent patterns\n  1 "))
    #expect(text.output.contains("Masses are not known up to 0.002, which was aimed at"))
  }
}
