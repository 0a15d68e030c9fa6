import Enclosures
import ExactAlgebra
import Foundation
import LongWork

/// The course of one sampling: exploration, then stages until the interval is as narrow as asked.
///
/// Numbers that are drawn are means of weights, without those of a control variate where there is one. They lie
/// in an interval that is known and are brought to `0 ... 1` for the bets.
struct SamplingRun {
  private let measure: SampledGaussianMeasure
  private let separation: Separation
  private var tilting: Tilting
  private var control: ControlVariate?
  private let failure: Double
  private var rule: LatticeRule
  private var mean = 0.0
  private var deviation = 0.0
  /// That of weights themselves.
  private var plainDeviation = 0.0
  private var plannedCount = 0
  private var usedSamples = 0
  private var nextStream: UInt64 = 0
  private var betting: BettingInterval
  /// The mean is between these with the probability that is asked.
  private var bounds = (lower: 0.0, upper: 1.0)
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

  /// Chooses the tilting by small samples, which are not used again.
  mutating func explore() async throws {
    if tilting.logBound < -1e-3 { try await compareWithNoTilting() }
    var count = Self.explorationCount
    repeat {
      let numbers = try await draw(count)
      (mean, deviation) = Self.moments(numbers)
      count *= 8
    } while mean == 0 && count <= Self.explorationCount * 64
    plainDeviation = deviation
    plannedCount = mean > 0 ? neededCount(deviation) : 4_096
  }

  /// The dimensions in which control variates are tried.
  private static let controlledDimensions = 4...100
  private static let controlSampleLimit = 16_384

  /// Looks for a control variate, where many points are needed.
  mutating func fitControl() async throws {
    let dimension = separation.dimension
    guard mean > 0, Self.controlledDimensions.contains(dimension) else { return }
    let count = max(1_024, 8 * ControlVariate.termCount(dimension - 1))
    // Fitting takes about as long as drawing once more.
    let budget = min(cost(deviation), Double(measure.sampleLimit))
    guard count <= Self.controlSampleLimit, Double(6 * count) < budget else { return }
    let sampler = SeparationSampler(separation: separation, tilting: tilting, seed: measure.seed)
    let sample = try await concurrentMap(parts(of: count), width: measure.threads) {
      sampler.sample(streams: $0)
    }
    .reduce(into: ControlVariate.Sample(count: dimension - 1, features: [], weights: [])) {
      $0.features += $1.features
      $0.weights += $1.weights
    }
    usedSamples += count
    let plain = (mean: mean, deviation: deviation, cost: cost(deviation))
    control = ControlVariate(nearestTo: sample)
    let (mean, deviation) = Self.moments(try await draw(Self.explorationCount))
    if mean > 0, Self.controlWork * cost(deviation) < plain.cost {
      (self.mean, self.deviation) = (mean, deviation)
      plannedCount = neededCount(deviation)
    } else {
      control = nil
    }
  }

  /// How long a point takes with a control variate, relative to one without.
  private static let controlWork = 1.25

  /// Chooses a lattice by small samples, where it saves points.
  mutating func chooseLattice() async throws {
    guard mean > 0 else { return }
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
      guard mean > 0 else { break }
      let cost = cost(deviation)
      if cost < best.cost { best = (rule, mean, deviation, cost) }
    }
    (rule, mean, deviation) = (best.rule, best.mean, best.deviation)
    if control == nil { plainDeviation = deviation }
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
    // sqrt(2 s^2 L / N) + r L / (2 N) <= goal, in the mean of both sides, whose `r` have the sum of the range.
    let root = (2 * information).squareRoot() * deviation
    let shift = (range.upper - range.lower) / 2 * information / 2
    let inverse = (-root + (root * root + 4 * goal * shift).squareRoot()) / (2 * shift)
    let count = 1 / (inverse * inverse)
    return count < 1e15 ? max(64, Int(count)) : 1_000_000_000_000_000
  }

  /// What all numbers lie in.
  private var range: (lower: Double, upper: Double) {
    (-(control?.upper ?? 0), 1 - (control?.lower ?? 0))
  }

  private func cost(_ deviation: Double) -> Double {
    Double(neededCount(deviation)) * Double(rule.pointCount)
  }

  // MARK: stages

  private static let largestWholeStage = 2_048

  /// Draws randomizations until the interval is narrow enough or the limit is reached.
  mutating func sample() async throws {
    try await sampleInward()
    var total = 0
    var planned = max(64, plannedCount)
    while true {
      let left = (measure.sampleLimit - usedSamples) / rule.pointCount
      // The first half tells how many are needed better than the exploration.
      let next = total == 0 && planned >= Self.largestWholeStage ? planned / 2 : planned - total
      let stage = min(next, left)
      guard stage > 0 || total == 0 else { return }
      let numbers = try await draw(max(64, stage))
      bet(on: numbers, of: max(planned, total + numbers.count))
      total += numbers.count
      let (lower, upper) = bounds
      if upper - lower <= measure.relativeAccuracy * (upper + lower) { return }
      if total >= measure.sampleLimit / rule.pointCount { return }
      let all = Self.moments(betting.numbers)
      let mean = range.lower + (range.upper - range.lower) * all.mean
      if mean > 0 { (self.mean, deviation) = (mean, (range.upper - range.lower) * all.deviation) }
      planned = max(total + total / 10, min(neededCount(deviation), 4 * total))
    }
  }

  /// Takes numbers into the interval.
  private mutating func bet(on numbers: [Double], of count: Int) {
    let (low, high) = range
    let scale = 1 / (high - low)
    betting.append(
      numbers.map { ($0 - low) * scale }, mean: (mean - low) * scale, deviation: deviation * scale,
      of: count)
    let error = control?.error ?? 0
    bounds.lower = max(0, low + (high - low) * betting.lower - error)
    bounds.upper = min(1, low + (high - low) * betting.upper + error)
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
    betting.append(numbers, mean: self.mean, deviation: plainDeviation, of: count)
    inward = (factor, betting.lower)
  }

  private mutating func draw(_ count: Int) async throws -> [Double] {
    try await draw(
      count,
      from: SeparationSampler(
        separation: separation, tilting: tilting, seed: measure.seed, control: control))
  }

  /// The streams of so many new randomizations, in parts.
  private mutating func parts(of count: Int) -> [Range<UInt64>] {
    let first = nextStream
    nextStream += UInt64(count)
    let work = max(1, rule.pointCount * separation.dimension * (separation.dimension + 60))
    let size = max(1, 4_000_000 / work)
    return stride(from: 0, to: count, by: size).map {
      first + UInt64($0)..<first + UInt64(min(count, $0 + size))
    }
  }

  /// The means of so many randomizations, in their order.
  private mutating func draw(_ count: Int, from sampler: SeparationSampler) async throws -> [Double]
  {
    let rule = rule
    usedSamples += count * rule.pointCount
    return try await concurrentMap(parts(of: count), width: measure.threads) { streams in
      rule.pointCount == 1
        ? sampler.weights(streams: streams)
        : streams.map { sampler.meanWeight(of: rule, stream: $0) }
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
    let (lower, upper) = bounds
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
