import ExactAlgebra
import Foundation
import Programs
import Testing

/// Probabilities that other programs got wrong or did not give, as a user types them.
@Suite struct MeasureTests {
  /// A number as reports have it.
  private struct Number: Decodable {
    let status: String
    let value: String
    let lower: String?
    let upper: String?
    let logarithm: String?
    let fraction: String?
    let level: String?
  }

  private struct Report: Decodable {
    let probability: Number
    let integralDimension: Int?
    let mean: [Number]?
    let covariance: [[Number]]?
    let status: String
    let seed: UInt64?
  }

  /// A run, with a law in `law.yaml` and inequalities in `polytope.csv`.
  private func measure(
    _ options: [String], law: String? = nil, polytope: String? = nil
  ) async throws -> Report {
    let command = try Command()
    if let law { _ = try command.folder.write(law, to: "law.yaml") }
    if let polytope { _ = try command.folder.write(polytope, to: "polytope.csv") }
    let run = try await command.run(
      ["measure"] + (law == nil ? [] : ["law.yaml"])
        + (polytope == nil ? [] : ["--polytope", "polytope.csv"]) + options
        + ["--format", "json", "--quiet"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  /// Checks that a number is enclosed, and the digits that are known of it: the last of them may be
  /// rounded.
  private func expect(
    _ number: Number, near digits: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(number.status == "enclosed", sourceLocation: location)
    let known = try Rational(parsing: digits)
    let exponent = digits.split(separator: "e").dropFirst().first.flatMap { Int($0) } ?? 0
    let mantissa = digits.prefix { $0 != "e" }
    let decimals = mantissa.split(separator: ".").dropFirst().first?.count ?? 0
    let unit = Rational(10).power(exponent - decimals)
    let lower = try Rational(parsing: #require(number.lower))
    let upper = try Rational(parsing: #require(number.upper))
    #expect(
      lower <= known + unit && known - unit <= upper, "\(number)", sourceLocation: location)
    #expect(upper - lower <= known.magnitude * Rational(10).power(-14), sourceLocation: location)
  }

  private func gaussian(_ covariance: String, mean: String = "[0, 0]") -> String {
    "gaussian: {mean: \(mean), covariance: \(covariance)}"
  }

  /// A distribution function at a point that is not symmetric; NaN elsewhere.
  @Test func independentCoordinates() async throws {
    let report = try await measure(["--box=:0.25,:1"], law: gaussian("[[1, 0], [0, 1]]"))
    try expect(report.probability, near: "0.50371842155132983421")
    #expect(report.integralDimension == 2 && report.status == "complete")
  }

  /// Two coordinates without bounds: the integral has dimension 1.
  @Test func freeCoordinates() async throws {
    let report = try await measure(["--standard-normal", "--half-space=1,0,0,0"])
    #expect(report.integralDimension == 1)
    try expect(report.probability, near: "0.5")
  }

  /// Bounds in the wrong order: an empty set in every dimension.
  @Test(arguments: ["--box=1:0,0:1", "--box=0:1,1:0,0:1"])
  func emptyBoxes(box: String) async throws {
    let report = try await measure(["--standard-normal", box])
    #expect(report.probability.status == "exact" && report.probability.fraction == "0")
    let count = box.count { $0 == ":" }
    let right = try await measure(
      [
        "--standard-normal",
        "--box=" + Array(repeating: "0:1", count: count).joined(separator: ","),
      ])
    try expect(
      right.probability, near: count == 2 ? "0.11651623566859806675" : "0.039772204877160113623")
  }

  /// The orthant of many independent coordinates is small, and that is right.
  @Test func orthantOfAHundredCoordinates() async throws {
    let box = "--box=" + Array(repeating: ":0", count: 100).joined(separator: ",")
    let report = try await measure(["--standard-normal", box])
    try expect(report.probability, near: "7.8886090522101180541e-31")
  }

  /// A law on a line of the plane.
  @Test func singularCovariance() async throws {
    let law = gaussian("[[1, 1], [1, 1]]")
    try expect(try await measure(["--box=0:,0:"], law: law).probability, near: "0.5")
    let cases = [
      (["--box=0:,:0", "--open"], "0"), (["--half-space=1,-1,0", "--open"], "0"),
      (["--half-space=1,-1,0"], "1"), (["--half-space=1,-1,0", "--half-space=-1,1,0"], "1"),
    ]
    for (options, fraction) in cases {
      let probability = try await measure(options, law: law).probability
      #expect(probability.status == "exact" && probability.fraction == fraction, "\(options)")
    }
  }

  @Test func correlatedQuadrant() async throws {
    let report = try await measure(["--box=:0"], law: gaussian("[[1, .5], [.5, 1]]"))
    try expect(report.probability, near: "0.33333333333333333333")
  }

  /// A coordinate without a limit does not count.
  @Test func infiniteLimits() async throws {
    let law = gaussian(
      "[[1, -0.43, 0.2], [-0.43, 1, 0.1], [0.2, 0.1, 1]]", mean: "[0, 0, 0]")
    let report = try await measure(["--box=:0,:0,:inf"], law: law)
    try expect(report.probability, near: "0.17925677738202119325")
    #expect(report.integralDimension == 2)
    try expect(try await measure(["--box=:0,:,:"], law: law).probability, near: "0.5")
    let planar = gaussian("[[1, .5], [.5, 1]]")
    try expect(
      try await measure(["--box=-inf:inf,-inf:0.7"], law: planar).probability,
      near: "0.75803634777692698525")
  }

  @Test func differentScales() async throws {
    let report = try await measure(["--box=-1:3,-2:4"], law: gaussian("[[1, 1], [1, 4]]"))
    try expect(report.probability, near: "0.721712292967430942890528262104")
  }

  /// A truncated law of badly scaled data: ratio of two probabilities.
  @Test func badlyScaledData() async throws {
    let law = gaussian(
      "[[36407.0005966, -1167.50805662], [-1167.50805662, 290.76915744]]",
      mean: "[344.31293403, 62.6937066]")
    let whole = try await measure(["--box=0:740,0:76.2"], law: law).probability
    try expect(whole, near: "0.749595729379045")
    let part = try await measure(["--box=0:100,0:50"], law: law).probability
    let bounds = try [part.lower, part.upper].map { try Rational(parsing: #require($0)) }
    let ratio = try bounds[0] / Rational(parsing: whole.value)
    let expected = try Rational(parsing: "0.00729042443308408")
    #expect((ratio - expected).magnitude < Rational(10).power(-16))
  }

  @Test(arguments: [
    ("--box=0:", "-2.0794415416798359283"), ("--box=1:", "-4.0126967123821123607"),
  ])
  func independentCube(box: String, logarithm: String) async throws {
    let law = gaussian("[[1, 0, 0], [0, 4, 0], [0, 0, 9]]", mean: "[0, 0, 0]")
    let probability = try await measure([box], law: law).probability
    #expect(probability.status == "enclosed")
    let value = try #require(Double(probability.value))
    let expected = try #require(Double(logarithm))
    #expect(abs(log(value) - expected) < 1e-13)
  }

  /// Nothing underflows: the logarithm stands beside the number.
  @Test(arguments: [
    ("--box=40:", "-804.60844201375378817"), ("--box=:-50", "-1254.8313611394199013"),
    ("--box=-60.001:-60", "-1807.8565439808583579"),
    ("--box=-30.001:-30", "-457.8416564778859801"),
  ])
  func farTails(box: String, logarithm: String) async throws {
    let probability = try await measure(["--standard-normal", box]).probability
    #expect(probability.status == "enclosed")
    guard let text = probability.logarithm else {
      let value = try #require(Double(probability.value))
      #expect(abs(log(value) - Double(logarithm)!) < 1e-12)
      return
    }
    let difference = try Rational(parsing: text) - Rational(parsing: logarithm)
    #expect(difference.magnitude < Rational(10).power(-14))
  }

  /// Owen's function with an infinite slope: the points with `x > h` above the first axis, times 1/2.
  @Test func quadrantBeyondAHeight() async throws {
    let quarter = try await measure(["--standard-normal", "--box=0:,0:"])
    try expect(quarter.probability, near: "0.25")
    let tail = try await measure(["--standard-normal", "--box=1:,0:"])
    try expect(tail.probability, near: "0.079327626965728525707")
  }

  /// Lower and upper tails at a point that is not symmetric add up.
  @Test func tailsAreNotMixedUp() async throws {
    let law = gaussian("[[1, 3/5], [3/5, 1]]")
    let below = try await measure(["--box=:1,:-1/2"], law: law).probability
    let beyond = try await measure(["--box=1:,-1/2:"], law: law).probability
    let first = try await measure(["--box=1:,:"], law: law).probability
    let second = try await measure(["--box=:,:-1/2"], law: law).probability
    let values = try [below, beyond, first, second].map { try Rational(parsing: $0.value) }
    // P(X <= 1, Y <= -1/2) = P(Y <= -1/2) - P(X > 1) + P(X > 1, Y > -1/2).
    let difference = values[0] - (values[3] - values[2] + values[1])
    #expect(difference.magnitude < Rational(10).power(-15))
    try expect(first, near: "0.15865525393145705142")
  }

  /// Ratios of areas and sums of weights are exact; a boundary counts where it belongs to the set.
  @Test func exactLaws() async throws {
    let triangle = "1,0,0\n0,1,0\n-1,-1,1\n"
    let uniform = try await measure(
      ["--moments"], law: "uniform: {box: [[0, 1], [0, 1]]}", polytope: triangle)
    #expect(uniform.probability.fraction == "1/2" && uniform.integralDimension == nil)
    #expect(uniform.mean?.map(\.fraction) == ["1/3", "1/3"])
    #expect(
      uniform.covariance?.map { $0.map(\.fraction) } == [["1/18", "-1/36"], ["-1/36", "1/18"]])
    let command = try Command()
    _ = try command.folder.write("x,y\n0,0\n1,2\n1,2\n3,0\n", to: "points.csv")
    for (options, value) in [([], "0.75"), (["--open"], "0.25")] {
      let run = try await command.run(
        ["measure", "--points", "points.csv", "--half-space=1,0,-1", "--format", "json"] + options)
      let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
      #expect(report.probability.status == "exact" && report.probability.value == value)
    }
  }

  /// Parts count by their weights, which are exact decimals.
  @Test func mixtures() async throws {
    let report = try await measure(
      ["--box=0:,:"],
      law: """
        mixture:
          - {weight: 0.3, mean: [0, 0], covariance: [[1, 0], [0, 1]], label: middle}
          - {weight: 0.7, mean: [1, 0], factor: [[1], [2]]}
        """)
    try expect(report.probability, near: "0.73894132224798006401")
    #expect(report.integralDimension == 1)
  }

  @Test func text() async throws {
    let run = try await Command().run("measure", "--standard-normal", "--box=0:,1:")
    #expect(run.isSuccess)
    for words in [
      "the standard normal law on 2 coordinates", "Dimension of the integral: 2",
      "Probability  0.0793276269657285257", "proved: between 0.0793276",
    ] { #expect(run.output.contains(words), "\(words)") }
  }

  /// What cannot be had is said, with what was reached: parts cancel in thousands of digits here.
  @Test func accuracyOutOfReach() async throws {
    let run = try await Command().run(
      "measure", "--standard-normal", "--box=0:1e-5000", "--format", "json")
    #expect(run.status == 75)
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.status == "limitReached" && report.probability.status == "enclosed")
    let upper = try Rational(parsing: #require(report.probability.upper))
    #expect(upper > 0 && upper < Rational(10).power(-300))
    #expect(run.diagnosticLines.count == 1 && run.diagnostics.contains("accuracy"))
  }

  /// A time limit ends an enclosure of thousands of digits in the midst, with those that were found: by mpmath
  /// `P(X > 1, X + Y > 1, X + Z > 1)`, an integral over one coordinate.
  @Test func accuracyThatTakesTooLong() async throws {
    let run = try await Command().run(
      "measure", "--standard-normal", "--half-space=1,0,0,-1", "--half-space=1,1,0,-1",
      "--half-space=1,0,1,-1", "--accuracy", "1e-4000", "--time-limit", "0.1s", "--format", "json")
    #expect(run.status == 75)
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.status == "limitReached")
    try expect(report.probability, near: "0.07621959907977850309805176275305")
  }

  // MARK: high dimension

  /// A law with one common factor: 1/(d+1), enclosed; and the same by sampling, at the level.
  @Test func equicorrelated() async throws {
    let rows = (0..<6).map { row in (0..<6).map { $0 == row ? "2" : "1" }.joined(separator: ",") }
    let law =
      "gaussian: {mean: [0,0,0,0,0,0], covariance: [[" + rows.joined(separator: "],[") + "]]}"
    let enclosed = try await measure(["--box=0:"], law: law)
    #expect(enclosed.probability.status == "enclosed" && enclosed.integralDimension == 6)
    let options = ["--box=0:", "--method", "sampling", "--accuracy", "0.05", "--level", "0.999"]
    let sampled = try await measure(options, law: law)
    #expect(sampled.probability.status == "confident" && sampled.probability.level == "0.999")
    #expect(sampled.seed == 1)
    for report in [enclosed, sampled] {
      #expect(try Rational(parsing: #require(report.probability.lower)) <= Rational(1, 7))
      #expect(try Rational(parsing: #require(report.probability.upper)) >= Rational(1, 7))
    }
    // The same for any number of threads.
    let again = try await measure(options + ["--threads", "3"], law: law)
    #expect(again.probability.value == sampled.probability.value)
    #expect(again.probability.upper == sampled.probability.upper)
  }

  /// A chain of correlations -1/2: 1/(d+1)!, with the digits that are asked for, and by samples.
  @Test func chain() async throws {
    let law = """
      gaussian:
        mean: [0, 0, 0, 0]
        covariance: [[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]]
      """
    for options in [[], ["--accuracy", "1e-25"], ["--method", "enclosure"]] {
      let report = try await measure(["--box=0:"] + options, law: law)
      #expect(report.probability.status == "enclosed" && report.status == "complete")
      #expect(try Rational(parsing: #require(report.probability.lower)) <= Rational(1, 120))
      #expect(try Rational(parsing: #require(report.probability.upper)) >= Rational(1, 120))
    }
    let sampled = try await measure(
      ["--box=0:", "--accuracy", "0.02", "--method", "sampling"], law: law)
    #expect(sampled.probability.status == "confident" && sampled.status == "complete")
    #expect(try Rational(parsing: #require(sampled.probability.lower)) <= Rational(1, 120))
    #expect(try Rational(parsing: #require(sampled.probability.upper)) >= Rational(1, 120))
  }

  /// Four numbers around a circle, each correlated with both neighbours: no structure is found.
  @Test func withoutStructure() async throws {
    let law = """
      gaussian:
        mean: [0, 0, 0, 0]
        covariance: [[3, 1, 0, 1], [1, 3, 1, 0], [0, 1, 3, 1], [1, 0, 1, 3]]
      """
    let report = try await measure(["--box=0:", "--accuracy", "0.02"], law: law)
    #expect(report.probability.status == "confident" && report.status == "complete")
    let command = try Command()
    _ = try command.folder.write(law, to: "law.yaml")
    try await command.run("measure", "law.yaml", "--box=0:", "--method", "enclosure")
      .expectRefusal(code: 75, saying: ["dimension 4", "at most 3"])
    let short = try await command.run("measure", "law.yaml", "--box=0:", "--samples", "100")
    #expect(short.status == 75 && short.output.contains("was not reached"))
  }

  // MARK: moments

  /// A truncated law of one coordinate that other programs got wrong.
  private static let truncations: [(law: String, box: String, mean: String?, variance: String?)] = [
    ("mean: [3], covariance: [[100]]", "7:8", nil, "0.083297130072635108705"),
    (
      "mean: [1], covariance: [[0.01]]", "0:1", "0.92021154391971346441", "0.0036338022763241865692"
    ),
    ("mean: [2], covariance: [[4]]", "0:", "2.5751999418783567225", "2.5187451431064216034"),
    // 1 - 2/pi.
    ("mean: [0], covariance: [[1]]", "0:", nil, "0.36338022763241865692"),
    (
      "mean: [7500], covariance: [[225000000]]", "0:", "15137.406507555502287",
      "109389473.03168259823"
    ),
    ("mean: [54000], factor: [[2.97]]", ":0", "-0.00016334999901173251495", nil),
  ]

  @Test(arguments: truncations.indices)
  func truncatedLaws(number: Int) async throws {
    let (law, box, mean, variance) = Self.truncations[number]
    let report = try await measure(["--box=\(box)", "--moments"], law: "gaussian: {\(law)}")
    let means = try #require(report.mean)
    let covariance = try #require(report.covariance)
    #expect(means.count == 1 && covariance.count == 1 && covariance[0].count == 1)
    if let mean { try expect(means[0], near: mean) }
    if let variance { try expect(covariance[0][0], near: variance) }
  }

  /// `P(X < 8.3 | X > 8)` as a ratio of two reports.
  @Test func conditionalProbability() async throws {
    let part = try await measure(["--standard-normal", "--box=8:8.3"]).probability
    let whole = try await measure(["--standard-normal", "--box=8:"]).probability
    let ratio = try Rational(parsing: part.value) / Rational(parsing: whole.value)
    let expected = try Rational(parsing: "0.91632209073275406542")
    #expect((ratio - expected).magnitude < Rational(10).power(-14))
  }

  /// The quadrant of two independent coordinates: means sqrt(2/pi), variances 1 - 2/pi, no covariance.
  @Test func momentsInThePlane() async throws {
    let report = try await measure(["--standard-normal", "--box=0:,0:", "--moments"])
    let means = try #require(report.mean)
    let covariance = try #require(report.covariance)
    #expect(means.count == 2 && covariance.map(\.count) == [2, 2])
    for mean in means { try expect(mean, near: "0.79788456080286535588") }
    for axis in 0..<2 { try expect(covariance[axis][axis], near: "0.36338022763241865692") }
    let mixed = covariance[0][1]
    let bounds = try [mixed.lower, mixed.upper].map { try Rational(parsing: #require($0)) }
    #expect(bounds[0] <= 0 && 0 <= bounds[1])
    #expect(bounds[1] - bounds[0] < Rational(10).power(-12))
  }

  /// Without mass there are no moments.
  @Test func momentsOfNothing() async throws {
    let report = try await measure(["--standard-normal", "--box=1:0", "--moments"])
    #expect(report.probability.fraction == "0" && report.mean == nil && report.covariance == nil)
  }
}
