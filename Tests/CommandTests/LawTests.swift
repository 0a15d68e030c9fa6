import ExactAlgebra
import Foundation
import Programs
import Testing

/// Laws of networks in closed form, and of the networks of the examples, as a user asks for them.
@Suite struct LawTests {
  /// The two coordinates and a third neuron that is their sum less one.
  private static let planar = """
    {"widths": [2, 3, 1], "layers": [
      {"weights": [[1, 0], [0, 1], [1, 1]], "biases": [0, 0, -1]},
      {"weights": [[1, 2, -1]], "biases": [0]}]}
    """
  /// The positive part of a number, and its negative.
  private static let positivePart = """
    {"widths": [1, 1, 2], "layers": [{"weights": [[1]]}, {"weights": [[1], [-1]]}]}
    """
  private static let moonsNetwork = ExampleTests.examples.appending(
    path: "two-moons/step-1000.safetensors"
  ).path(percentEncoded: false)
  private static let moonsLaw = """
    mixture:
      - {weight: 1/2, mean: [0, 1/2], covariance: [[1/2, 0], [0, 1/10]], label: upper}
      - {weight: 1/2, mean: [1, 0], covariance: [[1/2, -1/20], [-1/20, 1/10]], label: lower}
    """

  private func command(_ network: String = planar, law: String? = nil) throws -> Command {
    let command = try Command()
    _ = try command.folder.write(network, to: "net.json")
    if let law { _ = try command.folder.write(law, to: "law.yaml") }
    return command
  }

  private func tolerance(_ exponent: Int) -> Rational { Rational(10).power(exponent) }

  /// Positive parts of a Gaussian number: an atom of 1/2 at 0, and half of the density beyond.
  @Test func positivePartOfAGaussianNumber() async throws {
    let output = try await command(Self.positivePart).law(
      ["net.json", "--standard-normal", "--at", "-1,0,1", "--quantile", "1/4,0.75"])
    #expect(output.summary.status == "complete" && output.summary.patternCount == 2)
    #expect(output.summary.input.kind == "gaussian" && output.summary.input.dimension == 1)
    #expect(output.patterns.map(\.pattern) == ["0", "1"])
    let half = Rational(1, 2)
    #expect(output.patterns.allSatisfy { $0.probability.contains(half) })
    #expect(output.summary.mass.contains(1))
    #expect(output.summary.remainingMass.fraction == "0")
    let logarithm = try Rational(parsing: "0.69314718055994530942")
    #expect(output.summary.entropy.contains(logarithm, within: tolerance(-19)))
    #expect(output.summary.entropyBits.contains(1))
    #expect(output.summary.output.atoms.map(\.output) == [1, 2])
    #expect(output.summary.output.atoms.allSatisfy { $0.value.value == 0 })
    #expect(output.summary.output.atoms.allSatisfy { $0.probability.contains(half) })
    let mean = try Rational(parsing: "0.39894228040143267794")
    let variance = try Rational(parsing: "0.34084505690810466423")
    let moments = output.summary.output
    let means = try #require(moments.mean)
    let covariance = try #require(moments.covariance)
    #expect(means[0].contains(mean, within: tolerance(-19)))
    #expect(means[1].contains(-mean, within: tolerance(-19)))
    #expect(covariance[0][1].contains(-variance, within: tolerance(-19)))
    // Both outputs, and for each of them three values and two quantiles.
    let distribution = output.summary.distribution
    #expect(distribution.map(\.output) == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    #expect(distribution[0].atMost?.contains(0) == true)
    // Nothing is below the atom, exactly.
    #expect(distribution[1].atMost?.contains(half) == true)
    #expect(distribution[1].below?.fraction == "0")
    let above = try Rational(parsing: "0.84134474606854294859")
    #expect(distribution[2].atMost?.contains(above, within: tolerance(-19)) == true)
    #expect(distribution[3].quantile?.fraction == "0")
    let quantile = try Rational(parsing: "0.67448975019608174320")
    #expect(distribution[4].quantile?.contains(quantile, within: tolerance(-19)) == true)
    #expect(try #require(distribution[4].quantile?.width) < tolerance(-8))
    // The negative of it: never above 0, and 0 with probability 1/2.
    #expect(distribution[6].atMost?.contains(1) == true)
    #expect(distribution[6].below?.contains(half) == true)
  }

