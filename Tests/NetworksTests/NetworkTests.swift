import ExactAlgebra
import Networks
import Testing

@Suite struct NetworkTests {
  /// The definition, number by number.
  private static func naive(
    _ network: Network, at point: [Rational]
  ) -> (signs: [[Int]], outputs: [Rational]) {
    var values = point
    var signs: [[Int]] = []
    for (index, layer) in network.layers.enumerated() {
      values = layer.weights.enumerated().map { row, weights in
        zip(weights, values).reduce(layer.biases?[row] ?? 0) { $0 + $1.0 * $1.1 }
      }
      guard index < network.layers.count - 1 else { break }
      signs.append(values.map { $0.signum() })
      values = values.map { $0 > 0 ? $0 : network.activation.negativeSlope * $0 }
    }
    return (signs, values)
  }

  private static func randomNetwork(
    _ widths: [Int], biases: Bool, activation: PiecewiseLinearActivation = .relu,
    using generator: inout SeededGenerator
  ) throws -> Network {
    func number(_ generator: inout SeededGenerator) -> Rational {
      Rational(
        Integer(Int.random(in: -3...3, using: &generator)),
        Integer(Int.random(in: 1...7, using: &generator)))
    }
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { columns, rows in
        Network.Layer(
          weights: (0..<rows).map { _ in (0..<columns).map { _ in number(&generator) } },
          biases: biases ? (0..<rows).map { _ in number(&generator) } : nil)
      }, activation: activation)
  }

  private static func randomPoint(_ count: Int, using generator: inout SeededGenerator)
    -> [Rational]
  {
    (0..<count).map { _ in
      Rational(
        Integer(Int.random(in: -4...4, using: &generator)),
        Integer(Int.random(in: 1...5, using: &generator)))
    }
  }

  /// ReLU, the absolute value, and slopes on both sides of 0 and 1.
  private static let slopes: [Rational] = [
    0, -1, Rational(1, 100), Rational(-3, 7), 2, Rational(exactly: Double(Float(0.01)))!,
  ]

  @Test(
    arguments: [[2, 3], [2, 4, 1], [3, 4, 4, 2], [1, 5, 3, 4, 2]], slopes)
  func evaluationFollowsTheDefinition(widths: [Int], slope: Rational) throws {
    var generator = SeededGenerator(seed: 5)
    var boundaries = 0
    for index in 0..<20 {
      let network = try Self.randomNetwork(
        widths, biases: index.isMultiple(of: 2), activation: .leakyReLU(slope: slope),
        using: &generator)
      let points = (0..<8).map { _ in Self.randomPoint(widths[0], using: &generator) }
      let evaluations = network.evaluate(points)
      #expect(evaluations.count == points.count)
      for (point, evaluation) in zip(points, evaluations) {
        let expected = Self.naive(network, at: point)
        #expect(evaluation.signs == expected.signs)
        #expect(evaluation.outputs == expected.outputs)
        let zeros = expected.signs.joined().count { $0 == 0 }
        #expect(evaluation.boundary.count == zeros)
        boundaries += zeros
      }
    }
    // Small weights hit boundaries.
    if widths.count > 2 { #expect(boundaries > 0) }
  }

  /// The map on the pattern of a point has the value of the network there.
  @Test(
    arguments: [[2, 3], [2, 4, 1], [3, 4, 4, 2], [1, 5, 3, 4, 2]], slopes)
  func outputMapAgreesWithEvaluation(widths: [Int], slope: Rational) throws {
    var generator = SeededGenerator(seed: 6)
    var patterns: Set<ActivationPattern> = []
    for index in 0..<10 {
      let network = try Self.randomNetwork(
        widths, biases: index.isMultiple(of: 2), activation: .leakyReLU(slope: slope),
        using: &generator)
      for _ in 0..<8 {
        let point = Self.randomPoint(widths[0], using: &generator)
        let evaluation = network.evaluate([point])[0]
        let map = network.outputMap(on: evaluation.pattern)
        #expect(map.count == widths.last && map.allSatisfy { $0.count == widths[0] + 1 })
        let values = map.map { row in zip(row, point + [1]).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(values == evaluation.outputs)
        patterns.insert(evaluation.pattern)
      }
    }
    #expect(patterns.count > 5 || widths.count == 2)
  }

  /// Patterns that no point has have a map too: the product of the weights with gates.
  @Test func outputMapOfAnyPattern() throws {
    let network = try Network(
      layers: [
        .init(weights: [[1], [2]], biases: [1, 1]), .init(weights: [[3, 5]], biases: [-1]),
      ], activation: .leakyReLU(slope: Rational(1, 2)))
    let maps = try ["11", "10", "01", "00"].map {
      network.outputMap(on: try ActivationPattern(parsing: $0))
    }
    // 3 (x + 1) + 5 (2x + 1) - 1, with a half of either summand where a neuron is inactive;
    // 01 is the pattern of no point.
    #expect(
      maps == [
        [[13, 7]], [[8, Rational(9, 2)]], [[Rational(23, 2), Rational(11, 2)]],
        [[Rational(13, 2), 3]],
      ])
  }

  @Test func activationsAreFunctions() throws {
    let leaky = try PiecewiseLinearActivation.leakyReLU(slope: Rational(1, 10))
    let points: [Rational] = [-2, 0, 3]
    #expect(points.map { leaky($0) } == [Rational(-1, 5), 0, 3])
    #expect(points.map { PiecewiseLinearActivation.relu($0) } == [0, 0, 3])
    #expect(points.map { PiecewiseLinearActivation.absoluteValue($0) } == [2, 0, 3])
    #expect(try PiecewiseLinearActivation.leakyReLU(slope: 0) == .relu)
    #expect(try PiecewiseLinearActivation.leakyReLU(slope: -1) == .absoluteValue)
    #expect(throws: PiecewiseLinearActivationError.noKink) {
      try PiecewiseLinearActivation.leakyReLU(slope: 1)
    }
  }

  @Test func activationsTellNetworksApart() throws {
    let layers = [Network.Layer(weights: [[1]]), Network.Layer(weights: [[1]])]
    let networks = try [.relu, .absoluteValue, .leakyReLU(slope: 2)].map {
      try Network(layers: layers, activation: $0)
    }
    #expect(Set(networks).count == 3)
    #expect(try networks[0] == Network(layers: layers))
  }

  @Test func noPointsGiveNoEvaluations() throws {
    #expect(try Network(layers: [.init(weights: [[1]])]).evaluate([]).isEmpty)
  }

  @Test func sizesHaveToAgree() {
    func error(_ layers: [Network.Layer]) -> NetworkError? {
      do throws(NetworkError) {
        _ = try Network(layers: layers)
        return nil
      } catch {
        return error
      }
    }
    #expect(error([]) == .noLayers)
    #expect(error([.init(weights: [])]) == .noNeurons(layer: 1))
    #expect(
      error([.init(weights: [[1, 2], [3]])])
        == .wrongRow(layer: 1, neuron: 2, count: 1, expected: 2))
    #expect(
      error([.init(weights: [[1, 2]]), .init(weights: [[1, 2]])])
        == .wrongRow(layer: 2, neuron: 1, count: 2, expected: 1))
    #expect(
      error([.init(weights: [[1]], biases: [])]) == .wrongBiases(layer: 1, count: 0, expected: 1))
    #expect(error([.init(weights: [[]])]) == .architecture(.widthNotPositive(0, layer: 0)))
  }
}
