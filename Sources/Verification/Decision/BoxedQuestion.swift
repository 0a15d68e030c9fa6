import ExactAlgebra
import Networks

/// Conjunctions whose inputs lie in one box, in floating point and exactly.
struct BoxedQuestion {
  let network: BoundingNetwork
  /// The conjunctions, as indices of `exactCases` have them too.
  let cases: [BoundedCase]
  let box: InputBox
  let exactNetwork: Network
  let exactCases: [CaseGroup.Case]
  /// Evaluates an input exactly; coordinates are brought into the set of inputs first.
  let confirm: ([Double]) -> PropertyDecision.Counterexample?
  /// Evaluates an input of the set exactly.
  let evaluate: ([Rational]) -> PropertyDecision.Counterexample?

  var candidates: CandidateSearch {
    CandidateSearch(network: network, cases: cases, box: box)
  }

  /// Whether an input is surely no counterexample; the search will prove it.
  func isFarFromCounterexample(_ input: [Rational]) -> Bool {
    candidates.distances(of: [input.map { Double(approximating: $0) }])[0] > 1e-3
  }

  /// A counterexample that floating point suggests.
  func candidate(samples: Int) -> PropertyDecision.Counterexample? {
    let best = candidates.best(
      samples: samples, starts: min(16, max(1, samples / 20)), steps: 40, seed: 1)
    return best.prefix(3).lazy.filter { $0.distance < CandidateSearch.doubtfulDistance }
      .compactMap { confirm($0.input) }.first
  }

  /// The counterexample at an input that a linear program found.
  func found(at input: [Rational]) -> PropertyDecision.Counterexample {
    guard let found = evaluate(input) else { preconditionFailure("a solution that is none") }
    return found
  }
}
