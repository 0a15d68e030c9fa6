import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
import Polyhedra
import Regions

/// Patterns that carry most of the mass, found and measured in the order of their frequencies among random
/// inputs.
///
/// All probabilities sum to 1. So what is not listed has at most the probability that is missing to 1, which
/// needs no bounds for patterns that nobody looked at: any order gives a proof, a good one needs few
/// patterns. Where regions can be listed, or there are few, their number is known too.
struct SupportSearch {
  let charts: [InputChart]
  let options: NetworkLaw.Options
  private let watch = Stopwatch()
  /// The parts of each chart whose measures are sampled; none for the others.
  private let sampled: [[SampledPart]]

  /// With more regions than these in dimensions above 3 only those that samples meet are looked at.
  private static let largestList = 4_096
  /// So many regions are measured at a time, whatever the number of threads.
  private static let batch = 16

  init(in charts: [InputChart], _ options: NetworkLaw.Options) {
    self.charts = charts
    self.options = options
    sampled = charts.map { chart in
      guard !chart.isEnclosed, case .gaussian(let parts) = chart.coordinateLaw else { return [] }
      return parts.map { SampledPart($0, options) }
    }
  }

  struct Result {
    var regions: [MeasuredRegion] = []
    var end = NetworkLaw.End.complete
    /// The number of patterns that exist, where it is known.
    var patternCount: Int?
  }

  /// A pattern of a chart that is to be measured.
  private struct Candidate: Sendable {
    let pattern: ActivationPattern
    let chart: Int
    let region: ActivationRegion?
    let frequency: Double
  }

  /// Lists regions and measures them until the mass that is missing is at most `epsilon`.
  func run() async throws -> Result {
    var result = Result()
    var candidates: [Candidate] = []
    var isListed = true
    for (number, chart) in charts.enumerated() {
      let (found, isComplete) = try await self.candidates(of: chart, number)
      candidates += found
      isListed = isListed && isComplete
    }
    if isListed { result.patternCount = Set(candidates.map(\.pattern)).count }
    candidates.sort { a, b in
      if a.frequency != b.frequency { return a.frequency > b.frequency }
      return a.pattern == b.pattern ? a.chart < b.chart : a.pattern < b.pattern
    }
    var mass = ReportedNumber.exact(0)
    for start in stride(from: 0, to: candidates.count, by: Self.batch) {
      let batch = candidates[start..<min(start + Self.batch, candidates.count)]
      for region in try await measured(Array(batch), from: start) {
        result.regions.append(region)
        mass = mass + region.mass
        if let epsilon = options.epsilon, mass.isAtLeast(1 - epsilon) {
          result.end =
            result.regions.count == candidates.count && isListed
            ? .complete : .supportReached
          return result
        }
        if result.regions.count == options.maximumRegions, result.regions.count < candidates.count {
          result.end = .limitReached
          return result
        }
      }
      if let limit = options.timeLimit, .seconds(watch.seconds) > limit,
        result.regions.count < candidates.count
      {
        result.end = .limitReached
        return result
      }
    }
    result.end = isListed ? .complete : .limitReached
    return result
  }

  /// The patterns of a chart, and whether these are all.
  private func candidates(
    of chart: InputChart, _ number: Int
  ) async throws -> ([Candidate], isComplete: Bool) {
    let counts = PatternFrequencies(of: chart, samples: options.samples, seed: options.seed).counts
    let share = Double(approximating: chart.weight) / Double(max(1, options.samples))
    func frequency(_ pattern: ActivationPattern) -> Double { Double(counts[pattern] ?? 0) * share }
    var search = ActivationRegions.Options()
    search.threads = options.threads
    search.maximumCount = chart.isEnclosed ? nil : Self.largestList
    search.timeLimit = options.timeLimit
    var found: [Candidate] = []
    let keepsRegions = chart.isEnclosed
    let summary = try await chart.regions.forEach(
      options: search, transform: { $0 },
      body: { region in
        found.append(
          Candidate(
            pattern: region.pattern, chart: number, region: keepsRegions ? region : nil,
            frequency: frequency(region.pattern)))
        return true
      })
    if summary.isComplete { return (found, true) }
    let listed = Set(found.map(\.pattern))
    found += counts.keys.filter { !listed.contains($0) }.map {
      Candidate(pattern: $0, chart: number, region: nil, frequency: frequency($0))
    }
    // Patterns that no sample has are not worth it where others are missing.
    return (found.filter { $0.frequency > 0 }, false)
  }

