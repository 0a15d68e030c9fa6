import Enclosures
import ExactAlgebra
import Foundation
import LongWork

/// The course of one sampling: exploration, then stages until the interval is as narrow as asked.
struct SamplingRun {
  private let measure: SampledGaussianMeasure
  private let separation: Separation
  private var tilting: Tilting
  private let failure: Double
  private var rule: LatticeRule
  private var mean = 0.0
  private var deviation = 0.0
  private var plannedCount = 0
  private var usedSamples = 0
  private var nextStream: UInt64 = 0
  private var betting: BettingInterval
  /// The probability for slabs that are moved inwards, at least, relative to the bound of weights.
  private var inward: (factor: Double, mean: Double) = (1, 0)

  /// The shares of the error probability: for the sample with moved half-spaces, for each end.
  private static let shareOfInward = 0.1
  private static let shareOfEnd = 0.45

  init(_ slabs: [Slab], of measure: SampledGaussianMeasure) {
    self.measure = measure
    failure = Double(approximating: 1 - measure.level)
    (separation, tilting) = Separation.tilted(slabs)
    rule = LatticeRule(pointCount: 1, dimension: separation.dimension)
    betting = BettingInterval(errorProbability: failure * Self.shareOfEnd)
  }

  // MARK: exploration

  /// Whether no sample was inside.
  var isEmptySoFar: Bool { mean == 0 }

  private static let explorationCount = 256
  private static let explorationCountOfLattices = 64

  /// Chooses tilting and lattice by small samples, which are not used again.
  mutating func explore() async throws {
    if tilting.logBound < -1e-3 { try await compareWithNoTilting() }
    var count = Self.explorationCount
    repeat {
      let numbers = try await draw(count)
      (mean, deviation) = Self.moments(numbers)
      count *= 8
    } while mean == 0 && count <= Self.explorationCount * 64
    guard mean > 0 else {
      plannedCount = 4_096
      return
    }
    var best = (rule: rule, mean: mean, deviation: deviation, cost: cost(deviation))
    let budget = Double(measure.sampleLimit)
    for size in LatticeRule.sizes.dropFirst() {
      // A larger lattice costs more than it could save.
      let least = Double(neededCount(0) * size)
      let exploration = Double(Self.explorationCountOfLattices * size)
      guard least + exploration < 0.9 * best.cost, exploration < 0.2 * min(best.cost, budget),
        separation.dimension * size * size < 100_000_000
      else { break }
      rule = LatticeRule(pointCount: size, dimension: separation.dimension)
      let (mean, deviation) = Self.moments(try await draw(Self.explorationCountOfLattices))
      let cost = cost(deviation)
      if cost < best.cost { best = (rule, mean, deviation, cost) }
    }
    (rule, mean, deviation) = (best.rule, best.mean, best.deviation)
    plannedCount = neededCount(deviation)
  }

  /// A tilting pays where the weights vary less relative to their mean.
  private mutating func compareWithNoTilting() async throws {
    let tilted = tilting
    let (mean, deviation) = Self.moments(try await draw(Self.explorationCount))
    guard mean > 0, deviation > mean else { return }
    tilting = .none(separation)
    let (plainMean, plainDeviation) = Self.moments(try await draw(Self.explorationCount))
    if plainMean == 0 || plainDeviation / plainMean >= deviation / mean { tilting = tilted }
  }

