import ExactAlgebra
import Networks

/// Random rational weights whose neurons are on for some points of a sample and off for others.
///
/// What is drawn is free: a rank is a proved lower bound wherever it is taken. A neuron that is on
/// everywhere or nowhere lowers it, so biases put the hyperplane of a neuron between two images of sample
/// points.
struct LayerDraw {
  private var generator: SeededGenerator
  /// In how many of four neurons of hidden layers the hyperplane cuts the sample.
  private let cuts: Int
  /// The same for the last layer.
  private let lastCuts: Int

  init(seed: UInt64, depth: Int, draw: Int, cuts: Int, lastCuts: Int) {
    generator = SeededGenerator(
      seed: seed, stream: 1 << 40 | UInt64(depth) << 20 | UInt64(draw))
    (self.cuts, self.lastCuts) = (cuts, lastCuts)
  }

  /// Layers, drawn one after the other.
  ///
  /// - Parameter sample: points of the start, at least one.
  mutating func next(depth: Int, sample: [[Rational]]) -> SquareLayers {
    var images = sample
    var layers: [Network.Layer] = []
    for number in 1...depth {
      let layer = layer(on: images, cuts: number == depth ? lastCuts : cuts)
      let map = LayerMap(layer, activation: .relu)
      images = images.map { map($0) }
      layers.append(layer)
    }
    return SquareLayers(layers)
  }

  private mutating func layer(on points: [[Rational]], cuts: Int) -> Network.Layer {
    let dimension = points[0].count
    let rows = (0..<dimension).map { _ in
      (0..<dimension).map { _ in Rational(number(in: -16...16)) / 8 }
    }
    return .init(weights: rows, biases: rows.map { bias(of: $0, on: points, cuts: cuts) })
  }

  private mutating func bias(
    of row: [Rational], on points: [[Rational]], cuts: Int
  ) -> Rational {
    let values = points.map { point in zip(row, point).reduce(0) { $0 + $1.0 * $1.1 } }.sorted()
    let isCut = number(in: 0...3) < cuts
    let part = Rational(number(in: 1...7)) / 8
    let gaps = (1..<max(values.count, 1)).filter { values[$0 - 1] < values[$0] }
    // More than half of what is told apart stays on.
    let lower = gaps.prefix((gaps.count + 1) / 2)
    guard isCut, !lower.isEmpty else { return part - values[0] }
    let gap = lower[number(in: 0...lower.count - 1)]
    return -(values[gap - 1] + part * (values[gap] - values[gap - 1]))
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
}
