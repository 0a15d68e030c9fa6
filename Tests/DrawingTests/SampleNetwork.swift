import ExactAlgebra
import Networks
import Regions

/// A network with random weights and biases in hundredths, the same one for the same seed.
struct SampleNetwork: Hashable, Sendable {
  let widths: [Int]
  let seed: UInt64

  static let small = SampleNetwork(widths: [2, 3, 2, 2], seed: 12)
  static let deep = SampleNetwork(widths: [2, 16, 16, 2], seed: 1)

  var network: Network {
    get throws {
      var generator = SeededGenerator(seed: seed)
      func number() -> Rational {
        Rational(Integer(Int.random(in: -100...100, using: &generator)), 100)
      }
      return try Network(
        layers: zip(widths, widths.dropFirst()).map { columns, rows in
          Network.Layer(
            weights: (0..<rows).map { _ in (0..<columns).map { _ in number() } },
            biases: (0..<rows).map { _ in number() * Rational(Integer(1), Integer(2)) })
        })
    }
  }

  /// Its regions in the square from -1 to 1.
  var regions: [PlanarRegion] {
    get throws { PolygonCutter(network: try network).regions(x: -1...1, y: -1...1) }
  }
}
