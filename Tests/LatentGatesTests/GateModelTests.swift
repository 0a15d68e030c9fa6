import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Testing

/// Laws that hold for every model, on small networks.
@Suite struct GateModelTests {
  /// Two hidden layers, without biases in the second one.
  private static func network(
    activation: PiecewiseLinearActivation = .relu
  ) throws -> Network {
    try Network(
      layers: [
        .init(
          weights: [[1, Rational(-1, 2)], [-2, 1], [Rational(1, 3), 1]], biases: [0, 1, -1]),
        .init(weights: [[1, -1, 2], [Rational(1, 2), 1, -1]]),
        .init(weights: [[1, -2], [3, 1]], biases: [Rational(1, 4), 0]),
      ], activation: activation)
  }

  private static let point: [Rational] = [Rational(3, 4), Rational(-1, 2)]
  private static let outputs: [Rational] = [Rational(1, 2), -1]

  private static func model(
    temperatures: [Rational] = [Rational(1, 2), 2], network: Network? = nil
  ) throws -> GateModel {
    try GateModel(
      of: network ?? Self.network(), temperatures: temperatures,
      likelihood: .gaussian(variance: Rational(2, 3)))
  }

  /// The law of patterns by the definition, in floating point, with nothing shared.
  @Test(arguments: [PiecewiseLinearActivation.relu, .absoluteValue])
  func patternsByTheDefinition(activation: PiecewiseLinearActivation) throws {
    let network = try Self.network(activation: activation)
    let model = try Self.model(network: network)
    let posterior = try GatePosterior(of: model, at: Self.point, given: .outputs(Self.outputs))
    #expect(posterior.patterns.count == 32)
    let temperatures = [0.5, 2.0]
    var (priors, joints): ([Double], [Double]) = ([], [])
    for pattern in posterior.patterns.map(\.pattern) {
      var (values, prior) = (Self.point.map { Double(approximating: $0) }, 1.0)
      for (index, layer) in network.layers.enumerated() {
        values = layer.affineForms.map { form in
          zip(form, values + [1]).reduce(0) { $0 + Double(approximating: $1.0) * $1.1 }
        }
        guard index < 2 else { break }
        for neuron in values.indices {
          let open = 1 / (1 + exp(-values[neuron] / temperatures[index]))
          let isOpen = pattern.layers[index][neuron]
          prior *= isOpen ? open : 1 - open
          values[neuron] *= Double(approximating: activation.slope(isActive: isOpen))
        }
      }
      let distance = zip(values, Self.outputs).reduce(0) {
        $0 + ($1.0 - Double(approximating: $1.1)) * ($1.0 - Double(approximating: $1.1))
      }
      priors.append(prior)
      joints.append(prior * exp(-distance * 3 / 4) / (2 * .pi * 2 / 3))
    }
    let evidence = joints.reduce(0, +)
    #expect((posterior.logLikelihood.approximation - log(evidence)).magnitude < 1e-12)
    for (index, pattern) in posterior.patterns.enumerated() {
      #expect((pattern.prior.approximation - priors[index]).magnitude < 1e-13)
      #expect((pattern.posterior.approximation - joints[index] / evidence).magnitude < 1e-13)
    }
  }

  @Test func probabilitiesSumToOne() throws {
    let posterior = try GatePosterior(
      of: Self.model(), at: Self.point, given: .outputs(Self.outputs))
    for sum in [
      posterior.patterns.map(\.prior), posterior.patterns.map(\.posterior),
    ].map({ $0.reduce(.exact(0), +) }) {
      let ball = try #require(sum.ball)
      #expect(ball.contains(1) && ball.isWithin(absoluteBits: 60))
    }
  }

  /// The gradient by differences of the evidence, parameter by parameter; the other identity is another vector.
  @Test func gradientByDifferences() throws {
    let network = try Self.network()
    let step = Rational(10).power(-10)
    func evidence(_ layers: [Network.Layer]) throws -> Rational {
      try GatePosterior(
        of: Self.model(network: Network(layers: layers)), at: Self.point,
        given: .outputs(Self.outputs)
      ).logLikelihood.midpoint
    }
    func difference(_ change: (Rational) -> [Network.Layer]) throws -> Rational {
      (try evidence(change(step)) - evidence(change(-step))) / (2 * step)
    }
    var differences: [Rational] = []
    for (index, layer) in network.layers.enumerated() {
      func replacing(_ changed: Network.Layer) -> [Network.Layer] {
        var layers = network.layers
        layers[index] = changed
        return layers
      }
      for neuron in layer.weights.indices {
        for input in layer.weights[neuron].indices {
          differences.append(
            try difference { step in
              var weights = layer.weights
              weights[neuron][input] += step
              return replacing(.init(weights: weights, biases: layer.biases))
            })
        }
        guard let biases = layer.biases else { continue }
        differences.append(
          try difference { step in
            var biases = biases
            biases[neuron] += step
            return replacing(.init(weights: layer.weights, biases: biases))
          })
      }
    }
    let posterior = try GatePosterior(
      of: Self.model(), at: Self.point, given: .outputs(Self.outputs))
    let gradient = posterior.gradient.parameters
    #expect(gradient.count == 21 && differences.count == 21)
    #expect(posterior.gradient.layers[1].biases == nil)
    for (own, other) in zip(gradient, differences) {
      #expect((own.midpoint - other).magnitude < Rational(10).power(-12))
    }
    let gap = zip(gradient, posterior.incompleteGradient.parameters).map { ($0 - $1).midpoint }
    #expect(gap.contains { $0.magnitude > Rational(1, 10) })
  }

