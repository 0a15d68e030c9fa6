import ExactAlgebra
import Networks

/// Random rational weights whose neurons are on for some points of a sample and off for others.
///
/// What is drawn is free: a rank is a proved lower bound wherever it is taken. A neuron that is on
/// everywhere or nowhere lowers it, so biases put the hyperplane of a neuron between two images of sample
/// points.
struct LayerDraw {
  private var generator: SeededGenerator
  private let cuts: Cuts

  /// How often and where hyperplanes cut a sample.
  struct Cuts {
    /// In how many of four neurons of hidden layers.
    let hidden: Int
    /// The same for the last layer.
    let last: Int
    /// One part in so many of what is told apart is cut off at most.
    let share: Int
  }

  init(seed: UInt64, depth: Int, draw: Int, cuts: Cuts) {
    generator = SeededGenerator(
      seed: seed, stream: 1 << 40 | UInt64(depth) << 20 | UInt64(draw))
    self.cuts = cuts
  }

  /// Layers, drawn one after the other.
  ///
  /// - Parameter sample: points of the start, at least one.
  mutating func next(depth: Int, sample: [[Rational]]) -> SquareLayers {
    var images = sample
    var layers: [Network.Layer] = []
    for number in 1...depth {
      let layer = layer(on: images, cuts: number == depth ? cuts.last : cuts.hidden)
      let map = LayerMap(layer, activation: .relu)
      images = images.map { map($0) }
      layers.append(layer)
    }
    return SquareLayers(layers)
  }

  private mutating func layer(on points: [[Rational]], cuts: Int) -> Network.Layer {
    let dimension = points[0].count
    let rows = (0..<dimension).map { _ in
      (0..<dimension).map { _ in
        // On the line each layer turns the order around, so that both ends are cut in turn.
        let isNegative = number(in: 0...1) == 1 || dimension == 1
        return Rational((isNegative ? -1 : 1) * number(in: 1...16)) / 8
      }
    }
    return .init(weights: rows, biases: rows.map { bias(of: $0, on: points, cuts: cuts) })
  }

  private mutating func bias(
    of row: [Rational], on points: [[Rational]], cuts: Int
  ) -> Rational {
    let values = points.map { point in zip(row, point).reduce(0) { $0 + $1.0 * $1.1 } }.sorted()
    let isCut = number(in: 0...3) < cuts
    let part = Rational(number(in: 1...15)) / 16
    let gaps = values.indices.dropFirst().filter { values[$0 - 1] < values[$0] }
    let lower = gaps.prefix((gaps.count + self.cuts.share - 1) / self.cuts.share)
    guard isCut, !lower.isEmpty else { return part - values[0] }
    let gap = lower[number(in: 0...lower.count - 1)]
    return -(values[gap - 1] + part * (values[gap] - values[gap - 1]))
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
}
