import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
import Testing

@testable import RandomNetworks

/// Distributions of outputs from random inputs, beside closed forms and enclosures.
@Suite struct SampledOutputTests {
  /// The sum of five inputs, by a pair of neurons for each, and the positive part of the first.
  private static let sum: Network = {
    let unit = (0..<5).map { row in (0..<5).map { $0 == row ? 1 : 0 as Rational } }
    let signs = (0..<5).map { _ in 1 as Rational } + (0..<5).map { _ in -1 }
    return try! Network(layers: [
      .init(weights: unit + unit.map { $0.map { -$0 } }),
      .init(weights: [signs, (0..<10).map { $0 == 0 ? 1 : 0 }]),
    ])
  }()

  private static let question = NetworkLaw.OutputQuestion(
    outputs: [0, 1], values: [-1, 0, 2], probabilities: [Rational(1, 100), Rational(3, 4)])

  private static func options(accuracy: Double, threads: Int = 2) -> NetworkLaw.Options {
    var options = NetworkLaw.Options()
    options.samplingAccuracy = accuracy
    options.threads = threads
    return options
  }

  private static func normal(_ value: Double, deviation: Double) -> Double {
    let number = Ball(Rational(exactly: value / deviation)!, precision: 64).normalCDF()
    return (number.lowerDouble + number.upperDouble) / 2
  }

  private static func contains(_ number: ReportedNumber?, _ value: Double) -> Bool {
    guard case .confident(let ball, _)? = number else { return false }
    return ball.lowerDouble <= value + 1e-12 && value - 1e-12 <= ball.upperDouble
  }

  /// Five directions, where a Gaussian number and its positive part are known.
  @Test func closedForms() async throws {
    let options = Self.options(accuracy: 1e-2)
    let law = try await NetworkLaw(
      of: Self.sum, under: .standardNormal(dimension: 5), options: options, asking: Self.question)
    #expect(law.isSampled && law.answer.isComplete && law.answer.sampleCount == 10_000)
    let answer = law.answer.distributions
    try #require(answer.count == 2 && answer.allSatisfy { $0.values.count == 3 })
    let deviation = 5.0.squareRoot()
    for entry in answer[0].values {
      let value = Double(approximating: entry.value)
      let expected = Self.normal(value, deviation: deviation)
      #expect(Self.contains(entry.atMost, expected) && Self.contains(entry.below, expected))
      let ball = try #require(entry.atMost.ball)
      #expect(ball.upperDouble - ball.lowerDouble < 0.08)
      guard case .estimated(let density, let error) = entry.density else {
        Issue.record("a density that is no estimate")
        continue
      }
      let exact = Ball(Rational(exactly: value / deviation)!, precision: 64).normalDensity()
      #expect((density - exact.lowerDouble / deviation).magnitude < 6 * error)
    }
    #expect(Self.contains(answer[0].quantiles[0].value, -2.326_347_874_040_841 * deviation))
    #expect(Self.contains(answer[0].quantiles[1].value, 0.674_489_750_196_081_7 * deviation))
    // The atom is told apart from what is below it, and nothing is lost to rounding at it.
    let part = answer[1].values
    #expect(Self.contains(part[0].atMost, 0) && Self.contains(part[1].below, 0))
    #expect(try #require(part[1].below.ball).upperDouble < 0.01)
    #expect(Self.contains(part[1].atMost, 0.5))
    #expect(try #require(part[1].atMost.ball).lowerDouble > 0.44)
    #expect(Self.contains(part[2].atMost, Self.normal(2, deviation: 1)))
    #expect(Self.contains(answer[1].quantiles[0].value, 0))
    #expect(Self.contains(answer[1].quantiles[1].value, 0.674_489_750_196_081_7))
    // All numbers together, and those of the patterns, have the level.
    let levels = answer.flatMap { output in
      output.values.flatMap { [$0.atMost.level, $0.below.level] }
        + output.quantiles.map { $0.value?.level }
    }
    #expect(levels.count == 16 && levels.allSatisfy { $0 != nil })
    let error = levels.reduce(0) { $0 + (1 - ($1 ?? 0)) }
    #expect(error > 0 && error <= (1 - options.level) / 8)
  }

  @Test func threads() async throws {
    let texts = try await [1, 2].asyncMap { threads in
      let options = Self.options(accuracy: 2e-2, threads: threads)
      let answer = try await NetworkLaw.sampledAnswer(
        to: Self.question, of: Self.sum, under: .standardNormal(dimension: 5), options)
      return answer.distributions.flatMap { output in
        output.values.map { "\($0.atMost.decimals) \($0.density.decimals)" }
          + output.quantiles.map { "\($0.value?.decimals as Any)" }
      }
    }
    #expect(texts[0] == texts[1] && texts[0].count == 10)
  }

