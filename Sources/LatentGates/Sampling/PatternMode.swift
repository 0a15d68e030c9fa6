import Foundation

/// A pattern that is more probable, given what is observed, than all that differ from it in one gate; with
/// the law of independent gates around it.
struct PatternMode: Sendable {
  /// Which gates are open.
  let pattern: [[Bool]]
  /// The probability that each gate is open, in the law around it.
  let open: [[Double]]
  /// `ln (P(A | x) p(y | x, A))`.
  let logJoint: Double
  /// How often the law around it is drawn from, among those of all modes.
  var share = 1.0

  /// What the odds of a gate, given all others, are raised to: the law around a mode is wider than the posterior.
  private static let sharpness = 0.5

  /// `ln` of the probability of the pattern of a path in the law around the mode.
  func logProbability(of path: DrawnPath) -> Double {
    var product = 1.0
    var sum = 0.0
    for (layer, open) in open.enumerated() {
      for (gate, p) in open.enumerated() { product *= path.states[layer][gate] ? p : 1 - p }
      sum += log(product)
      product = 1
    }
    return sum
  }

  /// Modes that single steps lead to from some patterns, the most probable first.
  static func climbing(from starts: [[[Bool]]], by walk: GateWalk) -> [PatternMode] {
    var found: [PatternMode] = []
    for start in starts {
      let mode = PatternMode(from: start, by: walk)
      if !found.contains(where: { $0.pattern == mode.pattern }) { found.append(mode) }
    }
    found.sort { $0.logJoint > $1.logJoint }
    guard let best = found.first?.logJoint else { return [] }
    // Shares lie between those of the posterior and equal ones.
    let masses = found.map { exp(max(($0.logJoint - best) / 2, -6)) }
    let sum = masses.reduce(0, +)
    for index in found.indices { found[index].share = masses[index] / sum }
    return found
  }

  private init(from start: [[Bool]], by walk: GateWalk) {
    var pattern = start
    walk.visit(pattern)
    var best = walk.logJoint
    var open = pattern.map { $0.map { _ in 0.5 } }
    var isMoving = true
    // Each step makes the pattern more probable, so this ends.
    while isMoving {
      isMoving = false
      for layer in pattern.indices {
        for gate in pattern[layer].indices {
          pattern[layer][gate].toggle()
          walk.visit(pattern)
          let other = walk.logJoint
          let gain = other - best
          if gain > 0 {
            best = other
            isMoving = true
          } else {
            pattern[layer][gate].toggle()
          }
          let logit = pattern[layer][gate] ? gain.magnitude : -gain.magnitude
          open[layer][gate] = DrawnGates.sigmoid(logit * Self.sharpness)
        }
      }
    }
    (self.pattern, self.open, logJoint) = (pattern, open, best)
  }

  /// The pattern and all that differ from it in one gate.
  var neighbourhood: [[[Bool]]] {
    [pattern]
      + pattern.indices.flatMap { layer in
        pattern[layer].indices.map { gate in
          var other = pattern
          other[layer][gate].toggle()
          return other
        }
      }
  }
}

/// How patterns at a point are drawn, and which of them have been looked at.
struct GatePlan: Sendable {
  let proposal: GateProposal?
  let modes: [PatternMode]

  /// Multiplications that the search for modes may take.
  private static let searchWork = 1 << 20
  private static let starts = 12

  init(
    of gates: DrawnGates, at point: [Double], given observation: DrawnGates.Observation, place: Int,
    _ sampling: GateSampling
  ) {
    let leaning = GateProposal(of: gates, at: point, given: observation)
    proposal = sampling.proposal == .prior ? nil : leaning
    let path = gates.layers.reduce(20 * gates.gateCount) { $0 + $1.inputCount * $1.outputCount }
    guard path * gates.gateCount * Self.starts <= Self.searchWork else {
      modes = []
      return
    }
    // From hard gates, from draws of the model, and from draws that lean towards what is observed.
    var starts: [[[Bool]]] = []
    var uniform = UniformDraws(seed: sampling.seed, point: place, block: 0xFFFFFF)
    for law in [nil, leaning] {
      let walk = GateWalk(in: gates, at: point, given: observation, proposal: law)
      for draw in 0..<Self.starts / 2 {
        walk.draw(draw, using: &uniform)
        starts.append(walk.path.states.map { Array($0) })
      }
    }
    modes = PatternMode.climbing(
      from: starts, by: GateWalk(in: gates, at: point, given: observation, proposal: nil))
  }

  /// The modes and their neighbours, each once.
  var knownPatterns: [[[Bool]]] {
    var seen: Set<[[Bool]]> = []
    return modes.flatMap(\.neighbourhood).filter { seen.insert($0).inserted }
  }
}
