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
      guard !options.encloses(chart), case .gaussian(let parts) = chart.coordinateLaw else {
        return []
      }
      return parts.indices.map { SampledPart($0, of: chart, options) }
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

  /// Lists regions and measures them until the mass that is missing is at most `epsilon`, or until a limit
  /// is reached.
  func run() async throws -> Result {
    var result = Result()
    result.end = .limitReached
    try await Interruption.untilDue { try await run(&result) }
    return result
  }

  private func run(_ result: inout Result) async throws {
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
      options.progress?(.patterns(start, of: candidates.count))
      let batch = Array(candidates[start..<min(start + Self.batch, candidates.count)])
      try await measure(batch, from: start) { region in
        result.regions.append(region)
        mass = mass + region.mass
        if let epsilon = options.epsilon, mass.isAtLeast(1 - epsilon) {
          result.end = .supportReached
        }
        return result.end != .supportReached && result.regions.count != options.maximumRegions
      }
      let isOver = options.timeLimit.map { .seconds(watch.seconds) > $0 } ?? false
      guard result.regions.count < candidates.count else { break }
      if isOver || result.end == .supportReached
        || result.regions.count == options.maximumRegions
      {
        return
      }
    }
    if isListed { result.end = .complete }
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
    let isSmall = options.encloses(chart) || chart.isSmall
    search.maximumCount = isSmall ? nil : Self.largestList
    search.timeLimit = options.timeLimit
    let progress = options.progress
    search.progress = { progress?(.regions($0)) }
    var found: [Candidate] = []
    let summary = try await chart.regions.forEach(
      options: search, transform: { $0 },
      body: { region in
        found.append(
          Candidate(
            pattern: region.pattern, chart: number, region: isSmall ? region : nil,
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

  /// Measures some candidates and hands them on, one by one in order, until `body` returns false.
  private func measure(
    _ batch: [Candidate], from start: Int, _ body: (MeasuredRegion) -> Bool
  ) async throws {
    let (charts, options) = (charts, options)
    if batch.allSatisfy({ $0.region != nil && options.encloses(charts[$0.chart]) }) {
      let regions = try await concurrentMap(batch, width: options.threads) { candidate in
        try MeasuredRegion(
          candidate.region!, of: charts[candidate.chart], number: candidate.chart, options: options)
      }
      for region in regions where !body(region) { return }
      return
    }
    for (offset, candidate) in batch.enumerated() {
      try Interruption.check()
      let chart = charts[candidate.chart]
      if let region = candidate.region, options.encloses(chart) {
        let region = try MeasuredRegion(
          region, of: chart, number: candidate.chart, options: options)
        if !body(region) { return }
        continue
      }
      let polyhedron = chart.polyhedron(of: candidate.pattern)
      let mass = try await sampledProbability(
        of: polyhedron.halfSpaces, chart: candidate.chart, number: start + offset)
      // A pattern that only rounded numbers have.
      if case .exact(let number) = mass, number.isZero { continue }
      let region = MeasuredRegion(
        pattern: candidate.pattern, chart: candidate.chart, halfSpaces: polyhedron.halfSpaces,
        outputs: polyhedron.outputs, point: candidate.region?.interiorPoint, mass: mass,
        outputMoments: nil,
        inputMoments: try await inputMoments(
          in: polyhedron.halfSpaces, mass: mass, chart: candidate.chart, number: start + offset))
      if !body(region) { return }
    }
  }
}

extension NetworkLaw.Options {
  /// Whether every measure in a chart is exact or enclosed.
  func encloses(_ chart: InputChart) -> Bool {
    if case .uniform = chart.law { return true }
    return chart.isSmall && method != .sampling
  }
}

extension InputChart {
  /// Whether all regions can be built and their measures be enclosed.
  fileprivate var isSmall: Bool { dimension <= GaussianMeasure.largestDimension }

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
    let error = options.patternError / (2 * place * place * Rational(parts.count))
    var sum = ReportedNumber.exact(0)
    for part in parts {
      let probability = try await part.probability(
        of: halfSpaces, error: error, seed: seed(of: number))
      sum = sum + .exact(part.weight) * probability
    }
    return sum
  }

  /// Mean and covariance of the input in a polyhedron of a chart, where they are wanted; estimated.
  private func inputMoments(
    in halfSpaces: [HalfSpace], mass: ReportedNumber, chart: Int, number: Int
  ) async throws -> ConditionalMoments? {
    guard options.hasInputMoments else { return nil }
    let inputHalfSpaces = halfSpaces.map(charts[chart].coordinates.pulledBack)
    var moments: [ConditionalMoments] = []
    for part in sampled[chart] {
      if let own = try await part.inputMoments(
        in: inputHalfSpaces, coordinates: halfSpaces, seed: seed(of: number))
      {
        moments.append(own)
      }
    }
    guard !moments.isEmpty else { return nil }
    let mixed = ConditionalMoments(mixing: moments)
    return ConditionalMoments(mass: mass, mean: mixed.mean, covariance: mixed.covariance)
  }

  private func seed(of number: Int) -> UInt64 {
    options.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
  }
}

/// A part of a mixture with what its measures have in common.
private struct SampledPart: Sendable {
  let weight: Rational
  private let everything: MeasureBound
  private let measure: SampledGaussianMeasure
  /// The same in the space of inputs, where moments are wanted.
  private let inputMeasure: SampledGaussianMeasure?
  private let isForced: Bool
  private let isOnly: Bool

  /// Parts with a smaller upper bound than this are not sampled.
  private static let smallestSampled = 1e-9

  /// - Parameter number: the number of the part in the chart.
  init(_ number: Int, of chart: InputChart, _ options: NetworkLaw.Options) {
    guard case .gaussian(let parts) = chart.coordinateLaw,
      case .gaussian(let inputParts) = chart.law
    else { preconditionFailure("a part of another law than a mixture") }
    func sampled(_ law: GaussianLaw) -> SampledGaussianMeasure {
      var measure = SampledGaussianMeasure(under: law)
      measure.relativeAccuracy = options.samplingAccuracy
      measure.sampleLimit = options.sampleLimit
      measure.threads = options.threads
      return measure
    }
    weight = parts[number].weight
    everything = MeasureBound(under: parts[number].law)
    measure = sampled(parts[number].law)
    inputMeasure = options.hasInputMoments ? sampled(inputParts[number].law) : nil
    isForced = options.method == .sampling
    isOnly = parts.count == 1
  }

  /// A small upper bound, where it says all that matters so that sampling is not worth it.
  private func smallBound(of halfSpaces: [HalfSpace]) -> Ball? {
    let bound = halfSpaces.reduce(everything) { $0.adding($1) }
    for upper in [{ bound.upperBound }, { bound.sharpUpperBound }] {
      let upper = upper()
      if upper.upperDouble < Self.smallestSampled { return upper }
    }
    return nil
  }

  /// - Parameter error: the probability with which an interval may be wrong.
  func probability(
    of halfSpaces: [HalfSpace], error: Rational, seed: UInt64
  ) async throws -> ReportedNumber {
    if let upper = smallBound(of: halfSpaces) { return .enclosed(upper) }
    var measure = measure
    measure.level = 1 - error
    measure.seed = seed
    return isForced
      ? try await measure.sampledProbability(of: halfSpaces)
      : try await measure.probability(of: halfSpaces)
  }

  /// Mass, times the weight, mean and covariance of the input in half-spaces, estimated; `nil` where the
  /// mass is too small to matter.
  ///
  /// - Parameter coordinates: the half-spaces in the coordinates of the chart.
  func inputMoments(
    in halfSpaces: [HalfSpace], coordinates: [HalfSpace], seed: UInt64
  ) async throws -> ConditionalMoments? {
    guard var inputMeasure, smallBound(of: coordinates) == nil else { return nil }
    inputMeasure.seed = seed
    guard let moments = try await inputMeasure.moments(of: halfSpaces) else { return nil }
    var measure = measure
    measure.seed = seed
    // A part that has no others beside it is not weighed against them.
    let mass = isOnly ? .exact(1) : try await measure.probability(of: coordinates)
    return ConditionalMoments(mass: mass, mean: moments.mean, covariance: moments.covariance)
      .weighted(by: weight)
  }
}
