import ExactAlgebra
import InvariantFamilies
import Networks
import Testing

@Suite struct LayerMapTests {
  @Test func layersInARowAreTheNetwork() throws {
    let network = try Network(
      layers: [
        .init(
          weights: [[1, -2], [Rational(1, 2), 3], [-1, 1]], biases: [0, -1, Rational(1, 3)]),
        .init(weights: [[2, 1, -1]]),
      ], activation: try .leakyReLU(slope: Rational(1, 10)))
    let points: [[Rational]] = [[0, 0], [1, 2], [-3, Rational(5, 7)], [2, -1]]
    for point in points {
      let image = network.layerMaps().reduce(point) { $1($0) }
      #expect(image == network.evaluate([point])[0].outputs)
    }
    #expect(network.layerMaps().map(\.activation) == [try .leakyReLU(slope: Rational(1, 10)), nil])
    #expect(network.layerMaps(rectifyingOutput: true)[1]([1, 0, 5]) == [Rational(-3, 10)])
  }
}
