/// Refutes conjunctions on boxes; one object serves one thread.
final class BoxRefuter {
  private let substitution: BackSubstitution
  private let network: BoundingNetwork
  private let cases: [BoundedCase]
  /// Which lines are tried; certificates know the first ones only.
  private let rays: [Relaxation.Ray]

  init(
    _ network: BoundingNetwork, _ cases: [BoundedCase], rays: [Relaxation.Ray] = [.longer]
  ) {
    (self.network, self.cases, self.rays) = (network, cases, rays)
    substitution = BackSubstitution(network)
  }

  /// Sharpens the bounds on a box and refutes what can be refuted there.
  func outcome(on open: OpenBox) -> BoxOutcome {
    var open = open
    substitution.sharpen(&open.bounds, on: open.box)
    var outcome = BoxOutcome(open: open)
    outcome.scores = Array(repeating: 0, count: network.inputCount)
    outcome.open.cases = []
    var last: [Attempt] = []
    for index in open.cases {
      let attempts = attempts(on: cases[index], open)
      if let success = attempts.first(where: { $0.bound.least > 0 }) {
        outcome.refutations.append(Refutation(index: index, terms: success.terms))
        continue
      }
      outcome.open.cases.append(index)
      last = attempts
      // The form that is nearest to being positive shows where the bounds are loose.
      let best = attempts.max { $0.bound.least < $1.bound.least }!.bound
      outcome.shortfall = max(outcome.shortfall, -best.least)
      outcome.least = best.least
      addScores(of: best, on: open, to: &outcome.scores)
      if outcome.candidates.count < 4 {
        outcome.candidates.append(open.box.minimizer(of: best.coefficients))
      }
    }
    if outcome.open.cases.count == 1 { cut(&outcome, by: last) }
    if !outcome.open.cases.isEmpty { outcome.candidates.append(open.box.center) }
    return outcome
  }

  /// Sharpens bounds on a part of a box where they hold.
  ///
  /// - Returns: whether all cases are refuted there, or it is empty.
  func refutes(on box: InputBox, _ bounds: inout NeuronBounds) -> Bool {
    substitution.sharpen(&bounds, on: box)
    guard !bounds.isEmpty else { return true }
    let open = OpenBox(
      box: box, bounds: bounds, cases: [], share: 0, node: 0, unstableCount: 0)
    return cases.allSatisfy { boundedCase in
      attempts(on: boundedCase, open).contains { $0.bound.least > 0 }
    }
  }

  /// Forms with multipliers, and how their combination is bounded.
  private typealias Attempt = (terms: [Refutation.Term], bound: BackSubstitution.Bound)

  /// Bounds with all lines that are tried.
  private func attempts(on boundedCase: BoundedCase, _ open: OpenBox) -> [Attempt] {
    guard rays.count > 1 else { return attempts(on: boundedCase, open.box) }
    var all: [Attempt] = []
    for ray in rays.reversed() {
      substitution.follow(ray, open.bounds)
      all += attempts(on: boundedCase, open.box)
    }
    return all
  }

  /// Bounds of the forms of a case, and of a combination where there are several.
  private func attempts(on boundedCase: BoundedCase, _ box: InputBox) -> [Attempt] {
    let bounds = substitution.bounds(of: boundedCase.forms)
    let attempts = bounds.enumerated().map { (terms: [($0.offset, 1.0)], bound: $0.element) }
    guard bounds.count > 1, !bounds.contains(where: { $0.least > 0 }) else { return attempts }
    let terms = Multipliers.proposal(for: bounds, on: box)
    guard terms.count > 1 else { return attempts }
    let combination = BackSubstitution.Form.combination(boundedCase.forms, terms)
    return attempts + [(terms, substitution.bounds(of: [combination])[0])]
  }

  /// Cuts parts of the box off on which one of the forms is positive.
  private func cut(_ outcome: inout BoxOutcome, by attempts: [Attempt]) {
    let index = outcome.open.cases[0]
    for (terms, bound) in attempts where bound.least.isFinite {
      // The least value on what is left of the box; cuts of other inputs do not lower it.
      let least = bound.least
      for (input, slope) in bound.coefficients.enumerated() where slope != 0 {
        let (lower, upper) = (outcome.open.box.lower[input], outcome.open.box.upper[input])
        let start = slope > 0 ? outcome.whole.lower[input] : outcome.whole.upper[input]
        // Beyond `start - least / slope` the form is positive; somewhat farther, for certain.
        let size = least.magnitude + slope.magnitude * (lower.magnitude + upper.magnitude)
        let unit = (upper - lower) / 256
        let exact = start + (network.cutMargin * size - least) / slope
        // A short number on the side where more remains.
        let value = InputBox.shortened(exact + (slope > 0 ? unit : -unit) / 2, to: unit)
        guard lower < value, value < upper else { continue }
        guard (slope > 0 ? upper - value : value - lower) > 0.05 * (upper - lower) else { continue }
        outcome.cuts.append(
          Cut(
            input: input, at: value, keepsBelow: slope > 0,
            refutation: Refutation(index: index, terms: terms)))
        if slope > 0 {
          outcome.open.box.upper[input] = value
        } else {
          outcome.open.box.lower[input] = value
        }
      }
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
      let slack = bound.weights[neuron].magnitude * substitution.gap(of: neuron)
      let total = sensitivity.reduce(0, +)
      guard slack > 0, total > 0 else { continue }
      for input in scores.indices { scores[input] += slack * sensitivity[input] / total }
    }
  }
}
