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
      if likelihoods.sizes.last! > 3 {
        print(proposal, number, random.model.network.architecture.widths, random.model.temperatures, random.model.likelihood, random.point, random.observation, estimate.logLikelihood, exact.logLikelihood.approximation, estimate.effectiveSampleSize)
        for p in exact.patterns.sorted(by: { $0.posterior.approximation > $1.posterior.approximation }).prefix(5) { print(p.pattern, p.prior.approximation, p.posterior.approximation) }
      }
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
    for d in [likelihoods, gradients, states] {
      print(proposal, d.sizes.count, degenerate, d.count(beyond: 2), d.count(beyond: 3), d.count(beyond: 4), d.largestError, d.sizes.max()!)
    }
  }

  /// A thousand gates, whose exact likelihood is that of a sum of independent terms: see `manyGates`.
  @Test func speed() async throws {
    let random = try RandomGates(number: 0, widths: [2, 1000, 1])
    let estimate = try await GateEstimate(
      of: random.model, at: random.point, given: random.observation,
      by: GateSampling(draws: 1000))
    print(estimate.logLikelihood, estimate.evidenceLowerBound, estimate.effectiveSampleSize, estimate.largestShare)
    let prior = try await GateEstimate(
      of: random.model, at: random.point, given: random.observation,
      by: GateSampling(draws: 1000, proposal: .prior))
    print(prior.logLikelihood, prior.evidenceLowerBound, prior.effectiveSampleSize, prior.largestShare)
  }
}
