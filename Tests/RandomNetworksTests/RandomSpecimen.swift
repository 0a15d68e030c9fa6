import ExactAlgebra
import Networks

/// Networks that follow from a seed.
enum RandomSpecimen {
  /// A network whose weights are small fractions.
  static func network(_ widths: [Int], seed: UInt64) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    func number() -> Rational {
      Rational(Integer(Int.random(in: -16...16, using: &generator)), 8)
    }
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        Network.Layer(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<outputs).map { _ in number() })
      })
  }
}
