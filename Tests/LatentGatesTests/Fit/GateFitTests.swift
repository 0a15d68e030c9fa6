import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Testing

/// Short fits of small networks.
@Suite struct GateFitTests {
  /// A model with classes and eight observations.
  private static func classifier() throws -> (model: GateModel, sample: GateSample) {
    let random = try RandomGates(number: 8)
    try #require(random.model.likelihood == .softmax)
    let points: [[Rational]] = (0..<8).map { index in
      random.point.indices.map { Rational(Integer((index * 5 + $0 * 3) % 7 - 3), 2) }
    }
    let observations = points.indices.map { GateObservation.label($0 * 3 % 4 / 2) }
    return (random.model, try GateSample(points, observations: observations))
  }

  /// Numbers of records are those of sums in balls, and a step follows the gradient.
  @Test func firstStep() async throws {
    let (model, sample) = try Self.classifier()
    let rate = 0.25
    let fit = try await GateFit(
      of: model, to: sample, options: .init(steps: 1, rule: .gradient, rate: rate))
    #expect(fit.records.map(\.step) == [0, 1] && fit.draws == nil && fit.isComplete)
    let exact = try GateGradientCovariance(of: model, over: sample)
    let analysis = try await GateAnalysis(of: model, over: sample)
    let record = fit.records[0]
    func expect(_ own: Double?, _ other: ReportedNumber?) throws {
      let (own, other) = (try #require(own), try #require(other).approximation)
      #expect((own - other).magnitude < 1e-11 * max(1, other.magnitude))
    }
    try expect(record.logLikelihood, analysis.meanLogLikelihood)
    try expect(record.variance, exact.total)
    try expect(record.withinPatterns, exact.within)
    try expect(record.betweenPatterns, exact.between)
    #expect(record.standardError == nil && record.withinPoints > 0 && record.betweenPoints > 0)
    #expect(
      (record.variance - record.withinPoints - record.betweenPoints).magnitude
        < 1e-11 * record.variance)
    let (before, after) = (Self.parameters(model.network), Self.parameters(fit.network))
    let gradient = exact.mean.parameters.map(\.approximation)
    #expect(before.count == gradient.count && after.count == gradient.count)
    for index in gradient.indices {
      #expect((after[index] - before[index] - rate * gradient[index]).magnitude < 1e-11)
    }
    #expect(fit.records[1].logLikelihood > record.logLikelihood)
    // What is recorded at the end is a record of the network that is returned.
    let again = try await GateAnalysis(
      of: try GateModel(
        of: fit.network, temperatures: model.temperatures, likelihood: model.likelihood),
      over: sample)
    try expect(fit.records[1].logLikelihood, again.meanLogLikelihood)
  }

  private static func parameters(_ network: Network) -> [Double] {
    network.layers.flatMap { layer in
      layer.weights.enumerated().flatMap { neuron, row in
        (row + (layer.biases.map { [$0[neuron]] } ?? [])).map { Double(approximating: $0) }
      }
    }
  }

  /// Two half circles are learnt, and at each record the two decompositions have the same sum.
  @Test func learnsMoons() async throws {
    let shape = try Network(
      layers: [
        .init(weights: Array(repeating: [0, 0], count: 6), biases: Array(repeating: 0, count: 6)),
        .init(weights: Array(repeating: Array(repeating: 0, count: 6), count: 2), biases: [0, 0]),
      ])
    let start = GateFit.randomStart(like: shape, seed: 2)
    let points: [[Rational]] = (0..<40).map { index in
      let angle = Double.pi * Double(index / 2) / 19
      let point =
        index % 2 == 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)]
      return point.map { Rational(exactly: ($0 * 1024).rounded() / 1024)! }
    }
    let sample = try GateSample(
      points, observations: points.indices.map { .label($0 % 2) })
    let model = try GateModel(of: start, temperatures: [Rational(1, 4)], likelihood: .softmax)
    var options = GateFit.Options(steps: 60, rate: 0.1, recordEvery: 25, seed: 3)
    let fit = try await GateFit(of: model, to: sample, options: options)
    #expect(fit.records.map(\.step) == [0, 25, 50, 60])
    #expect(fit.records[0].logLikelihood < -0.5)
    #expect(fit.records[3].logLikelihood > -0.3)
    for record in fit.records {
      let patterns = try #require(record.withinPatterns) + #require(record.betweenPatterns)
      #expect((record.variance - patterns).magnitude < 1e-9 * record.variance)
      #expect(record.betweenPatterns! > 0)
    }
    // The same for three threads, and with batches.
    options.steps = 6
    options.recordEvery = 3
    options.batch = 16
    let one = try await GateFit(of: model, to: sample, options: options)
    options.threads = 3
    let three = try await GateFit(of: model, to: sample, options: options)
    #expect(one.network == three.network && one.records == three.records)
    #expect(one.records.map(\.step) == [0, 3, 6])
    options.seed = 4
    let other = try await GateFit(of: model, to: sample, options: options)
    #expect(other.network != one.network)
  }

  /// Draws in place of sums: the gradient and the likelihood are about the same.
  @Test func byDraws() async throws {
    let (model, sample) = try Self.classifier()
    let options = GateFit.Options(steps: 1, rule: .gradient, rate: 1, draws: 4_000, seed: 5)
    let drawn = try await GateFit(of: model, to: sample, options: options)
    var summed = options
    summed.draws = nil
    let exact = try await GateFit(of: model, to: sample, options: summed)
    let record = drawn.records[0]
    let error = try #require(record.standardError)
    #expect(error > 0 && error < 0.01 && drawn.draws == 4_000)
    #expect((record.logLikelihood - exact.records[0].logLikelihood).magnitude < 5 * error)
    #expect(record.withinPatterns == nil && record.betweenPatterns == nil)
    let (own, other) = (Self.parameters(drawn.network), Self.parameters(exact.network))
    #expect(own != other)
    for index in own.indices { #expect((own[index] - other[index]).magnitude < 0.05) }
  }

  @Test func divergence() async throws {
    let random = try RandomGates(number: 0)
    let sample = try GateSample([random.point], observations: [.outputs([1])])
    await #expect(throws: GateFitError.self) {
      try await GateFit(
        of: random.model, to: sample, options: .init(steps: 50, rule: .gradient, rate: 1e200))
    }
  }
}