  /// Hot gates are fair coins, cold ones those of the network.
  @Test func limits() throws {
    let observation = GateObservation.outputs(Self.outputs)
    let hot = try GatePosterior(
      of: Self.model(temperatures: [Rational(10).power(30)]), at: Self.point,
      given: observation)
    #expect(hot.patterns.count == 32)
    for pattern in hot.patterns {
      #expect((pattern.prior.midpoint - Rational(1, 32)).magnitude < Rational(10).power(-28))
    }
    let hard = try HardGates(of: Self.model(), at: Self.point, given: observation)
    #expect(hard.ties.isEmpty)
    // So cold that no floating-point number could hold the smallest prior.
    let cold = try GatePosterior(
      of: Self.model(temperatures: [Rational(1, 10_000)]), at: Self.point,
      given: observation)
    let gap = cold.logLikelihood.midpoint - hard.logLikelihood.midpoint
    #expect(gap.magnitude < Rational(10).power(-20))
    let likely = cold.patterns.filter { $0.prior.isAtLeast(Rational(1, 2)) }
    #expect(likely.map(\.pattern) == [hard.pattern])
    #expect(cold.patterns.allSatisfy { $0.prior.isKnown(toRelativeError: Rational(1, 1000)) })
  }

  /// A gate at zero is a fair coin at every temperature, and the output does not depend on it.
  @Test func ties() throws {
    let network = try Network(layers: [
      .init(weights: [[1], [-2]], biases: [-1, 1]), .init(weights: [[1, 3]], biases: [0]),
    ])
    let model = try Self.model(temperatures: [Rational(10).power(-6)], network: network)
    let posterior = try GatePosterior(of: model, at: [1], given: .outputs([0]))
    let hard = try HardGates(of: model, at: [1], given: .outputs([0]))
    #expect(hard.ties == [HiddenNeuron(layer: 1, index: 0)])
    #expect(hard.pattern.description == "00")
    // The two with the other gate closed are as probable as each other; the rest has nearly no probability.
    #expect(posterior.patterns.map(\.pattern.description) == ["00", "10", "01", "11"])
    for index in [0, 1] {
      let prior = posterior.patterns[index].prior.midpoint
      #expect((prior - Rational(1, 2)).magnitude < Rational(10).power(-20))
    }
  }

  /// Without gates that depend on the input there is no information; with cold ones it is the entropy.
  @Test func informationOfLimits() throws {
    let sample = try GateSample([[1, 0], [0, 1], [-1, -1], [2, -3]])
    let hot = try GateInformation(
      of: Self.model(temperatures: [Rational(10).power(20)]), over: sample)
    #expect(hot.aboutInput.isBelow(Rational(10).power(-15)))
    let cold = try Self.model(temperatures: [Rational(1, 10_000)])
    let apart = try GateInformation(
      of: cold, over: GateSample([[1, 0], [0, 2], [-1, -1], [2, -3]]))
    let unit = Rational(10).power(-18)
    #expect(apart.conditionalEntropy.isBelow(unit))
    #expect((apart.aboutInput - apart.entropy).midpoint.magnitude < unit)
    #expect(apart.entropy.isAtLeast(Rational(1, 2)))
    // At the second point a gate is at zero: a coin at one of four points.
    let tied = try GateInformation(of: cold, over: sample)
    let coin = Ball(2, precision: 128).logarithm() / 4
    #expect((tied.conditionalEntropy - .enclosed(coin)).midpoint.magnitude < unit)
  }

  /// The posterior of one gate is independent of the others, so the bound is the evidence there.
  @Test func oneGateHasNoGap() throws {
    let network = try Network(layers: [
      .init(weights: [[1]], biases: [0]), .init(weights: [[2]], biases: [1]),
    ])
    let model = try Self.model(temperatures: [1], network: network)
    let field = try GateMeanField(of: model, at: [1], given: .outputs([2]), starts: 3)
    #expect(field.localOptima.count == 1)
    #expect(field.best.gap.isBelow(Rational(10).power(-15)))
    let posterior = try GatePosterior(of: model, at: [1], given: .outputs([2]))
    let open = try #require(posterior.patterns.first { $0.pattern.description == "1" })
    let gap = open.posterior.midpoint - field.best.probabilities[0]
    #expect(gap.magnitude < Rational(10).power(-14))
  }

  /// Corners of the cube have a bound too: that of one pattern.
  @Test func cornersHaveBounds() throws {
    let bound = try GateBound(
      of: Self.model(), at: Self.point, given: .outputs(Self.outputs),
      probabilities: [1, 0, 1, 1, 0])
    let posterior = try GatePosterior(
      of: Self.model(), at: Self.point, given: .outputs(Self.outputs))
    let pattern = try #require(
      posterior.patterns.first { $0.pattern.description == "101/10" })
    let expected = posterior.logLikelihood + pattern.posterior.logarithm()
    let gap = (bound.evidenceLowerBound - expected).midpoint
    #expect(gap.magnitude < Rational(10).power(-18))
  }
}