  /// Where regions are enclosed, samples say the same: patterns, values, quantiles, moments.
  @Test(arguments: [2, 3]) func besideEnclosures(inputs: Int) async throws {
    let network = try RandomSpecimen.network([inputs, 3, 2, 2], seed: UInt64(inputs))
    let law = InputLaw.standardNormal(dimension: inputs)
    let question = NetworkLaw.OutputQuestion(
      outputs: [0, 1], values: [-2, 0, 1, 3], probabilities: [Rational(1, 10), Rational(1, 2)])
    var coarse = NetworkLaw.Options()
    coarse.aim(atRelativeError: Rational(10).power(-6))
    coarse.threads = 2
    let enclosed = try await NetworkLaw(
      of: network, under: law, options: coarse, asking: question)
    var options = Self.options(accuracy: 3e-2)
    options.method = .sampling
    options.sampleLimit = 20_000
    options.hasInputMoments = true
    let sampled = try await NetworkLaw(
      of: network, under: law, options: options, asking: question)
    #expect(!enclosed.isSampled && sampled.isSampled)
    #expect(Set(sampled.patterns.map(\.pattern)) == Set(enclosed.patterns.map(\.pattern)))
    #expect(sampled.patterns.count > 3)
    for pattern in sampled.patterns {
      let exact = try #require(enclosed.patterns.first { $0.pattern == pattern.pattern })
      #expect(try Self.overlap(exact.probability, pattern.probability))
      #expect(pattern.interiorPoint != nil)
    }
    #expect(sampled.patterns.contains { $0.input != nil })
    var count = 0
    for (exact, own) in zip(enclosed.answer.distributions, sampled.answer.distributions) {
      for (a, b) in zip(exact.values, own.values) {
        #expect(try Self.overlap(a.atMost, b.atMost) && Self.overlap(a.below, b.below))
        count += 1
      }
      for (a, b) in zip(exact.quantiles, own.quantiles) {
        #expect(try Self.overlap(#require(a.value), #require(b.value)))
        count += 1
      }
    }
    #expect(count == 12)
    let (mean, estimate) = (
      try #require(enclosed.outputMoments), try #require(sampled.outputMoments)
    )
    for row in 0..<2 {
      try Self.expectNear(estimate.mean[row], mean.mean[row])
      for column in 0..<2 {
        try Self.expectNear(estimate.covariance[row][column], mean.covariance[row][column])
      }
    }
  }

  private static func overlap(_ a: ReportedNumber, _ b: ReportedNumber) throws -> Bool {
    try #require(a.ball).overlaps(#require(b.ball))
  }

  private static func expectNear(_ estimate: ReportedNumber, _ exact: ReportedNumber) throws {
    guard case .estimated(let value, let error) = estimate else {
      Issue.record("no estimate")
      return
    }
    #expect((value - exact.approximation).magnitude <= 6 * error + 1e-9, "\(value) \(exact)")
  }

  /// Many seeds at a low level: all intervals of one answer are wrong together no more often than is
  /// allowed.
  @Test func coverage() async throws {
    let question = NetworkLaw.OutputQuestion(
      outputs: [1], values: [Rational(1, 2)], probabilities: [Rational(3, 5), Rational(9, 10)])
    var misses = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      var options = Self.options(accuracy: 1 / 20)
      options.level = Rational(1, 5)
      options.seed = seed
      let answer = try await NetworkLaw.sampledAnswer(
        to: question, of: Self.sum, under: .standardNormal(dimension: 5), options)
      let output = try #require(answer.distributions.first)
      let isRight =
        Self.contains(output.values[0].atMost, Self.normal(0.5, deviation: 1))
        && Self.contains(output.quantiles[0].value, 0.253_347_103_135_799_8)
        && Self.contains(output.quantiles[1].value, 1.281_551_565_544_600_4)
      if !isRight { misses += 1 }
    }
    // One in ten is allowed; the bound of Chernoff is wider than that.
    #expect(misses <= 10, "\(misses)")
  }

  /// Time that is over before anything was found: an answer without numbers, and no failure.
  @Test func timeIsOver() async throws {
    let answer = try await Interruption.within(.zero) {
      try await NetworkLaw.sampledAnswer(
        to: Self.question, of: Self.sum, under: .standardNormal(dimension: 5),
        Self.options(accuracy: 1e-2))
    }
    #expect(!answer.isComplete && answer.distributions.isEmpty && answer.sampleCount == 0)
  }

  /// More directions than can be enclosed are refused where this is asked for.
  @Test func refusedEnclosure() async throws {
    var options = Self.options(accuracy: 1e-2)
    options.method = .enclosure
    await #expect(throws: GaussianMeasureError.dimension(5)) {
      try await NetworkLaw(
        of: Self.sum, under: .standardNormal(dimension: 5), options: options)
    }
  }
}

extension Sequence {
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
