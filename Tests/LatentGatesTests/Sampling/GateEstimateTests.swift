import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Testing

/// Estimates from draws beside exact sums.
@Suite struct GateEstimateTests {
  /// On 200 random models: how often estimates are further from the exact values than some standard errors.
  @Test(arguments: GateSampling.Proposal.allCases)
  func agreesWithSums(proposal: GateSampling.Proposal) async throws {
    var (likelihoods, gradients, states) = (Deviations(), Deviations(), Deviations())
    var degenerate = 0
    for number in 0..<200 {
      let random = try RandomGates(number: number)
      let exact = try GatePosterior(
        of: random.model, at: random.point, given: random.observation)
      let estimate = try await GateEstimate(
        of: random.model, at: random.point, given: random.observation,
        by: GateSampling(draws: 2_000, proposal: proposal, seed: 5), hasGradient: true)
      if estimate.isDegenerate {
        degenerate += 1
        continue
      }
      likelihoods.note(estimate.logLikelihood, exact: exact.logLikelihood)
      for (own, other) in zip(
        try #require(estimate.gradient).parameters, exact.gradient.parameters)
      { gradients.note(own, exact: other) }
      for gate in 0..<random.model.gateCount {
        let open = exact.patterns.filter { $0.pattern.layers.flatMap { $0 }[gate] }
        states.note(
          estimate.posteriorGates[gate],
          exact: open.dropFirst().reduce(open[0].posterior) { $0 + $1.posterior })
      }
    }
    // Where draws cannot be trusted, that is said: of the prior now and then, of what leans never.
    #expect(proposal == .adapted ? degenerate == 0 : degenerate < 30)
    #expect(likelihoods.sizes.count == 200 - degenerate)
    #expect(gradients.sizes.count > 3_000 && states.sizes.count > 700)
    for deviations in [likelihoods, gradients, states] {
      #expect(deviations.count(beyond: 4) * 500 <= deviations.sizes.count)
    }
    #expect(likelihoods.count(beyond: 4) == 0 && likelihoods.count(beyond: 2) <= 20)
    // Errors are small, and not so large that everything is within them.
    #expect(likelihoods.largestError < 0.2 && likelihoods.meanError < 0.05)
    #expect(states.largestError < 0.2 && likelihoods.count(beyond: 1) >= 20)
  }
}
