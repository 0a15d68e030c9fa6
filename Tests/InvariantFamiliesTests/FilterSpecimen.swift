import ExactAlgebra
import GaussianMeasures
import Networks
import RandomNetworks

/// A random network for filters, with neurons that are hard to filter, and a Gaussian law of its input.
struct FilterSpecimen: Sendable {
  let network: Network
  let law: GaussianLaw

  var input: InputLaw { .gaussian(GaussianMixture(law)) }

  /// Numbers that follow from a seed.
  private struct Numbers {
    var state: UInt64

    /// A number between -1 and 1, a multiple of 1/64.
    mutating func next() -> Rational {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Rational(Integer(Int(state >> 40 % 129) - 64), 64)
    }

    mutating func row(_ count: Int, size: Rational) -> [Rational] {
      (0..<count).map { _ in next() * size }
    }
  }

  /// Which neurons a hidden layer begins with, as far as it is wide enough.
  enum Beginning: Sendable {
    /// Random ones.
    case random
    /// One twice, its opposite, and two without weights.
    case degenerate
    /// Also nearly its opposite, and one that is dead: tails and wedges too thin for measures of regions.
    case extreme
  }

  /// A network of some widths.
  init(
    widths: [Int], seed: UInt64, activation: PiecewiseLinearActivation = .relu,
    beginning: Beginning
  ) throws {
    var numbers = Numbers(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    var layers: [Network.Layer] = []
    for (place, (count, width)) in zip(widths, widths.dropFirst()).enumerated() {
      let size = Rational(3, Integer(1 + count))
      var weights = (0..<width).map { _ in numbers.row(count, size: size * 2) }
      var biases = numbers.row(width, size: 1)
      if beginning != .random, place < widths.count - 2 {
        func copy(_ neuron: Int, _ factor: Rational, bias: Rational, shift: Rational = 0) {
          guard neuron < width else { return }
          weights[neuron] = weights[0].map { $0 * factor }
          weights[neuron][0] += shift
          biases[neuron] = bias
        }
        copy(1, 1, bias: biases[0])
        copy(2, -1, bias: Rational(1, 3))
        if beginning == .extreme {
          copy(3, -1, bias: Rational(1, 4), shift: Rational(1, 1_000_000))
          copy(4, Rational(1, 2), bias: -35)
        }
        copy(5, 0, bias: Rational(2, 3))
        copy(6, 0, bias: Rational(-2, 3))
      }
      layers.append(.init(weights: weights, biases: biases))
    }
    network = try Network(layers: layers, activation: activation)
    let dimension = widths[0]
    let factor = (0..<dimension).map { row in
      (0..<dimension).map { column in
        column > row ? 0 : column == row ? 1 + numbers.next() / 2 : numbers.next() / 2
      }
    }
    let covariance = factor.map { a in
      factor.map { b in zip(a, b).reduce(Rational(0)) { $0 + $1.0 * $1.1 } }
    }
    law = try GaussianLaw(mean: numbers.row(dimension, size: 1), covariance: covariance)
  }
}
