/// Refutes conjunctions on boxes; one object serves one thread.
final class BoxRefuter {
  private let substitution: BackSubstitution
  private let network: BoundingNetwork
  private let cases: [BoundedCase]

  init(_ network: BoundingNetwork, _ cases: [BoundedCase]) {
    (self.network, self.cases) = (network, cases)
    substitution = BackSubstitution(network)
  }

  /// Sharpens the bounds on a box and refutes what can be refuted there.
  func outcome(on open: OpenBox) -> BoxOutcome {
    var open = open
    substitution.sharpen(&open.bounds, on: open.box)
    var outcome = BoxOutcome(open: open)
    outcome.scores = Array(repeating: 0, count: network.inputCount)
    outcome.open.cases = []
    for index in open.cases {
      let bounds = substitution.bounds(of: cases[index].forms)
      if let multipliers = refutation(of: cases[index], bounds, open.box) {
        outcome.refutations.append(Refutation(index: index, multipliers: multipliers))
        continue
      }
      outcome.open.cases.append(index)
      // The form that is nearest to being positive shows where the bounds are loose.
      let best = bounds.indices.max { bounds[$0].least < bounds[$1].least }!
      outcome.shortfall = max(outcome.shortfall, -bounds[best].least)
      addScores(of: bounds[best], on: open, to: &outcome.scores)
      if outcome.candidates.count < 4 {
        outcome.candidates.append(corner(of: bounds[best], open.box))
      }
    }
    if !outcome.open.cases.isEmpty { outcome.candidates.append(open.box.center) }
    return outcome
  }

  /// Multipliers that refute a case, if there are any.
  private func refutation(
    of boundedCase: BoundedCase, _ bounds: [BackSubstitution.Bound], _ box: InputBox
  ) -> [Double]? {
    if let single = bounds.firstIndex(where: { $0.least > 0 }) {
      return bounds.indices.map { $0 == single ? 1 : 0 }
    }
    guard bounds.count > 1 else { return nil }
    let multipliers = Multipliers.proposal(for: bounds, on: box)
    guard multipliers.count(where: { $0 > 0 }) > 1 else { return nil }
    let combination = BackSubstitution.Form.combination(boundedCase.forms, multipliers)
    return substitution.bounds(of: [combination])[0].least > 0 ? multipliers : nil
  }

  /// Where a form that is below is least.
  private func corner(of bound: BackSubstitution.Bound, _ box: InputBox) -> [Double] {
    bound.coefficients.enumerated().map { input, coefficient in
      coefficient > 0
        ? box.lower[input] : coefficient < 0 ? box.upper[input] : box.middle(of: input)
    }
  }

  /// How much a form changes with each input, and how much of the slack of its lines each input causes.
  private func addScores(
    of bound: BackSubstitution.Bound, on open: OpenBox, to scores: inout [Double]
  ) {
    for input in scores.indices {
      scores[input] += bound.coefficients[input].magnitude * open.box.width(of: input)
    }
    for (neuron, sensitivity) in substitution.sensitivities {
      let slack = bound.weights[neuron].magnitude * substitution.relaxation(of: neuron).gap
      let total = sensitivity.reduce(0, +)
      guard slack > 0, total > 0 else { continue }
      for input in scores.indices { scores[input] += slack * sensitivity[input] / total }
    }
  }
}
