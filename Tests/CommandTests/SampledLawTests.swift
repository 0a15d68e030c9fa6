import ExactAlgebra
import Programs
import Testing

/// Laws of networks whose regions vary in more than three directions, and those that are sampled because
/// this is asked for.
@Suite struct SampledLawTests {
  /// The sum of the positive parts of four inputs, and the positive part of the first.
  private static let positiveParts = """
    {"widths": [4, 4, 2], "layers": [
      {"weights": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]},
      {"weights": [[1, 1, 1, 1], [1, 0, 0, 0]]}]}
    """
  /// The two coordinates and a third neuron that is their sum less one.
  private static let planar = """
    {"widths": [2, 3, 1], "layers": [
      {"weights": [[1, 0], [0, 1], [1, 1]], "biases": [0, 0, -1]},
      {"weights": [[1, 2, -1]], "biases": [0]}]}
    """

  private func command(_ network: String = positiveParts) throws -> Command {
    let command = try Command()
    _ = try command.folder.write(network, to: "net.json")
    return command
  }

  private static let arguments = [
    "net.json", "--standard-normal", "--accuracy", "1e-2", "--at", "0,1/2", "--quantile",
    "1/4,0.9", "--of-output", "2",
  ]

  /// The values and quantiles of the positive part of a Gaussian number, whatever else there is.
  @Test func values() async throws {
    let output = try await command().law(Self.arguments)
    #expect(output.summary.status == "complete" && output.patterns.count == 16)
    #expect(output.summary.outputSamples == 10_000)
    let distribution = output.summary.distribution
    try #require(distribution.count == 4)
    let half = Rational(1, 2)
    #expect(distribution[0].atMost?.status == "confident")
    #expect(distribution[0].atMost?.contains(half) == true)
    #expect(distribution[0].below?.contains(0) == true)
    #expect(distribution[0].below?.contains(half) == false)
    let above = try Rational(parsing: "0.69146246127401310363")
    #expect(distribution[1].atMost?.contains(above) == true)
    #expect(distribution[1].density?.status == "estimated")
    #expect(distribution[1].density?.standardError != nil)
    // The atom is a quantile, up to rounding.
    #expect(distribution[2].quantile?.contains(0) == true)
    #expect(try #require(distribution[2].quantile?.width) < Rational(10).power(-12))
    #expect(distribution[3].quantile?.contains(try Rational(parsing: "1.2815515655446")) == true)
    #expect(output.summary.output.mean?.count == 2)
    let run = try await command().run(["law"] + Self.arguments + ["--quiet"])
    for words in ["P(f_2 < 0)", "at most 0.0", "10000 random inputs", "estimates"] {
      #expect(run.output.contains(words), "\(words)")
    }
  }

  @Test func threads() async throws {
    let command = try command()
    var texts: [String] = []
    for threads in ["1", "2"] {
      let run = try await command.run(
        ["law"] + Self.arguments + ["--format", "jsonl", "--threads", threads, "--quiet"])
      texts.append(run.output)
    }
    #expect(texts[0] == texts[1] && texts[0].contains("outputSamples"))
  }

  /// Sampling in the plane, where the probabilities are known, with the moments of the input.
  @Test func methodSampling() async throws {
    let command = try command(Self.planar)
    let arguments = ["net.json", "--standard-normal", "--at", "1", "--conditional"]
    let enclosed = try await command.law(arguments + ["--method", "enclosure"])
    let sampled = try await command.law(
      arguments + ["--method", "sampling", "--accuracy", "3e-2"])
    #expect(enclosed.summary.level == nil && sampled.summary.level == "0.999999")
    #expect(sampled.patterns.count == 7)
    for pattern in sampled.patterns {
      let exact = try #require(enclosed.probability(pattern.pattern)?.bounds)
      #expect(pattern.probability.status == "confident")
      #expect(pattern.probability.contains(exact.lower, within: exact.upper - exact.lower))
      #expect(pattern.conditionalMean?.allSatisfy { $0.status == "estimated" } == true)
      #expect(pattern.conditionalCovariance?.count == 2)
    }
    let value = try #require(enclosed.summary.distribution.first?.atMost?.bounds)
    #expect(sampled.summary.distribution.first?.atMost?.contains(value.lower) == true)
  }

  /// What cannot be enclosed is refused where that is asked for.
  @Test func methodEnclosure() async throws {
    let run = try await command().run(
      "law", "net.json", "--standard-normal", "--method", "enclosure")
    run.expectRefusal(code: 75, saying: ["--method enclosure", "dimension 4", "at most 3"])
    let other = try await command().run("law", "net.json", "--standard-normal", "--method", "guess")
    #expect(other.status == 64 && other.diagnostics.contains("guess"))
    // Under uniform laws nothing is sampled, and the method says nothing.
    let uniform = try await command(Self.planar).law(
      ["net.json", "--uniform=-1:1", "--method", "sampling"])
    #expect(uniform.patterns.first?.probability.status == "exact")
  }

  /// A time that is over at once: what was found is written.
  @Test func timeLimit() async throws {
    let command = try command(Self.planar)
    let run = try await command.run(
      "law", "net.json", "--standard-normal", "--accuracy", "1e-2000", "--time-limit", "0.2s",
      "--at", "0,1,2,3,4,5,6,7,8,9", "--format", "json", "--quiet")
    #expect(run.status == 75)
    let output = try LawOutput(json: run.output)
    #expect(output.summary.status == "limitReached")
    #expect(output.summary.distribution.count < 10)
    let sampled = try await self.command().run(
      "law", "net.json", "--standard-normal", "--accuracy", "1e-5", "--time-limit", "0.5s",
      "--at", "0", "--of-output", "2", "--format", "json", "--quiet")
    #expect(sampled.status == 75)
    let part = try LawOutput(json: sampled.output)
    #expect(part.summary.status == "limitReached")
    // What is there of the sample is used, and right.
    let entry = part.summary.distribution.first
    #expect(entry == nil || entry?.atMost?.contains(Rational(1, 2)) == true)
  }

  /// The singular values of each Jacobian.
  @Test func spectra() async throws {
    let output = try await command().law(["net.json", "--standard-normal", "--spectra"])
    let spectra = try #require(output.summary.spectra)
    #expect(spectra.count == 16 && spectra.allSatisfy { $0.singularValues.count == 2 })
    #expect(spectra.allSatisfy { $0.singularValues.allSatisfy { $0.status == "estimated" } })
    // One row of ones, of which the second row has the first.
    let all = try #require(spectra.first { $0.patterns == ["1111"] })
    let largest = try #require(all.singularValues[0].value.flatMap(Double.init))
    // The eigenvalues of [[4, 1], [1, 1]].
    #expect((largest * largest - (5 + 13.0.squareRoot()) / 2).magnitude < 1e-12)
    let text = try await command().run("law", "net.json", "--standard-normal", "--spectra")
    #expect(text.output.contains("Singular values of the Jacobian, 16 different ones"))
  }
}
