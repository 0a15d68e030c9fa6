public import Enclosures
public import ExactAlgebra
import Foundation
import LongWork
import Networks

/// What draws say about the patterns at a point, given what is observed there: for any number of gates.
///
/// The mean of the weights `P(A | x) p(y | x, A) / q(A)` of patterns from a law `q` is `p(y | x)`: importance sampling.
/// Means over patterns under the posterior are weighted means. Standard errors are those of the delta method, for
/// large numbers of draws; where few draws have nearly all of the weight, they are not to be trusted, and
/// `isDegenerate` says so.
public struct GateEstimate: Sendable {
  /// `ln p(y | x)`, in nats.
  public let logLikelihood: ReportedNumber
  /// The mean of the logarithms of the weights: the evidence lower bound of the proposal, which `ln p(y | x)` exceeds
  /// by the divergence of the proposal from the posterior.
  public let evidenceLowerBound: ReportedNumber
  /// The probability that each gate is open, given the observation; in the order of the gates.
  public let posteriorGates: [ReportedNumber]
  /// The gradient of `ln p(y | x)`; `nil` where it was not asked for.
  public let gradient: ParameterGradient?
  /// `(sum w)^2 / sum w^2` of the weights: as many draws from the posterior would say about as much.
  public let effectiveSampleSize: Double
  /// The part of the largest weight in the sum of all.
  public let largestShare: Double
  /// The number of draws.
  public let draws: Int

  /// The effective sample size below which standard errors are not to be trusted.
  public static let trustedSampleSize = 50.0
  /// The part of one weight above which they are not.
  public static let trustedShare = 0.1

  /// Whether so few draws have nearly all of the weight that the standard errors are not to be trusted: the
  /// estimate of `p(y | x)` is likely to be too small.
  public var isDegenerate: Bool {
    effectiveSampleSize < Self.trustedSampleSize || largestShare > Self.trustedShare
  }

  /// The estimate at one point.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - point: the input.
  ///   - observation: what is observed there.
  ///   - sampling: how draws are made.
  ///   - hasGradient: whether the gradient is wanted too.
  /// - Throws: `GateModelError` where point or observation do not belong to the network, and for numbers beyond
  ///   double precision; also as `Interruption.check`.
  public init(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    by sampling: GateSampling = GateSampling(), hasGradient: Bool = false
  ) async throws {
    let sample = try GateSample([point], observations: [observation])
    let estimates = try await Self.estimates(
      of: model, over: sample, by: sampling, hasGradient: hasGradient)
    self = estimates[0]
  }

  /// The estimates at all points of a sample, each from random numbers of its own.
  ///
  /// - Precondition: the sample has observations.
  /// - Throws: as `init`.
  public static func estimates(
    of model: GateModel, over sample: GateSample, by sampling: GateSampling = GateSampling(),
    hasGradient: Bool = false
  ) async throws -> [GateEstimate] {
    guard let observations = sample.observations else {
      preconditionFailure("a sample without observations")
    }
    try sample.validate(for: model, isSummed: false)
    let gates = try DrawnGates(model)
    let points = try sample.points.map(DrawnGates.rounded)
    let observed = try observations.map(DrawnGates.rounded)
    let plans = try await concurrentMap(Array(points.indices), width: sampling.threads) { place in
      GatePlan(of: gates, at: points[place], given: observed[place], place: place, sampling)
    }
    let parts = points.indices.flatMap { point in
      DrawBlock.blocks(of: sampling.draws).map { (point: point, block: $0) }
    }
    let sums = try await concurrentMap(parts, width: sampling.threads) { part in
      let walk = GateWalk(
        in: gates, at: points[part.point], given: observed[part.point],
        proposal: plans[part.point].proposal, modes: plans[part.point].modes)
      let block = try DrawSums(along: walk, given: observed[part.point], hasGradient)
        .adding(part.block, place: part.point, seed: sampling.seed)
      guard part.block.number == 0 else { return (block, nil as WeightedSums?) }
      let known = DrawSums(along: walk, given: observed[part.point], hasGradient)
        .expecting(plans[part.point].knownPatterns, draws: sampling.draws)
      return (block, known)
    }
    var merged = points.map { _ in WeightedSums(valueCount: 0) }
    var known = points.map { _ in nil as WeightedSums? }
    for (part, sum) in zip(parts, sums) {
      if part.block.number == 0 {
        (merged[part.point], known[part.point]) = sum
      } else {
        merged[part.point].add(sum.0)
      }
    }
    return points.indices.map { GateEstimate(merged[$0], beside: known[$0], model, hasGradient) }
  }

