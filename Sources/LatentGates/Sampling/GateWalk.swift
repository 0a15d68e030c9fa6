import Foundation

/// Draws patterns at one point, one after the other, with memory that is used again.
final class GateWalk {
  let gates: DrawnGates
  let path: DrawnPath
  private let proposal: GateProposal?
  private let observation: DrawnGates.Observation?
  private let lean: GateProposal.Lean?

  /// One of so many patterns is drawn from the prior, so that no weight is larger than so many times what the
  /// prior alone would give it.
  static let defence = 10

  /// A walk from a point.
  ///
  /// - Parameters:
  ///   - observation: what is observed there.
  ///   - proposal: the law to draw from; the model where there is none.
  init(
    in gates: DrawnGates, at point: [Double], given observation: DrawnGates.Observation?,
    proposal: GateProposal?
  ) {
    (self.gates, self.proposal, self.observation) = (gates, proposal, observation)
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
  /// - Parameter number: the number of the draw, which says whether it is a defensive one.
  func draw(_ number: Int, using draws: inout UniformDraws) {
    guard let proposal, let lean else { return drawByModel(using: &draws) }
    let byModel = number % Self.defence == 0
    path.logPrior = 0
    path.logProposal = 0
    for layer in 0..<gates.hiddenCount {
      if layer > 0 { path.prepare(layer, gates) }
      if gates.hiddenCount > 1 { proposal.prepare(layer, of: path, gates, lean) }
      path.logProposal += proposal.draw(
        layer, of: path, gates, lean, byModel: byModel, using: &draws)
      path.logPrior += path.logPrior(of: layer)
    }
    path.finish(gates)
    // The probability of the mixture of proposal and prior.
    let (a, b) = (path.logProposal + Self.logOwnShare, path.logPrior + Self.logDefensiveShare)
    path.logProposal = max(a, b) + log1p(exp(-(a - b).magnitude))
  }

  private static let logDefensiveShare = -log(Double(defence))
  private static let logOwnShare = log(1 - 1 / Double(defence))

  private func drawByModel(using draws: inout UniformDraws) {
    path.logPrior = 0
    for layer in 0..<gates.hiddenCount {
      if layer > 0 { path.prepare(layer, gates) }
      for gate in path.states[layer].indices {
        path.set(
          gate, of: layer, isOpen: draws.next() < path.probabilities[layer][gate], gates)
      }
      path.logPrior += path.logPrior(of: layer)
    }
    path.logProposal = path.logPrior
    path.finish(gates)
  }

  /// `ln (P(A | x) p(y | x, A) / q(A))` of the pattern that was drawn.
  ///
  /// - Precondition: something is observed.
  var logWeight: Double {
    guard let observation else { preconditionFailure("a weight without an observation") }
    return path.logPrior - path.logProposal
      + gates.logLikelihood(of: observation, at: path.outputs)
  }
}
