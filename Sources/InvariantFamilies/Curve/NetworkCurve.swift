public import ExactAlgebra

/// A curve through all networks of width `d`, of all depths: the parameter of a family of laws that every layer maps
/// into itself.
///
///     let curve = NetworkCurve(width: 2)
///     curve.member(at: Rational(3, 8), bits: 100)      // a network with one layer
///
/// For a parameter `t` below -1 the member is the start, a random vector `X`; from -1 to 0 it is `-t X`. From the integer
/// `k >= 0` to `k + 1` the curve makes excursion `k` from the zero network to the zero network, through all
/// networks of one depth with weights up to a radius: a quarter on a straight line to a corner of the cube of
/// weights, a half on the Hilbert curve of the cube, a quarter on a straight line back. Excursions come in stages
/// `s = 1, 2, ...`, each with the depths `1, ..., s` and the radius `2^(s - 1)`, so every network is met.
/// All layers are `x -> ReLU(W x + b)`.
public struct NetworkCurve: Hashable, Sendable {
  /// The width of all layers: `d`.
  public let width: Int

  /// The curve through the networks of a width.
  ///
  /// - Precondition: the width is positive.
  public init(width: Int) {
    precondition(width > 0, "networks without neurons")
    self.width = width
  }

  /// The networks of one depth with weights up to a radius.
  public struct Excursion: Hashable, Sendable {
    /// Its number, from 0: its parameters lie between this and the next integer.
    public let number: Int
    /// The stage: `s`.
    public let stage: Int
    /// The number of layers.
    public let depth: Int

    /// The largest absolute value of a weight: `2^(s - 1)`.
    public var radius: Rational { Rational(2).power(stage - 1) }

    /// The excursion with a number.
    ///
    /// - Precondition: the number is not negative.
    public init(number: Int) {
      precondition(number >= 0, "no excursion")
      // Stage s begins with number s (s - 1) / 2.
      var stage = Int((2 * Double(number)).squareRoot()) + 2
      while stage * (stage - 1) / 2 > number { stage -= 1 }
      (self.number, self.stage) = (number, stage)
      depth = number - stage * (stage - 1) / 2 + 1
    }

    /// The first excursion with a depth whose radius reaches some weights.
    ///
    /// - Parameters:
    ///   - depth: the number of layers.
    ///   - size: the largest absolute value of the weights.
    /// - Precondition: the depth is positive.
    public init(depth: Int, reaching size: Rational) {
      precondition(depth > 0, "networks without layers")
      var stage = depth
      while Rational(2).power(stage - 1) < size { stage += 1 }
      self.init(number: stage * (stage - 1) / 2 + depth - 1)
    }
  }

  /// The number of weights and biases of a layer: `d^2 + d`.
  public var layerWeightCount: Int { width * width + width }

  /// The weights of layers as a list: layer by layer, neuron by neuron, its bias last.
  ///
  /// - Precondition: layers have the width of the curve.
  public func weights(of layers: [LayerMap]) -> [Rational] {
    precondition(
      layers.allSatisfy { $0.inputCount == width && $0.outputCount == width }, "other widths")
    return layers.flatMap { $0.layer.affineForms.joined() }
  }

  /// The layers with a list of weights.
  func layers(_ weights: [Rational]) -> [LayerMap] {
    stride(from: 0, to: weights.count, by: layerWeightCount).map { start in
      let rows = (0..<width).map { row in
        Array(weights[(start + row * (width + 1))..<(start + (row + 1) * (width + 1))])
      }
      return .relu(weights: rows.map { Array($0.dropLast()) }, biases: rows.map { $0[width] })
    }
  }

  /// The Hilbert curve of an excursion, in the unit cube.
  func hilbertCurve(of excursion: Excursion) -> HilbertCurve {
    HilbertCurve(dimension: excursion.depth * layerWeightCount)
  }
}
