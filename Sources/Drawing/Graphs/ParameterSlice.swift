import ExactAlgebra
public import Networks

/// A plane in the space of weights and biases: all `origin + s * first + t * second`.
public struct ParameterSlice: Hashable, Sendable {
  /// The network at `s = t = 0`.
  public let origin: Network
  /// The direction of `s`: a network whose weights and biases are added.
  public let first: Network
  /// The direction of `t`.
  public let second: Network
  /// The seed of random directions; `nil` for given ones.
  public let seed: UInt64?

  /// The plane through a network with given directions.
  ///
  /// - Throws: `DrawingError.wrongDirection` where a direction has other widths, or has biases in
  ///   other layers.
  public init(through origin: Network, first: Network, second: Network) throws(DrawingError) {
    for (number, direction) in [(1, first), (2, second)] {
      let isAlike =
        direction.architecture.widths == origin.architecture.widths
        && zip(direction.layers, origin.layers).allSatisfy {
          ($0.biases == nil) == ($1.biases == nil)
        }
      guard isAlike else { throw .wrongDirection(number: number) }
    }
    self.origin = origin
    self.first = first
    self.second = second
    seed = nil
  }

  /// The plane through a network with two random directions: their entries are thousandths
  /// between -1 and 1, uniform and independent.
  public init(through origin: Network, seed: UInt64) {
    self.origin = origin
    first = Self.direction(like: origin, seed: seed, stream: 1)
    second = Self.direction(like: origin, seed: seed, stream: 2)
    self.seed = seed
  }

  private static func direction(like network: Network, seed: UInt64, stream: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed, stream: stream)
    func entry() -> Rational {
      Rational(Integer(Int.random(in: -1000...1000, using: &generator)), 1000)
    }
    let layers = network.layers.map { layer in
      Network.Layer(
        weights: layer.weights.map { row in row.map { _ in entry() } },
        biases: layer.biases.map { biases in biases.map { _ in entry() } })
    }
    // The shape is that of a network.
    return try! Network(layers: layers)
  }
}
