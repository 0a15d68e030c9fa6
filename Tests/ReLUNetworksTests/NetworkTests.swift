import ExactAlgebra
import ReLUNetworks
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
      values = values.map { max($0, 0) }
    }
    return (signs, values)
  }

  private static func randomNetwork(
    _ widths: [Int], biases: Bool, using generator: inout SeededGenerator
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
      })
  }

  @Test(arguments: [[2, 3], [2, 4, 1], [3, 4, 4, 2], [1, 5, 3, 4, 2]], [false, true])
  func evaluationFollowsTheDefinition(widths: [Int], biases: Bool) throws {
    var generator = SeededGenerator(seed: 5)
    var boundaries = 0
    for _ in 0..<20 {
      let network = try Self.randomNetwork(widths, biases: biases, using: &generator)
      let points = (0..<8).map { _ in
        (0..<widths[0]).map { _ in
          Rational(
            Integer(Int.random(in: -4...4, using: &generator)),
            Integer(Int.random(in: 1...5, using: &generator)))
        }
      }
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
