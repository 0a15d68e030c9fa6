import Enclosures
import ExactAlgebra
import Networks
import Testing

@testable import LatentGates

/// Sums in floating point beside those in balls.
struct RoundedGateTests {
  /// A model with random numbers, and observations.
  struct Case: CustomTestStringConvertible, Sendable {
    let widths: [Int]
    let temperatures: [Rational]
    let variance: Rational?
    var slope: Rational = 0
    /// Observations are multiplied by it.
    var distance = 1
    var biases = true

    var testDescription: String {
      "\(widths) \(temperatures) \(variance ?? 0) \(slope) \(distance)"
    }

    func make(seed: UInt64) throws -> (GateModel, GateSample) {
      var generator = SeededGenerator(seed: seed)
      func number() -> Rational {
        Rational(Integer(Int.random(in: -300...300, using: &generator)), 150)
      }
      let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
        Network.Layer(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
          biases: biases ? (0..<outputs).map { _ in number() } : nil)
      }
      let activation: PiecewiseLinearActivation =
        slope.isZero ? .relu : try .leakyReLU(slope: slope)
      let model = try GateModel(
        of: Network(layers: layers, activation: activation), temperatures: temperatures,
        likelihood: variance.map { .gaussian(variance: $0) } ?? .softmax)
      let points = (0..<3).map { _ in (0..<widths[0]).map { _ in number() } }
      let observations: [GateObservation] = points.map { _ in
        if variance == nil {
          return .label(Int.random(in: 0..<widths.last!, using: &generator))
        }
        return .outputs((0..<widths.last!).map { _ in number() * Rational(Integer(distance)) })
      }
      return (
        model,
        try GateSample(
          points, weights: [Rational(1, 2), Rational(1, 3), Rational(1, 6)],
          observations: observations)
      )
    }
  }

  static let models: [Case] = [
    Case(widths: [2, 1, 1], temperatures: [1], variance: Rational(1, 4)),
    Case(widths: [2, 3, 1], temperatures: [1], variance: Rational(1, 4)),
    Case(widths: [2, 7, 1], temperatures: [Rational(1, 3)], variance: Rational(1, 10)),
    Case(widths: [3, 5, 2], temperatures: [2], variance: 1),
    Case(widths: [2, 3, 4, 3], temperatures: [1, Rational(1, 2)], variance: Rational(1, 9)),
    Case(widths: [2, 2, 1, 3, 1], temperatures: [1], variance: Rational(1, 100)),
    Case(widths: [2, 6, 3], temperatures: [1], variance: nil),
    Case(widths: [2, 3, 3, 2], temperatures: [Rational(1, 10)], variance: nil),
    Case(widths: [2, 2, 2, 2, 4], temperatures: [3], variance: nil),
    Case(widths: [2, 4, 2, 1], temperatures: [1], variance: 1, slope: Rational(1, 10)),
    Case(widths: [2, 4, 2, 3], temperatures: [1], variance: nil, slope: Rational(-1)),
    Case(widths: [2, 3, 3, 1], temperatures: [1], variance: Rational(1, 100), distance: 50),
    Case(widths: [2, 3, 3, 1], temperatures: [Rational(1, 50)], variance: 1),
    Case(widths: [2, 5, 1], temperatures: [1], variance: 1, biases: false),
  ]

  @Test(arguments: models) func posteriors(of model: Case) throws {
    let isFar = model.distance > 1
    for seed in 1...4 {
      let (model, sample) = try model.make(seed: UInt64(seed))
      for (point, observation) in zip(sample.points, sample.observations!) {
        let balls = try GatePosterior(of: model, at: point, given: observation, arithmetic: .balls)
        let rounded = try GatePosterior(
          of: model, at: point, given: observation, arithmetic: .rounded)
        // Floating point may leave less than nine digits of what is far.
        #expect(balls.arithmetic == .balls)
        #expect(rounded.arithmetic == .rounded || isFar)
        expectSame(rounded.logLikelihood, balls.logLikelihood, "evidence")
        #expect(rounded.gradient.parameters.count == model.parameterCount)
        // Slopes are differences over the variance; exponents of far observations are large.
        let factor = isFar ? 100.0 : model.likelihood == .softmax ? 1 : 10
        for (own, other) in zip(rounded.gradient.parameters, balls.gradient.parameters) {
          expectSame(own, other, "gradient", factor: factor)
        }
        for (own, other) in zip(
          rounded.incompleteGradient.parameters, balls.incompleteGradient.parameters)
        {
          expectSame(own, other, "incomplete gradient", factor: factor)
        }
        // Floating point lists what does not vanish there.
        let listed = Dictionary(
          uniqueKeysWithValues: rounded.patterns.map { ($0.pattern, $0.posterior) })
        #expect(balls.patterns.count == model.patternCount)
        for pattern in balls.patterns {
          guard let own = listed[pattern.pattern] else {
            #expect(pattern.posterior.approximation < 1e-80)
            continue
          }
          expectSame(own, pattern.posterior, "posterior", factor: factor)
        }
      }
    }
  }

  @Test(arguments: models) func summaries(of model: Case) async throws {
    for seed in 1...2 {
      let (model, sample) = try model.make(seed: UInt64(seed))
      let balls = try await GateSummary(of: model, over: sample, arithmetic: .balls)
      let rounded = try await GateSummary(of: model, over: sample, threads: 2, arithmetic: .rounded)
      #expect(balls.arithmetic == .balls && rounded.arithmetic == .rounded)
      let (own, other) = (rounded.information, balls.information)
      #expect(own.layers.count == model.temperatures.count && own.gates.count == model.gateCount)
      for (own, other) in zip(own.layers, other.layers) {
        expectSame(own.entropy, other.entropy, "H(A) \(own.layer)")
        expectSame(own.conditionalEntropy, other.conditionalEntropy, "H(A|X)")
        expectSame(own.aboutInput, other.aboutInput, "I(A;X)")
        #expect((own.aboutClass == nil) == (model.likelihood != .softmax))
        if let own = own.aboutClass { expectSame(own, other.aboutClass!, "I(A;Y)") }
      }
      for (own, other) in zip(own.gates, other.gates) {
        expectSame(own.openProbability, other.openProbability, "open")
        expectSame(own.aboutInput, other.aboutInput, "I(a;X)")
        if let own = own.aboutClass { expectSame(own, other.aboutClass!, "I(a;Y)") }
      }
      let (covariance, expected) = (rounded.covariance!, balls.covariance!)
      #expect(covariance.sumsAgree && expected.sumsAgree)
      for (own, other) in zip(covariance.layers, expected.layers) {
        #expect(own.between.count == sample.points[0].count)
        for (own, other) in zip(own.between.joined(), other.between.joined()) {
          expectSame(own, other, "between")
        }
        for (own, other) in zip(own.within.joined(), other.within.joined()) {
          expectSame(own, other, "within")
        }
      }
    }
  }

  /// Both enclose the same number, and the one in floating point is not wide.
  private func expectSame(
    _ own: ReportedNumber, _ other: ReportedNumber, _ comment: String, factor: Double = 1
  ) {
    let (own, other) = (own.ball!, other.ball!)
    let numbers = "\(comment): \(own.lowerDouble) to \(own.upperDouble), \(other.lowerDouble)"
    #expect(own.overlaps(other), "\(numbers)")
    let width = own.upperDouble - own.lowerDouble
    #expect(width <= 1e-10 * factor * max(1, own.upperDouble.magnitude), "\(numbers)")
  }
}