  /// Squares and triangles: ratios of areas.
  @Test func uniformLaw() async throws {
    let output = try await command().law(
      ["net.json", "--uniform=-1:1", "--conditional", "--at", "0,1"])
    #expect(
      output.patterns.map { "\($0.pattern) \($0.probability.fraction ?? "")" }
        == ["000 1/4", "010 1/4", "100 1/4", "110 1/8", "111 1/8"])
    #expect(output.summary.mass.fraction == "1" && output.summary.input.kind == "uniform")
    #expect(output.patterns[0].conditionalMean?.map(\.fraction) == ["-1/2", "-1/2"])
    #expect(
      output.patterns[4].conditionalCovariance?.map { $0.map(\.fraction) }
        == [["1/18", "-1/36"], ["-1/36", "1/18"]])
    #expect(output.patterns[1].map.rows == [[0, 2, 0]])
    #expect(output.summary.output.mean?.map(\.fraction) == ["17/24"])
    #expect(output.summary.distribution.map(\.atMost?.fraction) == ["1/4", "11/16"])
    #expect(output.summary.distribution.map(\.below?.fraction) == ["0", "11/16"])
    // 9/4 bits.
    #expect(output.summary.entropyBits.contains(Rational(9, 4)))
  }

  /// A pre-activation of zero is inactive; points in one region are put together.
  @Test func lawOfPoints() async throws {
    let command = try command()
    _ = try command.folder.write("0,0\n1,0\n2,3\n1,2\n", to: "points.csv")
    _ = try command.folder.write("1/2\n1/6\n1/12\n1/4\n", to: "weights.csv")
    let output = try await command.law(
      ["net.json", "--points", "points.csv", "--weights", "weights.csv"])
    #expect(
      output.patterns.map { "\($0.pattern) \($0.probability.fraction ?? "")" }
        == ["000 1/2", "111 1/3", "100 1/6"])
    #expect(output.summary.output.atoms.map(\.value.value) == [0, 1, 3, 4])
    #expect(
      output.summary.output.atoms.map(\.probability.fraction) == ["1/2", "1/6", "1/4", "1/12"])
  }

  /// Equal maps are put together: two neurons that cancel.
  @Test func equalMaps() async throws {
    let network = """
      {"widths": [1, 2, 1], "layers": [
        {"weights": [[1], [1]], "biases": [0, -1]}, {"weights": [[1, 0]], "biases": [0]}]}
      """
    let output = try await command(network).law(["net.json", "--uniform=-2:2"])
    #expect(output.patterns.count == 3 && output.summary.affineMapCount == 2)
    let maps = try #require(output.summary.affineMaps)
    #expect(maps.map(\.patterns) == [["00"], ["10", "11"]])
    #expect(maps.map(\.probability.fraction) == ["1/2", "1/2"])
  }

  /// The example network under a mixture: all patterns, and the sum of their probabilities.
  @Test func moons() async throws {
    let command = try command(law: Self.moonsLaw)
    let arguments = [Self.moonsNetwork, "--input", "law.yaml"]
    let output = try await command.law(arguments + ["--at", "0"])
    let summary = output.summary
    #expect(summary.status == "complete" && summary.input.kind == "mixture")
    #expect(output.patterns.count > 200 && summary.count == output.patterns.count)
    #expect(summary.patternCount == summary.count)
    #expect(Set(output.patterns.map(\.pattern)).count == summary.count)
    #expect(summary.mass.contains(1))
    #expect(try #require(summary.mass.width) < tolerance(-12))
    let midpoints = output.patterns.compactMap { pattern -> Rational? in
      guard let bounds = pattern.probability.bounds else {
        // So small that its exponent is not read, but not zero.
        #expect(pattern.probability.lower?.contains("e-") == true)
        return nil
      }
      #expect(bounds.lower > 0 && bounds.upper - bounds.lower <= bounds.upper * tolerance(-11))
      return bounds.lower + bounds.upper
    }
    #expect(midpoints == midpoints.sorted(by: >) && midpoints.count > 200)
    // The first layers: their masses are sums, and the last law is that of the whole pattern.
    #expect(summary.layers.map(\.layer) == [1, 2])
    #expect(summary.layers[1].patternCount == summary.count)
    let first = try #require(summary.layers[0].patterns)
    #expect(first.count == summary.layers[0].patternCount && first.count > 30)
    #expect(summary.distribution.count == 1)
    // The same on lines, and for any number of threads.
    let run = try await command.run(
      ["law"] + arguments + ["--format", "jsonl", "--threads", "1", "--quiet"])
    let lines = try LawOutput(lines: run.output)
    #expect(lines.patterns.map(\.pattern) == output.patterns.map(\.pattern))
    #expect(
      lines.patterns.map(\.probability.lower) == output.patterns.map(\.probability.lower))
  }

  /// As many patterns as are needed, with the proof that the others have at most that mass.
  @Test func support() async throws {
    let command = try command(law: Self.moonsLaw)
    let arguments = [Self.moonsNetwork, "--input", "law.yaml", "--at", "0"]
    let all = try await command.law(arguments)
    let support = try await command.law(arguments + ["--epsilon", "0.01"])
    #expect(support.summary.status == "supportReached")
    #expect(support.summary.patternCount == all.summary.count)
    #expect(support.patterns.count > 5 && support.patterns.count < all.patterns.count)
    let rest = try #require(support.summary.remainingMass.bounds)
    #expect(rest.upper <= Rational(1, 100) && rest.upper > 0)
    for pattern in support.patterns {
      let same = try #require(all.probability(pattern.pattern)?.bounds)
      let own = try #require(pattern.probability.bounds)
      #expect(own.lower <= same.upper && same.lower <= own.upper)
    }
    // The mass that is not listed may be on either side of the value.
    let share = try #require(all.summary.distribution.first?.atMost?.bounds)
    let bounds = try #require(support.summary.distribution.first?.atMost?.bounds)
    #expect(bounds.lower <= share.upper && share.lower <= bounds.upper)
    #expect(bounds.upper - bounds.lower > tolerance(-4))
  }

  @Test func limits() async throws {
    let output = try await command().law(
      ["net.json", "--standard-normal", "--max-patterns", "3"], exit: 75)
    #expect(output.summary.status == "limitReached" && output.patterns.count == 3)
    let (mass, rest) = (output.summary.mass, output.summary.remainingMass)
    let (massBounds, restBounds) = (try #require(mass.bounds), try #require(rest.bounds))
    #expect((massBounds.upper + restBounds.upper - 1).magnitude < tolerance(-12))
    let support = try await command().law(
      ["net.json", "--standard-normal", "--epsilon", "0.3", "--quantile", "1/2"], exit: 75)
    #expect(support.summary.distribution.count == 1)
    #expect(support.summary.distribution[0].quantile == nil)
  }

  /// More digits where they are asked for.
  @Test func accuracy() async throws {
    let output = try await command().law(
      ["net.json", "--standard-normal", "--accuracy", "1e-40"])
    #expect(output.patterns.count == 7)
    #expect(output.patterns.allSatisfy { $0.probability.width! < tolerance(-40) })
    #expect(output.probability("000")?.contains(Rational(1, 4)) == true)
  }

  @Test func text() async throws {
    let command = try command(law: Self.moonsLaw)
    let run = try await command.run("law", "net.json", "--standard-normal", "--at", "0")
    #expect(run.isSuccess)
    for words in [
      "The law of 2,3,1 under the standard normal law on 2 coordinates", "patterns     7",
      "000  0.25  ", "mean of f_1      0.9971856128300", "P(f_1 = 0)  0.25", "P(f_1 <= 0)",
      "Complete: all patterns",
    ] { #expect(run.output.contains(words), "\(words)") }
    // Long lists are shortened, and not where all are asked for.
    let arguments = ["law", Self.moonsNetwork, "--input", "law.yaml", "--epsilon", "0.01"]
    let short = try await command.run(arguments)
    #expect(short.isSuccess && short.output.contains("more (--list)"))
    #expect(short.output.count(where: \.isNewline) < 60)
    let long = try await command.run(arguments + ["--list"])
    #expect(long.output.count(where: \.isNewline) > short.output.count(where: \.isNewline))
    let none = try await command.run(arguments + ["--no-list"])
    #expect(none.output.count(where: \.isNewline) < short.output.count(where: \.isNewline))
  }

  private static let refusedRuns: [(arguments: [String], code: Int32, words: [String])] = [
    (["net.json"], 64, ["no law"]),
    (["--standard-normal"], 64, ["no network"]),
    (["net.json", "--network", "net.json", "--standard-normal"], 64, ["not both"]),
    (["net.json", "--standard-normal", "--uniform=0:1"], 64, ["expected one law"]),
    (["-", "--input", "-"], 64, ["- twice"]),
    (["net.json", "--input", "law.yaml"], 65, ["law.yaml:1:", "3 coordinates", "expected 2"]),
    (["net.json", "--points", "points.csv"], 65, ["points.csv:1", "3", "expected 2"]),
    (["net.json", "--uniform=0:1,0:1,0:1"], 65, ["--uniform", "3 pairs", "expected 2"]),
    (["net.json", "--uniform=1:0"], 65, ["--uniform", "coordinate 1", "between 1 and 0"]),
    (["net.json", "--input", "empty.yaml"], 65, ["empty.yaml", "no inner points"]),
    (["net.json", "--input", "nan.yaml"], 65, ["nan.yaml", "NaN"]),
    (["none.json", "--standard-normal"], 65, ["none.json", "no such file"]),
    (["net.json", "--standard-normal", "--at", "nan"], 64, ["--at", "'nan'"]),
    (["net.json", "--standard-normal", "--at", "0,,1"], 64, ["--at"]),
    (["net.json", "--standard-normal", "--quantile", "0"], 64, ["--quantile", "'0'", "between"]),
    (["net.json", "--standard-normal", "--quantile", "1/2,1"], 64, ["--quantile", "'1'"]),
    (["net.json", "--standard-normal", "--quantile", "-0.1"], 64, ["--quantile", "'-0.1'"]),
    (["net.json", "--standard-normal", "--quantile", "nan"], 64, ["--quantile", "'nan'"]),
    (
      ["net.json", "--standard-normal", "--at", "0", "--of-output", "0"], 64,
      ["--of-output", "from 1 to 1"]
    ),
    (
      ["net.json", "--standard-normal", "--at", "0", "--of-output", "2"], 64,
      ["--of-output: 2", "from 1 to 1"]
    ),
    (["net.json", "--standard-normal", "--of-output", "1"], 64, ["--of-output needs"]),
    (["net.json", "--standard-normal", "--epsilon", "0"], 64, ["--epsilon", "between 0 and 1"]),
    (["net.json", "--standard-normal", "--epsilon", "NaN"], 64, ["--epsilon", "NaN"]),
    (["net.json", "--standard-normal", "--accuracy", "2"], 64, ["--accuracy", "between 0 and 1"]),
    (["net.json", "--standard-normal", "--level", "1"], 64, ["--level", "between 0 and 1"]),
    (["net.json", "--standard-normal", "--samples", "0"], 64, ["--samples: 0"]),
    (["net.json", "--standard-normal", "--max-patterns", "0"], 64, ["--max-patterns: 0"]),
  ]

  @Test(arguments: refusedRuns.indices)
  func refusals(number: Int) async throws {
    let (arguments, code, words) = Self.refusedRuns[number]
    let command = try command(
      law: "gaussian: {mean: [0, 0, 0], covariance: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}\n")
    _ = try command.folder.write("1,2,3\n", to: "points.csv")
    _ = try command.folder.write(
      "uniform: {polytope: [[1, 0, 0], [-1, 0, -1], [0, 1, 0], [0, -1, 1]]}", to: "empty.yaml")
    _ = try command.folder.write(
      "gaussian: {mean: [0, NaN], covariance: [[1, 0], [0, 1]]}", to: "nan.yaml")
    let run = try await command.run(["law"] + arguments)
    run.expectRefusal(code: code, saying: words)
  }
}
