import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import LongWork
import Networks

/// The patterns of a network with too many regions to list them, from two independent samples.
///
/// The first sample proposes patterns, the frequent ones first. The second one, which knows nothing of the
/// first, counts how many of its inputs have one of the first `k` patterns of this list, for many `k`, and
/// how many have each. All these counts are binomial, so all of them have intervals that are right
/// together at the level (`BinomialInterval`), and the mass of a list needs no intervals of its patterns.
/// That is why the mass of ten thousand patterns costs no more than that of one: measured one by one, the
/// errors of many small probabilities would add up to more than their sum.
///
/// Samples are evaluated with bounds for rounding (`NetworkSampler`); those on which rounding could decide
/// count against every interval.
struct PatternSurvey {
  private let sampler: NetworkSampler
  private let law: InputLaw
  private let options: NetworkLaw.Options
  private let watch = Stopwatch()

  /// `nil` where the law cannot be sampled.
  init?(of network: Network, under law: InputLaw, _ options: NetworkLaw.Options) {
    guard let sampler = NetworkSampler(of: network, under: law) else { return nil }
    self.sampler = sampler
    self.law = law
    self.options = options
  }

  /// Proposes patterns and counts them.
  ///
  /// - Throws: as `NetworkSampler.map`.
  func run() async throws -> SurveyedPatterns {
    let goal = goal
    let blocks = max(1, min(goal, options.sampleLimit) / NetworkSampler.blockSize)
    let proposals = try await PatternCounts(
      of: sampler, blocks: 0..<blocks, seed: options.seed, threads: options.threads,
      until: { isOver(0.5, after: $0) })
    let ranked = proposals.ranked
    // Other random numbers: another part of the same stream of blocks.
    let count = try await CountedPatterns(
      of: sampler, ranked, blocks: blocks..<2 * blocks, seed: options.seed,
      threads: options.threads, until: { isOver(1, after: proposals.total + $0) })
    let network = sampler.network
    return try SurveyedPatterns(
      count, of: network, under: law,
      entropies: proposals.entropies(of: network.architecture), options)
  }

  /// Whether a share of the time that was allowed is over.
  private func isOver(_ share: Double, after count: Int) -> Bool {
    options.progress?(.samples(count, of: 2 * min(goal, options.sampleLimit)))
    guard let limit = options.timeLimit else { return false }
    return watch.elapsed > limit * share
  }

  /// So many samples that the mass of a list has the accuracy.
  private var goal: Int {
    let accuracy = min(0.5, max(options.surveyAccuracy, 1e-7))
    // About what the errors of the curve are.
    let information = log(1 / Double(approximating: 1 - options.level)) + 8
    let count = information / (2 * accuracy * accuracy) / Double(NetworkSampler.blockSize)
    return Int(count.rounded(.up)) * NetworkSampler.blockSize
  }
}

extension PatternSurvey {
  /// With at most so many regions of the first layer it is worth listing and measuring them one by one.
  private static let (fewRegions, fewExactRegions) = (1_024.0, 16_384.0)

  /// Whether the regions of a network are too many to be listed in more than three dimensions.
  static func isNeeded(for network: Network, under law: InputLaw) -> Bool {
    let neurons = network.architecture.widths[1]
    guard law.dimension > 3, neurons > 3, network.layers.count > 1 else { return false }
    switch law {
    case .points: return false
    case .uniform: return regionBound(neurons, law.dimension) > fewExactRegions
    case .gaussian(let mixture):
      let first = network.layers[0]
      let forms = first.weights.prefix(64).map { $0 + [0] }
      let directions = mixture.parts.filter { !$0.weight.isZero }.map {
        $0.law.image(under: forms).termCount
      }.max()
      guard let directions, directions > 3 else { return false }
      return regionBound(neurons, directions) > fewRegions
    }
  }

  /// The number of regions that so many hyperplanes in general position have.
  private static func regionBound(_ neurons: Int, _ directions: Int) -> Double {
    var (term, sum) = (1.0, 1.0)
    for place in 0..<min(neurons, directions) {
      term *= Double(neurons - place) / Double(place + 1)
      sum += term
    }
    return sum
  }
}
