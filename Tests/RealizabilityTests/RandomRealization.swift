import ExactAlgebra
import Networks
import Realizability

/// Realization problems drawn at random.
struct RandomRealization: Sendable, CustomStringConvertible {
  let widths: [Int]
  let hasBiases: Bool
  let pointCount: Int
  /// The size of the coordinates; small ones make degenerate configurations.
  var size = 5

  var description: String {
    "\(widths)\(hasBiases ? " with biases" : "") on \(pointCount) points"
  }

  private func points(using generator: inout SeededGenerator) -> [[Rational]] {
    (0..<pointCount).map { _ in
      (0..<widths[0]).map { _ in Rational(Int.random(in: -size...size, using: &generator)) }
    }
  }

  /// Random patterns: mostly there is no network.
  func arbitrary(using generator: inout SeededGenerator) throws -> RealizationProblem {
    let architecture = try Architecture(widths: widths, hasBiases: hasBiases)
    let blocks = points(using: &generator).map { point in
      let layers = architecture.hiddenWidths.map { width in
        (0..<width).map { _ in Bool.random(using: &generator) }
      }
      return Block(ActivationPattern(layers), points: [point])
    }
    return try RealizationProblem(architecture, blocks: blocks)
  }

  /// The patterns of a random network.
  func planted(using generator: inout SeededGenerator) throws -> RealizationProblem {
    func number(_ generator: inout SeededGenerator) -> Rational {
      Rational((0..<4).reduce(0) { sum, _ in sum + Int.random(in: -50...50, using: &generator) })
    }
    while true {
      let layers = zip(widths, widths.dropFirst()).map { columns, rows in
        Network.Layer(
          weights: (0..<rows).map { _ in (0..<columns).map { _ in number(&generator) } },
          biases: hasBiases ? (0..<rows).map { _ in number(&generator) } : nil)
      }
      let network = try Network(layers: layers)
      let points = points(using: &generator)
      let evaluations = network.evaluate(points)
      // A pre-activation that is zero has no sign.
      guard evaluations.allSatisfy(\.boundary.isEmpty) else { continue }
      return try RealizationProblem(
        network.architecture,
        blocks: zip(points, evaluations).map { Block($1.pattern, points: [$0]) })
    }
  }

  /// Arbitrary patterns in all layers but the first, where they are those of a network.
  func plantedInFirstLayer(using generator: inout SeededGenerator) throws -> RealizationProblem {
    let problem = try planted(using: &generator)
    let blocks = problem.sites.map { site in
      let layers = site.pattern.layers.enumerated().map { index, layer in
        index == 0 ? layer : layer.map { _ in Bool.random(using: &generator) }
      }
      return Block(ActivationPattern(layers), points: [site.point])
    }
    return try RealizationProblem(problem.architecture, blocks: blocks)
  }
}

extension Realization {
  var network: Network? { if case .realized(let network) = self { network } else { nil } }
  var proof: ImpossibilityProof? { if case .impossible(let proof) = self { proof } else { nil } }
  var effort: SearchEffort? { if case .unknown(let effort) = self { effort } else { nil } }

  /// Whether the answer, if it is one, proves itself.
  func isEvident(for problem: RealizationProblem) -> Bool {
    switch self {
    case .realized(let network): problem.isSolved(by: network)
    case .impossible(let proof): proof.refutes(problem)
    case .unknown: true
    }
  }
}
