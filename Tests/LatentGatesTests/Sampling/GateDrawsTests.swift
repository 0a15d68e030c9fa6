import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Testing

/// Draws of patterns and outputs, and estimates over samples.
@Suite struct GateDrawsTests {
  private static let points: [[Rational]] = [[1, Rational(1, 2)], [-2, 1], [0, 0]]

  /// Frequencies of patterns are those of the exact prior.
  @Test func frequencies() async throws {
    let random = try RandomGates(number: 4)
    let count = 20_000
    let draws = try await GateDraws(of: random.model, at: [random.point], count: count, seed: 3)
    #expect(draws.points.count == 1 && draws.points[0].count == count)
    let prior = try GatePrior(of: random.model, at: random.point)
    #expect(prior.patterns.count == random.model.patternCount)
    var square = 0.0
    for pattern in prior.patterns {
      let found = draws.points[0].filter { $0.pattern == pattern.pattern }
      let p = pattern.prior.approximation
      let deviation = (p * (1 - p) / Double(count)).squareRoot()
      #expect((Double(found.count) / Double(count) - p).magnitude < 5 * deviation + 1e-4)
      square += pow(Double(found.count) - p * Double(count), 2) / max(p * Double(count), 1)
      guard let first = found.first else { continue }
      #expect((exp(first.logProbability) - p).magnitude < 1e-12)
    }
    // A chi-square number with at most as many degrees of freedom as there are patterns.
    #expect(square < Double(prior.patterns.count) + 5 * Double(prior.patterns.count).squareRoot())
  }

  /// Outputs are those of the network on the pattern; their noise has the variance of the likelihood.
  @Test func noise() async throws {
    let random = try RandomGates(number: 0)
    let draws = try await GateDraws(of: random.model, at: [random.point], count: 4_000, seed: 9)
    guard case .gaussian(let variance) = random.model.likelihood else {
      Issue.record("a likelihood without noise")
      return
    }
    var squares: [Double] = []
    for draw in draws.points[0] {
      guard case .outputs(let observed) = draw.observation else {
        Issue.record("a class with a Gaussian likelihood")
        return
      }
      #expect(observed.count == draw.outputs.count)
      squares += zip(observed, draw.outputs).map { ($0 - $1) * ($0 - $1) }
    }
    let ratio =
      squares.reduce(0, +) / Double(squares.count) / Double(approximating: variance)
    #expect((ratio - 1).magnitude < 5 * (2 / Double(squares.count)).squareRoot())
    // What the network gives on the pattern, exactly.
    let draw = draws.points[0][0]
    var values = random.point
    for (index, layer) in random.model.network.layers.enumerated() {
      values = layer.affineForms.map { form in
        zip(form, values + [1]).reduce(0 as Rational) { $0 + $1.0 * $1.1 }
      }
      guard index < draw.pattern.layers.count else { break }
      for (gate, isOpen) in draw.pattern.layers[index].enumerated() where !isOpen {
        values[gate] = 0
      }
    }
    for (own, exact) in zip(draw.outputs, values) {
      #expect((own - Double(approximating: exact)).magnitude < 1e-12)
    }
  }

  /// Classes have the frequencies of the mixture of all patterns.
  @Test func classes() async throws {
    let random = try RandomGates(number: 11)
    try #require(random.model.likelihood == .softmax)
    let count = 20_000
    let draws = try await GateDraws(of: random.model, at: [random.point], count: count, seed: 4)
    let classes = random.model.network.architecture.outputCount
    var sum = 0
    for label in 0..<classes {
      let exact = try GatePosterior(of: random.model, at: random.point, given: .label(label))
      let p = exp(exact.logLikelihood.approximation)
      let found = draws.points[0].count { $0.observation == .label(label) }
      sum += found
      let deviation = (p * (1 - p) / Double(count)).squareRoot()
      #expect((Double(found) / Double(count) - p).magnitude < 5 * deviation)
    }
    #expect(sum == count)
  }

  /// The same seed gives the same draws for any number of threads; another one gives others.
  @Test func reproducible() async throws {
    let model = try RandomGates(number: 0).model
    let one = try await GateDraws(of: model, at: Self.points, count: 50, seed: 7)
    let three = try await GateDraws(of: model, at: Self.points, count: 50, seed: 7, threads: 3)
    let more = try await GateDraws(of: model, at: Self.points, count: 80, seed: 7)
    let other = try await GateDraws(of: model, at: Self.points, count: 50, seed: 8)
    #expect(one.points == three.points && one.points != other.points)
    #expect(one.points == more.points.map { Array($0.prefix(50)) })
    #expect(one.points.allSatisfy { $0.count == 50 } && one.points.count == 3)
  }

