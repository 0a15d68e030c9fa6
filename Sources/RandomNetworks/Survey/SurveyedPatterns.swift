public import Enclosures
import ExactAlgebra
public import GaussianMeasures
import LongWork
import Networks

/// What two samples say about the patterns of a network (`NetworkLaw.survey`).
///
/// All intervals here, those of patterns, of sets of them and of the curve, are right together with the
/// probability `NetworkLaw.Options.level`.
public struct SurveyedPatterns: Sendable {
  /// The mass of the first patterns of the list.
  public struct CurvePoint: Sendable {
    /// The number of patterns.
    public let patternCount: Int
    /// Their probability.
    public let mass: ReportedNumber
  }

  /// The number of samples that were counted; as many proposed the patterns.
  public let sampleCount: Int
  /// The number of these on which rounding could decide.
  public let openCount: Int
  /// The number of patterns that were proposed.
  public let proposedCount: Int
  /// The mass of the first patterns, for more and more of them, in the order in which they are listed.
  public let curve: [CurvePoint]
  /// How many of the patterns are listed.
  let listedCount: Int
  /// Their mass.
  public let mass: ReportedNumber
  /// What is proved about the mass of the most frequent patterns without samples; `nil` where nothing is.
  public let provedMass: CurvePoint?
  /// Mean and covariance of the output, estimated with standard errors.
  public let outputMoments: ConditionalMoments?
  /// The entropies of the pattern of the first layer, the first two, and so on, all patterns included,
  /// estimated with standard errors.
  let entropies: [ReportedNumber]
  /// The patterns that are listed.
  let patterns: [ActivationPattern]
  private let hits: [ActivationPattern: Int]
  /// The error of each end of the interval of a set of patterns.
  private let endError: Double

  /// So many patterns are listed where nothing else is said.
  public static let usualCount = 1_000

  init(
    _ counts: CountedPatterns, of network: Network, under law: InputLaw,
    entropies: [ReportedNumber], _ options: NetworkLaw.Options
  ) throws {
    let architecture = network.architecture
    let grid = Self.grid(upTo: counts.patterns.count, and: options.maximumRegions)
    let error = Double(approximating: options.patternError)
    // One half for the curve, the other for all sets of patterns in each list that may be chosen.
    let curveError = error / Double(4 * grid.count)
    let sets = counts.patterns.count * (1 + architecture.hiddenWidths.count) * grid.count
    endError = error / Double(4 * max(1, sets))
    var (sum, start) = (0, 0)
    var points: [CurvePoint] = []
    var listed: CurvePoint?
    for count in grid {
      sum += counts.hits[start..<count].reduce(0, +)
      start = count
      let interval = BinomialInterval(
        hits: sum, open: counts.open, of: counts.total, endError: curveError)
      let point = CurvePoint(patternCount: count, mass: interval.number)
      points.append(point)
      if listed == nil, Self.isEnough(point, of: grid, options) { listed = point }
    }
    let last = listed ?? points.last
    let ranked = counts.patterns.prefix(last?.patternCount ?? 0)
    let patterns = ranked.map { $0.pattern(of: architecture) }
    sampleCount = counts.total
    openCount = counts.open
    proposedCount = counts.patterns.count
    curve = points
    listedCount = patterns.count
    mass = last?.mass ?? .exact(0)
    outputMoments = options.hasOutputMoments ? counts.outputs.moments : nil
    provedMass = try Self.provedMass(
      of: counts.patterns.prefix(Self.boundedCount).map { $0.pattern(of: architecture) },
      on: network, under: law)
    self.entropies = entropies
    self.patterns = patterns
    hits = Dictionary(uniqueKeysWithValues: zip(patterns, counts.hits))
  }

  /// So many patterns, listed or not, are looked at without samples.
  private static let boundedCount = 100

  /// What the sum of the lower bounds of single patterns proves.
  private static func provedMass(
    of patterns: [ActivationPattern], on network: Network, under law: InputLaw
  ) throws -> CurvePoint? {
    guard let bound = UnionBound(of: network, under: law) else { return nil }
    var bounds: [Ball] = []
    for pattern in patterns {
      if Interruption.isDue { break }
      if let lower = bound.lowerBound(of: pattern) { bounds.append(lower) }
    }
    guard let first = bounds.first else { return nil }
    let lower = bounds.dropFirst().reduce(first, +).lower
    return CurvePoint(
      patternCount: bounds.count, mass: .enclosed(Ball(from: lower, to: 1, precision: 64)))
  }

  /// The probability of a set of listed patterns.
  func probability(of patterns: some Sequence<ActivationPattern>) -> ReportedNumber {
    let count = patterns.reduce(0) { $0 + (hits[$1] ?? 0) }
    return BinomialInterval(
      hits: count, open: openCount, of: sampleCount, endError: endError
    ).number
  }

  /// Whether the mass of every list is known up to some number.
  func isAccurate(to error: Double) -> Bool {
    curve.allSatisfy { point in
      guard let ball = point.mass.ball else { return false }
      return ball.upperDouble - ball.lowerDouble <= 2 * error
    }
  }

  /// Whether the list ends with some number of patterns.
  private static func isEnough(
    _ point: CurvePoint, of grid: [Int], _ options: NetworkLaw.Options
  ) -> Bool {
    if point.patternCount == options.maximumRegions { return true }
    if let epsilon = options.epsilon { return point.mass.isAtLeast(1 - epsilon) }
    return options.maximumRegions == nil && point.patternCount >= usualCount
  }

  /// Numbers with two digits and zeros, the last number, and another one.
  private static func grid(upTo count: Int, and other: Int?) -> [Int] {
    var (grid, step) = (Set<Int>(), 1)
    var number = 1
    while number < count {
      grid.insert(number)
      number += step
      if number == 100 * step { step *= 10 }
    }
    if count > 0 { grid.insert(count) }
    if let other, other < count { grid.insert(other) }
    return grid.sorted()
  }
}
