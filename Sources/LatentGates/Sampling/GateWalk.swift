import Foundation

/// Where the states of gates come from.
enum GateSource {
  /// The model.
  case model
  /// The law that leans towards what is observed.
  case proposal
  /// The neighbourhood of a pattern.
  case mode(PatternMode)
  /// They are there.
  case given
}

/// Draws patterns at one point, one after the other, with memory that is used again.
final class GateWalk {
  let gates: DrawnGates
  let path: DrawnPath
  private let proposal: GateProposal?
  private let modes: [PatternMode]
  private let observation: DrawnGates.Observation?
  private let lean: GateProposal.Lean?

  /// One of so many patterns is drawn from the prior, so that no weight is larger than so many times what the
  /// prior alone would give it.
  static let defence = 10
  /// So many of them are drawn around modes, where there are some.
  static let modeShare = 4

  /// A walk from a point.
  ///
  /// - Parameters:
  ///   - observation: what is observed there.
  ///   - proposal: the law to draw from; the model where there is none.
  ///   - modes: patterns in whose neighbourhoods some patterns are drawn, where there is a proposal.
  init(
    in gates: DrawnGates, at point: [Double], given observation: DrawnGates.Observation?,
    proposal: GateProposal?, modes: [PatternMode] = []
  ) {
    (self.gates, self.observation) = (gates, observation)
    (self.proposal, self.modes) = (proposal, modes)
    path = DrawnPath(of: gates)
    path.start(at: point, gates)
    guard let proposal else {
      lean = nil
      return
    }
    let lean = GateProposal.Lean(widest: gates.widest, outputs: gates.outputCount)
    self.lean = lean
    if gates.hiddenCount == 1 { proposal.prepare(0, of: path, gates, lean) }
  }

  /// Draws a pattern. The path is what happens on it.
  ///
  /// - Parameter number: the number of the draw, which says which part of the law it comes from.
  func draw(_ number: Int, using draws: inout UniformDraws) {
    let place = number % Self.defence
    let source: GateSource =
      if proposal == nil || place == 0 { .model } else if !modes.isEmpty, place <= Self.modeShare {
        // A mode in proportion to its share.
        .mode(Self.choose(modes, draws.next()))
      } else { .proposal }
    walk(by: source, using: &draws)
  }

  /// Goes along a pattern. The path is what happens on it, with the probability that it is drawn.
  func visit(_ pattern: [[Bool]]) {
    for (layer, states) in pattern.enumerated() {
      for (gate, isOpen) in states.enumerated() { path.states[layer][gate] = isOpen }
    }
    var none = UniformDraws(seed: 0, point: 0, block: 0)
    walk(by: .given, using: &none)
  }

  private static func choose(_ modes: [PatternMode], _ number: Double) -> PatternMode {
    var rest = number
    return modes.first {
      rest -= $0.share
      return rest < 0
    } ?? modes[0]
  }

  private func walk(by source: GateSource, using draws: inout UniformDraws) {
    path.logPrior = 0
    var logProposal = 0.0
    for layer in 0..<gates.hiddenCount {
      if layer > 0 { path.prepare(layer, gates) }
      if let proposal, let lean {
        if gates.hiddenCount > 1 { proposal.prepare(layer, of: path, gates, lean) }
        logProposal += proposal.draw(layer, of: path, gates, lean, by: source, using: &draws)
      } else {
        for gate in path.states[layer].indices {
          let isOpen: Bool =
            if case .given = source { path.states[layer][gate] } else {
              draws.next() < path.probabilities[layer][gate]
            }
          path.set(gate, of: layer, isOpen: isOpen, gates)
        }
      }
      path.logPrior += path.logPrior(of: layer)
    }
    path.finish(gates)
    path.logProposal = proposal == nil ? path.logPrior : logMixture(logProposal)
  }

  /// `ln` of the probability of the mixture of proposal, modes and prior.
  private func logMixture(_ logProposal: Double) -> Double {
    let total = Double(Self.defence)
    let around = modes.isEmpty ? 0 : Double(Self.modeShare)
    var terms = [
      log(1 / total) + path.logPrior, log((total - 1 - around) / total) + logProposal,
    ]
    for mode in modes {
      terms.append(log(around / total * mode.share) + mode.logProbability(of: path))
    }
    let largest = terms.max()!
    return largest + log(terms.reduce(0) { $0 + exp($1 - largest) })
  }

  /// `ln (P(A | x) p(y | x, A))` of the pattern.
  ///
  /// - Precondition: something is observed.
  var logJoint: Double {
    guard let observation else { preconditionFailure("a weight without an observation") }
    return path.logPrior + gates.logLikelihood(of: observation, at: path.outputs)
  }

  /// `ln (P(A | x) p(y | x, A) / q(A))` of the pattern.
  ///
  /// - Precondition: something is observed.
  var logWeight: Double { logJoint - path.logProposal }
}