  /// Information from draws is that of sums over all patterns.
  @Test(arguments: [3, 9, 10])
  func information(number: Int) async throws {
    let random = try RandomGates(number: number)
    let inputs = random.point.count
    let points = (0..<6).map { index in
      (0..<inputs).map { Rational(Integer((index * 5 + $0 * 3) % 7 - 3), 2) }
    }
    let sample = try GateSample(points)
    let exact = try GateInformation(of: random.model, over: sample)
    let estimate = try await GateSampleEstimate(
      of: random.model, over: sample, by: GateSampling(seed: 2), informationDraws: 4_000)
    let information = try #require(estimate.information)
    #expect(estimate.points == nil && estimate.meanLogLikelihood == nil)
    #expect(information.layers.count == exact.layers.count && !exact.layers.isEmpty)
    var all = Deviations()
    for (own, other) in zip(information.layers, exact.layers) {
      all.note(own.entropy, exact: other.entropy)
      all.note(own.conditionalEntropy, exact: other.conditionalEntropy)
      all.note(own.aboutInput, exact: other.aboutInput)
    }
    #expect((information.aboutClass == nil) == (exact.aboutClass == nil))
    if let own = information.aboutClass, let other = exact.aboutClass {
      all.note(own, exact: other)
    }
    #expect(all.count(beyond: 4) == 0 && all.largestError < 0.05)
  }

  /// A sample's mean, gradient and their errors, for one and for several threads.
  @Test func sample() async throws {
    let random = try RandomGates(number: 2)
    let sample = try GateSample(
      Self.points, weights: [Rational(1, 2), Rational(1, 3), Rational(1, 6)],
      observations: [.outputs([1, 0]), .outputs([0, 0]), .outputs([0, 1])])
    let estimates = try await [1, 3].asyncMap {
      try await GateSampleEstimate(
        of: random.model, over: sample,
        by: GateSampling(draws: 4_100, seed: 3, threads: $0), hasGradient: true)
    }
    let exact = try await GateAnalysis(of: random.model, over: sample)
    var all = Deviations()
    all.note(
      try #require(estimates[0].meanLogLikelihood), exact: try #require(exact.meanLogLikelihood))
    let mean = try GateGradientCovariance(of: random.model, over: sample).mean.parameters
    let own = try #require(estimates[0].meanGradient).parameters
    #expect(own.count == mean.count)
    for (own, exact) in zip(own, mean) { all.note(own, exact: exact) }
    #expect(all.count(beyond: 4) == 0 && all.sizes.count == mean.count + 1)
    #expect(estimates[0].degenerateCount == 0)
    #expect(
      estimates[0].meanLogLikelihood!.approximation
        == estimates[1].meanLogLikelihood!.approximation)
    let bound = try #require(estimates[0].meanEvidenceLowerBound)
    #expect(bound.approximation < estimates[0].meanLogLikelihood!.approximation)
  }

  /// A thousand gates: the linear response in one layer keeps weights even.
  @Test func manyGates() async throws {
    let random = try RandomGates(number: 0, widths: [2, 1_000, 1])
    let estimate = try await GateEstimate(
      of: random.model, at: random.point, given: random.observation,
      by: GateSampling(draws: 200))
    #expect(!estimate.isDegenerate)
    guard case .estimated(let value, let error) = estimate.logLikelihood else {
      Issue.record("no estimate")
      return
    }
    #expect(value < 0 && error > 0 && error < 0.3)
    #expect(estimate.posteriorGates.count == 1_000)
  }

  @Test func badInput() async throws {
    let random = try RandomGates(number: 0)
    await #expect(throws: GateModelError.wrongPoint(count: 1, expected: 2)) {
      try await GateDraws(of: random.model, at: [[1]], count: 1)
    }
    await #expect(throws: GateModelError.wrongOutputs(count: 2, expected: 1)) {
      try await GateEstimate(of: random.model, at: [1, 1], given: .outputs([1, 1]))
    }
    let far = Rational(Integer(10)).power(400)
    await #expect(throws: GateModelError.beyondDoublePrecision) {
      try await GateEstimate(of: random.model, at: [far, 1], given: .outputs([1]))
    }
  }
}

extension Array {
  fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
