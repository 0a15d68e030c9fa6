import ExactAlgebra
import LatentGates
import Networks
import Testing

/// Input that is none.
@Suite struct GateModelErrorTests {
  private static func network(width: Int = 2) throws -> Network {
    try Network(layers: [
      .init(weights: Array(repeating: [1, 2], count: width)),
      .init(weights: [Array(repeating: 1, count: width), Array(repeating: -1, count: width)]),
    ])
  }

  private static func model(
    temperatures: [Rational] = [1], likelihood: GateLikelihood = .gaussian(variance: 1),
    width: Int = 2
  ) throws -> GateModel {
    try GateModel(
      of: network(width: width), temperatures: temperatures, likelihood: likelihood)
  }

  @Test func models() {
    for temperature: Rational in [0, -1] {
      #expect(throws: GateModelError.temperatureNotPositive(temperature, index: 0)) {
        try Self.model(temperatures: [temperature])
      }
      #expect(throws: GateModelError.varianceNotPositive(temperature)) {
        try Self.model(likelihood: .gaussian(variance: temperature))
      }
    }
    for count in [0, 2] {
      #expect(throws: GateModelError.wrongTemperatureCount(count, layers: 1)) {
        try Self.model(temperatures: Array(repeating: 1, count: count))
      }
    }
  }

  /// Sums over all patterns have a limit, models have none.
  @Test func manyGates() throws {
    let count = GateModel.maximumGateCount + 1
    let model = try Self.model(width: count)
    #expect(model.gateCount == count)
    #expect(throws: GateModelError.tooManyGates(count)) {
      try GatePosterior(of: model, at: [1, 1], given: .outputs([1, 1]))
    }
    #expect(throws: GateModelError.tooManyGates(count)) {
      try GateInformation(of: model, over: GateSample([[1, 1]]))
    }
    let hard = try HardGates(of: model, at: [1, 1], given: .outputs([1, 1]))
    #expect(hard.outputs == [3 * Rational(count), -3 * Rational(count)])
  }

  @Test func observations() throws {
    let gaussian = try Self.model()
    let softmax = try Self.model(likelihood: .softmax)
    func refuse(
      _ error: GateModelError, _ model: GateModel, _ point: [Rational],
      _ observation: GateObservation
    ) {
      #expect(throws: error) { try GatePosterior(of: model, at: point, given: observation) }
      #expect(throws: error) { try HardGates(of: model, at: point, given: observation) }
      #expect(throws: error) { try GateMeanField(of: model, at: point, given: observation) }
      #expect(throws: error) {
        let sample = try GateSample([point], observations: [observation])
        return try GateGradientCovariance(of: model, over: sample)
      }
    }
    refuse(.wrongPoint(count: 1, expected: 2), gaussian, [1], .outputs([1, 1]))
    refuse(.wrongOutputs(count: 3, expected: 2), gaussian, [1, 1], .outputs([1, 1, 1]))
    refuse(.labelOutOfRange(2, classes: 2), softmax, [1, 1], .label(2))
    refuse(.labelOutOfRange(-1, classes: 2), softmax, [1, 1], .label(-1))
    refuse(.otherLikelihood, softmax, [1, 1], .outputs([1, 1]))
    refuse(.otherLikelihood, gaussian, [1, 1], .label(0))
  }

  @Test func samplesAndBounds() throws {
    #expect(throws: GateModelError.noPoints) { try GateSample([]) }
    #expect(throws: GateModelError.differentCounts(points: 1, others: 2)) {
      try GateSample([[1, 1]], weights: [Rational(1, 2), Rational(1, 2)])
    }
    for weights: [Rational] in [[1, 1], [2, -1]] {
      #expect(throws: GateModelError.weights) {
        try GateSample([[1, 1], [0, 0]], weights: weights)
      }
    }
    let model = try Self.model()
    #expect(throws: GateModelError.wrongProbabilityCount(1, expected: 2)) {
      try GateBound(of: model, at: [1, 1], given: .outputs([1, 1]), probabilities: [1])
    }
    #expect(throws: GateModelError.notAProbability(2, index: 1)) {
      try GateBound(of: model, at: [1, 1], given: .outputs([1, 1]), probabilities: [1, 2])
    }
    #expect(
      GateModelError.tooManyGates(30).description
        == "gates: 30 hidden neurons, expected at most 24 (sums run over all patterns)")
  }
}
