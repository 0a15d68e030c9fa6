import ExactAlgebra
package import Networks

/// Networks with weights drawn at random.
package struct RandomWeights: Sendable, CustomStringConvertible {
  /// What weights are like.
  package enum Kind: String, Sendable, CaseIterable {
    /// Binary floating-point numbers; arrangements are in general position with probability 1.
    case generic
    /// Integers between -1 and 1: many zeros, parallels, repetitions and common points.
    case degenerate
    /// The same with the second half of each layer repeating the first, up to signs.
    case repeated
  }

  package var widths: [Int]
  package var kind = Kind.generic
  package var hasBiases = true
  package var activation = PiecewiseLinearActivation.relu

  package init(
    widths: [Int], kind: Kind = .generic, hasBiases: Bool = true,
    activation: PiecewiseLinearActivation = .relu
  ) {
    self.widths = widths
    self.kind = kind
    self.hasBiases = hasBiases
    self.activation = activation
  }

  package var description: String {
    widths.map(String.init).joined(separator: ",") + " \(kind.rawValue)"
      + (hasBiases ? "" : " without biases") + " \(activation)"
  }

  package func draw(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    func number() -> Rational {
      kind == .generic
        ? Rational(exactly: Double.random(in: -1...1, using: &generator))!
        : Rational(Int.random(in: -1...1, using: &generator))
    }
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      var rows = (0..<outputs).map { _ in
        (0..<inputs + 1).map { $0 < inputs || hasBiases ? number() : 0 }
      }
      if kind == .repeated {
        for row in (outputs / 2)..<outputs where outputs > 1 {
          let sign = Rational(row % 2 == 0 ? 1 : -1)
          rows[row] = rows[row - outputs / 2].map { sign * $0 }
        }
      }
      return Network.Layer(
        weights: rows.map { $0.dropLast() }, biases: hasBiases ? rows.map { $0[inputs] } : nil)
    }
    return try! Network(layers: layers, activation: activation)
  }

  /// A family that covers what a network can be, small enough to be checked by brute force.
  package static let varied: [RandomWeights] = [
    RandomWeights(widths: [2, 5, 1]),
    RandomWeights(widths: [2, 4, 3, 1]),
    RandomWeights(widths: [3, 4, 3, 2], hasBiases: false),
    RandomWeights(widths: [2, 4, 3, 1], kind: .degenerate),
    RandomWeights(widths: [3, 4, 3, 1], kind: .degenerate),
    RandomWeights(widths: [3, 4, 3, 1], kind: .degenerate, hasBiases: false),
    RandomWeights(widths: [2, 4, 4, 1], kind: .repeated),
    RandomWeights(widths: [5, 3, 3, 1], kind: .degenerate),
    RandomWeights(widths: [1, 3, 3, 2, 1], kind: .degenerate),
    RandomWeights(
      widths: [2, 4, 3, 1], activation: try! .leakyReLU(slope: Rational(1, 100))),
    RandomWeights(widths: [2, 3, 3, 1], kind: .degenerate, activation: .absoluteValue),
    RandomWeights(widths: [3, 3, 2, 1], activation: .absoluteValue),
  ]
}

/// Networks with one hidden layer whose neurons are given as rows `(a, b)`.
package func arrangement(_ rows: [[Int]], hasBiases: Bool = true) -> Network {
  let weights = rows.map { row in row.dropLast().map { Rational($0) } }
  return try! Network(layers: [
    .init(weights: weights, biases: hasBiases ? rows.map { Rational($0.last!) } : nil),
    .init(weights: [rows.map { _ in 1 }]),
  ])
}