  /// Some candidates, measured.
  private func measured(_ batch: [Candidate], from start: Int) async throws -> [MeasuredRegion] {
    let (charts, options) = (charts, options)
    if batch.allSatisfy({ $0.region != nil }) {
      return try await concurrentMap(batch, width: options.threads) { candidate in
        try MeasuredRegion(
          candidate.region!, of: charts[candidate.chart], number: candidate.chart, options: options)
      }
    }
    var regions: [MeasuredRegion] = []
    for (offset, candidate) in batch.enumerated() {
      let chart = charts[candidate.chart]
      if let region = candidate.region {
        regions.append(
          try MeasuredRegion(region, of: chart, number: candidate.chart, options: options))
        continue
      }
      let polyhedron = chart.polyhedron(of: candidate.pattern)
      let mass = try await sampledProbability(
        of: polyhedron.halfSpaces, chart: candidate.chart, number: start + offset)
      // A pattern that only rounded numbers have.
      if case .exact(let number) = mass, number.isZero { continue }
      regions.append(
        MeasuredRegion(
          pattern: candidate.pattern, chart: candidate.chart, halfSpaces: polyhedron.halfSpaces,
          outputs: polyhedron.outputs, point: nil, mass: mass, outputMoments: nil,
          inputMoments: nil))
    }
    return regions
  }
}

extension InputChart {
  /// Whether every measure in the chart is exact or enclosed.
  var isEnclosed: Bool {
    if case .uniform = law { return true }
    return dimension <= 3
  }

  /// The weight of its parts.
  var weight: Rational {
    guard case .gaussian(let parts) = law else { return 1 }
    return parts.reduce(0) { $0 + $1.weight }
  }
}

extension SupportSearch {
  /// The probability of a polyhedron, enclosed where structure allows it, else with a level.
  ///
  /// - Parameter number: how many polyhedra were measured before; the level of all of them together is
  ///   that of the options, since the sum of `1 / (2 i^2)` over all `i` is below 1.
  private func sampledProbability(
    of halfSpaces: [HalfSpace], chart: Int, number: Int
  ) async throws -> ReportedNumber {
    let place = Rational(number + 1)
    let parts = sampled[chart]
    let error = (1 - options.level) / (2 * place * place * Rational(parts.count))
    var sum = ReportedNumber.exact(0)
    for part in parts {
      let probability = try await part.probability(
        of: halfSpaces, error: error,
        seed: options.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
      sum = sum + .exact(part.weight) * probability
    }
    return sum
  }
}

/// A part of a mixture with what its measures have in common.
private struct SampledPart: Sendable {
  let weight: Rational
  private let everything: MeasureBound
  private let measure: SampledGaussianMeasure

  /// Parts with a smaller upper bound than this are not sampled.
  private static let smallestSampled = 1e-9

  init(_ part: GaussianMixture.Part, _ options: NetworkLaw.Options) {
    weight = part.weight
    everything = MeasureBound(under: part.law)
    var measure = SampledGaussianMeasure(under: part.law)
    measure.relativeAccuracy = options.samplingAccuracy
    measure.sampleLimit = options.sampleLimit
    measure.threads = options.threads
    self.measure = measure
  }

  /// - Parameter error: the probability with which an interval may be wrong.
  func probability(
    of halfSpaces: [HalfSpace], error: Rational, seed: UInt64
  ) async throws -> ReportedNumber {
    let bound = halfSpaces.reduce(everything) { $0.adding($1) }
    // Where it is not worth sampling, a bound says all that matters.
    for upper in [{ bound.upperBound }, { bound.sharpUpperBound }] {
      let upper = upper()
      if upper.upperDouble < Self.smallestSampled { return .enclosed(upper) }
    }
    var measure = measure
    measure.level = 1 - error
    measure.seed = seed
    return try await measure.probability(of: halfSpaces)
  }
}

extension ReportedNumber {
  /// Whether it is at least a number, for sure or at its level.
  func isAtLeast(_ number: Rational) -> Bool {
    switch self {
    case .exact(let own): own >= number
    case .enclosed(let ball), .confident(let ball, _): ball.isFinite && ball.lower >= number
    case .estimated: false
    }
  }
}