  private static func moments(_ numbers: [Double]) -> (mean: Double, deviation: Double) {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(numbers.count - 1)).squareRoot())
  }

  /// About how many randomizations with a standard deviation are needed.
  private func neededCount(_ deviation: Double) -> Int {
    let information = log(1 / betting.errorProbability)
    // The estimate is a little too large.
    let goal = 1.08 * measure.relativeAccuracy * mean
    // sqrt(2 s^2 L / N) + r L / (2 N) <= goal, for the larger one of both sides.
    let root = (2 * information).squareRoot() * deviation
    let range = max(mean, 1 - mean) * information / 2
    let inverse = (-root + (root * root + 4 * goal * range).squareRoot()) / (2 * range)
    let count = 1 / (inverse * inverse)
    return count < 1e15 ? max(64, Int(count)) : 1_000_000_000_000_000
  }

  private func cost(_ deviation: Double) -> Double {
    Double(neededCount(deviation)) * Double(rule.pointCount)
  }

  // MARK: stages

  /// Draws randomizations until the interval is narrow enough or the limit is reached.
  mutating func sample() async throws {
    try await sampleInward()
    var total = 0
    var planned = max(64, plannedCount)
    while true {
      let left = (measure.sampleLimit - usedSamples) / rule.pointCount
      let stage = min(planned - total, left)
      guard stage > 0 || total == 0 else { return }
      let numbers = try await draw(max(64, stage))
      betting.append(numbers, mean: mean, deviation: deviation, of: total + numbers.count)
      total += numbers.count
      let (lower, upper) = (betting.lower, betting.upper)
      if upper - lower <= measure.relativeAccuracy * (upper + lower) { return }
      if total >= measure.sampleLimit / rule.pointCount { return }
      let all = Self.moments(betting.numbers)
      if all.mean > 0 { (mean, deviation) = all }
      planned = max(total + total / 4, min(neededCount(deviation), 4 * total))
    }
  }

  /// The sample with half-spaces moved inwards.
  private mutating func sampleInward() async throws {
    var factor = separation.inwardFactor(limit: 0x1p20)
    func sampler(_ factor: Double) -> SeparationSampler {
      SeparationSampler(
        separation: separation.widened(by: -factor), tilting: tilting, seed: measure.seed)
    }
    // Not so far that little is left.
    while factor > 16 {
      let mean = Self.moments(try await draw(64, from: sampler(factor))).mean
      if mean > 0.3 * self.mean { break }
      factor /= 8
    }
    let moved = sampler(factor)
    let count = max(256, min(1_024, plannedCount / 8))
    let numbers = try await draw(count, from: moved)
    var betting = BettingInterval(errorProbability: failure * Self.shareOfInward)
    betting.append(numbers, mean: self.mean, deviation: self.deviation, of: count)
    inward = (factor, betting.lower)
  }

  private mutating func draw(_ count: Int) async throws -> [Double] {
    try await draw(
      count,
      from: SeparationSampler(separation: separation, tilting: tilting, seed: measure.seed))
  }

  /// The means of so many randomizations, in their order.
  private mutating func draw(_ count: Int, from sampler: SeparationSampler) async throws -> [Double]
  {
    let rule = rule
    let first = nextStream
    nextStream += UInt64(count)
    usedSamples += count * rule.pointCount
    let work = max(1, rule.pointCount * separation.dimension * (separation.dimension + 60))
    let size = max(1, 4_000_000 / work)
    let parts = stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
    return try await concurrentMap(parts, width: measure.threads) { part in
      part.map { sampler.meanWeight(of: rule, stream: first + UInt64($0)) }
    }
    .flatMap { $0 }
  }

  // MARK: moments

  /// Sums of weights, weighted coordinates and products of them.
  struct Sums: Sendable {
    var weight = 0.0
    var first: [Double]
    /// Row by row up to the diagonal.
    var second: [Double]
  }

  /// The sums of so many batches of independent samples.
  mutating func batches(_ batchCount: Int, samples: Int) async throws -> [Sums] {
    let dimension = separation.dimension
    let sampler = SeparationSampler(separation: separation, tilting: tilting, seed: measure.seed)
    let rule = rule
    let size = max(1, samples / batchCount / rule.pointCount)
    let first = nextStream
    nextStream += UInt64(size * batchCount)
    return try await concurrentMap(Array(0..<batchCount), width: measure.threads) { batch in
      var sums = Sums(
        first: [Double](repeating: 0, count: dimension),
        second: [Double](repeating: 0, count: dimension * (dimension + 1) / 2))
      for number in 0..<size {
        let stream = first + UInt64(batch * size + number)
        _ = sampler.meanWeight(of: rule, stream: stream) { point, weight in
          sums.weight += weight
          var entry = 0
          for row in 0..<dimension {
            let part = weight * point[row]
            sums.first[row] += part
            for column in 0...row {
              sums.second[entry] += part * point[column]
              entry += 1
            }
          }
        }
      }
      return sums
    }
  }

  /// The coordinates as vectors of the standard Gaussian numbers of the law.
  var basis: [[Double]] { separation.basis }

  // MARK: result

  /// The interval for the probability.
  var interval: Ball {
    let precision = 64
    let (lower, upper) = (betting.lower, betting.upper)
    // What moving half-spaces by their margins can do, by concavity: from one margin inwards to one
    // outwards, twice the mean slope further inwards.
    // What lies beyond the reach, relative to the bound of weights.
    let tail = exp(separation.logTail - tilting.logBound) * 1.001
    let slope =
      inward.mean > 0 && inward.factor > 2
      ? max(0, log((upper + tail) / inward.mean)) / (inward.factor - 2) : .infinity
    let size = Double(separation.dimension) + tilting.logBound.magnitude
    let relative = 2 * slope + 8 * StandardNormal.measureError * size
    let low = max(0, (lower - tail)) * exp(-relative)
    let high = min(upper * exp(relative) + tail, 1e300)
    func ball(_ number: Double) -> Ball { Ball(Rational(exactly: number)!, precision: precision) }
    let bound = ball(tilting.logBound).exponential()
    let one = Ball(1, precision: precision)
    let top = bound * ball(high)
    let capped = top.upper > 1 ? one : top
    let interval = (bound * ball(low)).union(capped)
    return interval.intersection(Ball(from: 0, to: 1, precision: precision)) ?? interval
  }
}