  private init(
    _ sums: WeightedSums, beside known: WeightedSums?, _ model: GateModel, _ hasGradient: Bool
  ) {
    func number(_ mean: (value: Double, standardError: Double)) -> ReportedNumber {
      .estimated(value: mean.value, standardError: mean.standardError)
    }
    logLikelihood = number(sums.logMean(beside: known))
    evidenceLowerBound = number(sums.meanLog)
    let means = sums.means(beside: known).map(number)
    posteriorGates = Array(means.prefix(model.gateCount))
    gradient =
      hasGradient
      ? ParameterGradient(means.dropFirst(model.gateCount), of: model.network) : nil
    effectiveSampleSize = sums.effectiveSize(beside: known)
    largestShare = sums.largestShare
    draws = sums.count
  }
}

/// Sums over patterns at a point: whether each gate is open and, where it is wanted, the gradient.
private struct DrawSums {
  private let walk: GateWalk
  private let observation: DrawnGates.Observation
  private let hasGradient: Bool
  private let count: Int

  init(along walk: GateWalk, given observation: DrawnGates.Observation, _ hasGradient: Bool) {
    (self.walk, self.observation, self.hasGradient) = (walk, observation, hasGradient)
    count = walk.gates.gateCount + (hasGradient ? walk.gates.parameterCount : 0)
  }

  /// The sums over one block of draws.
  func adding(_ block: DrawBlock, place: Int, seed: UInt64) throws -> WeightedSums {
    var draws = UniformDraws(seed: seed, point: place, block: block.number)
    var sums = WeightedSums(valueCount: count)
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { values in
      values.initialize(repeating: 0)
      for draw in block.draws {
        if draw % 64 == 0 { try Interruption.check() }
        walk.draw(draw, using: &draws)
        fill(values)
        sums.add(logWeight: walk.logWeight, values: UnsafeBufferPointer(values))
      }
    }
    return sums
  }

  /// What known patterns are expected to add in so many draws; `nil` where there are none.
  func expecting(_ patterns: [[[Bool]]], draws: Int) -> WeightedSums? {
    guard !patterns.isEmpty else { return nil }
    var sums = WeightedSums(valueCount: count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { values in
      values.initialize(repeating: 0)
      for pattern in patterns {
        walk.visit(pattern)
        fill(values)
        sums.addExpected(
          Double(draws) * exp(walk.path.logProposal), logWeight: walk.logWeight,
          values: UnsafeBufferPointer(values))
      }
    }
    return sums
  }

  private func fill(_ values: UnsafeMutableBufferPointer<Double>) {
    var place = 0
    for states in walk.path.states {
      for isOpen in states {
        values[place] = isOpen ? 1 : 0
        place += 1
      }
    }
    guard hasGradient else { return }
    walk.path.gradient(of: walk.gates, given: observation, into: values.baseAddress! + place)
  }
}

/// Some of the draws at a point, which share a stream of random numbers.
struct DrawBlock: Sendable {
  /// From 0.
  let number: Int
  /// The numbers of the draws.
  let draws: Range<Int>

  private static let size = 2_000

  /// The blocks of so many draws.
  static func blocks(of draws: Int) -> [DrawBlock] {
    stride(from: 0, to: draws, by: size).map {
      DrawBlock(number: $0 / size, draws: $0..<min($0 + size, draws))
    }
  }
}
