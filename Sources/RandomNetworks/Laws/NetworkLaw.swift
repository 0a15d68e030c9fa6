public import Enclosures
public import ExactAlgebra
public import GaussianMeasures
import LongWork
public import Networks
import Polyhedra
import Regions

/// The law of a network under a random input: of its activation pattern, of the affine map that it is at
/// the input, and of its output.
///
///     let law = try await NetworkLaw(of: network, under: .standardNormal(dimension: 2))
///     law.patterns[0].probability                     // of the most probable pattern
///     try await law.distribution(of: 0, at: [0])      // P(Y <= 0), P(Y < 0)
///
/// Every region of the network is found exactly, and its measure is exact or enclosed; so the sum of all
/// probabilities is 1, which is a check and no normalization. Patterns are those of `ActivationRegions`: a
/// pre-activation that is zero is inactive. Patterns without probability are not listed. Source of
/// the notion: Chaudhari and Moura, arXiv 2503.22082, where a pattern is an orthant in as many dimensions
/// as neurons; here it is a polyhedron in the space of inputs.
public struct NetworkLaw: Sendable {
  /// What is computed, within which limits.
  public struct Options: Sendable {
    /// The relative binary digits that probabilities are to have.
    public var bits = 44
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// The largest number of regions that are measured, the first ones in the order of patterns.
    public var maximumRegions: Int?
    /// The time after which the search for regions ends.
    public var timeLimit: Duration?
    /// The mass that need not be listed: the search ends when it is proved, or known at the level where
    /// something is sampled, that the patterns that are not listed have at most this probability. All
    /// patterns if `nil`.
    public var epsilon: Rational?
    /// The number of random inputs that say in which order patterns are measured where not all are, or
    /// where there are more than three dimensions.
    public var samples = 100_000
    /// What all random numbers follow from.
    public var seed: UInt64 = 1
    /// The probability with which all intervals of one law are right, where measures are sampled.
    public var level = Rational(999_999, 1_000_000)
    /// The relative half-width of an interval that is sampled.
    public var samplingAccuracy = 1e-3
    /// The half-width, not relative, of the intervals for masses of patterns that are surveyed.
    public var surveyAccuracy = 2e-3
    /// The number of samples of one measure at most; of each of the two samples of a survey.
    public var sampleLimit = 20_000_000
    /// Whether mean and covariance of the output are computed.
    public var hasOutputMoments = true
    /// Whether mean and covariance of the input, given each pattern, are computed.
    public var hasInputMoments = false
    /// How probabilities under Gaussian laws are found.
    public var method = PolyhedronMeasure.Method.automatic
    /// Receives progress, on any thread.
    public var progress: (@Sendable (Progress) -> Void)?

    /// Everything, with one thread.
    public init() {}
  }

  /// A pattern with its probability.
  public struct Pattern: Sendable {
    /// The activity of the hidden neurons.
    public let pattern: ActivationPattern
    /// The probability.
    public let probability: ReportedNumber
    /// An input with this pattern;
    /// `nil` where the region was measured without being built.
    public let interiorPoint: [Rational]?
    /// Mean and covariance of the input given the pattern, where they were asked for.
    public let input: ConditionalMoments?
  }

  /// The network.
  public let network: Network
  /// The law of the input.
  public let input: InputLaw
  /// What was computed.
  public let options: Options
  /// The patterns, most probable first; equal ones in lexicographic order.
  public let patterns: [Pattern]
  /// How a search for patterns ended.
  public enum End: String, Hashable, Sendable {
    /// All patterns that have a probability are listed.
    case complete
    /// The others have at most the probability `epsilon`.
    case supportReached
    /// A limit was reached before.
    case limitReached
  }

  /// How the search ended.
  public let end: End
  /// The number of patterns that have a probability, listed or not, where it is known.
  public let patternCount: Int?
  /// How patterns were found and measured where there are too many regions to list them in more than
  /// three dimensions; `nil` elsewhere.
  public let survey: SurveyedPatterns?
  let regions: [MeasuredRegion]
  let charts: [InputChart]
  /// Mean and covariance of the output where they do not come from the regions.
  let wholeMoments: ConditionalMoments?

  /// What was asked of the distribution of outputs.
  public private(set) var answer: OutputAnswer

  /// Finds all regions and measures them.
  ///
  /// A time or a request of `Interruption` ends the search as `timeLimit` does.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - input: the law of its input.
  ///   - options: what is computed.
  ///   - question: what is asked of the distribution of outputs.
  /// - Throws: `NetworkLawError` where law and network do not fit, `RegionError`, `SampledMeasureError`,
  ///   `UniformLawError`, `CancellationError`; `GaussianMeasureError` where the method is `enclosure` and
  ///   regions vary in more directions than can be enclosed.
  public init(
    of network: Network, under input: InputLaw, options: Options = Options(),
    asking question: OutputQuestion = OutputQuestion()
  ) async throws {
    guard input.dimension == network.architecture.inputCount else {
      throw NetworkLawError.dimension(
        input.dimension, expected: network.architecture.inputCount)
    }
    self.network = network
    self.input = input
    self.options = options
    if options.method != .enclosure, PatternSurvey.isNeeded(for: network, under: input),
      let search = PatternSurvey(of: network, under: input, options)
    {
      // What random inputs say of outputs needs no patterns, and their search may use up the time.
      answer = try await Self.sampledAnswer(to: question, of: network, under: input, options)
      let survey = try await search.run()
      (self.survey, charts, regions, patternCount) = (survey, [], [], nil)
      patterns = Self.patterns(of: survey)
      let isEnough = options.epsilon.map { survey.mass.isAtLeast(1 - $0) } ?? false
      end = isEnough ? .supportReached : .limitReached
      wholeMoments =
        options.hasOutputMoments
        ? try await Self.wholeMoments(of: network, under: input, survey, options) : nil
      return
    }
    survey = nil
    let charts = try InputChart.charts(of: input, for: network)
    self.charts = charts
    let isEnclosed = charts.allSatisfy(options.encloses)
    if options.method == .enclosure, !isEnclosed {
      throw GaussianMeasureError.dimension(charts.map(\.dimension).max() ?? 0)
    }
    answer =
      isEnclosed
      ? OutputAnswer()
      : try await Self.sampledAnswer(to: question, of: network, under: input, options)
    wholeMoments =
      options.hasOutputMoments && !isEnclosed
      ? try await Self.wholeMoments(of: network, under: input, nil, options) : nil
    if case .points(let law) = input {
      regions = try Self.regions(of: law, network, options)
      end = .complete
      patternCount = Set(regions.map(\.pattern)).count
    } else if options.epsilon == nil, isEnclosed {
      (regions, end) = try await Self.regions(of: charts, options)
      patternCount = end == .complete ? Set(regions.map(\.pattern)).count : nil
    } else {
      let result = try await SupportSearch(in: charts, options).run()
      (regions, end, patternCount) = (result.regions, result.end, result.patternCount)
    }
    patterns = Self.merged(regions)
    if isEnclosed { answer = try await enclosedAnswer(to: question) }
  }

  /// Whether all patterns that have a probability are listed.
  public var isComplete: Bool { end == .complete }

  /// The regions of all charts, in order, and whether these are all.
  private static func regions(
    of charts: [InputChart], _ options: Options
  ) async throws -> ([MeasuredRegion], End) {
    var found: [MeasuredRegion] = []
    let watch = Stopwatch()
    for (number, chart) in charts.enumerated() {
      var search = ActivationRegions.Options()
      search.threads = options.threads
      search.maximumCount = options.maximumRegions.map { $0 - found.count }
      search.timeLimit = options.timeLimit.map { $0 - .seconds(watch.seconds) }
      search.progress = { options.progress?(.regions($0)) }
      do {
        let summary = try await chart.regions.forEach(
          options: search,
          transform: { try MeasuredRegion($0, of: chart, number: number, options: options) },
          body: { region in
            found.append(region)
            return true
          })
        guard summary.isComplete else { return (found, .limitReached) }
      } catch is Interruption.IsRequested {
        return (found, .limitReached)
      }
    }
    return (found, .complete)
  }

  /// Mean and covariance of the output without regions: enclosed for one hidden layer, else estimated.
  private static func wholeMoments(
    of network: Network, under input: InputLaw, _ survey: SurveyedPatterns?, _ options: Options
  ) async throws -> ConditionalMoments? {
    guard case .gaussian(let mixture) = input else { return survey?.outputMoments }
    if network.architecture.widths[1] <= ShallowMoments.largestWidth,
      let moments = try ShallowMoments(
        network: network, mixture: mixture, bits: options.bits
      ).moments()
    {
      return moments
    }
    if let survey { return survey.outputMoments }
    return try await sampledMoments(of: network, under: input, options)
  }

  /// Patterns of several charts put together.
  private static func merged(_ regions: [MeasuredRegion]) -> [Pattern] {
    var places: [ActivationPattern: Int] = [:]
    var groups: [[MeasuredRegion]] = []
    for region in regions {
      if let place = places[region.pattern] {
        groups[place].append(region)
      } else {
        places[region.pattern] = groups.count
        groups.append([region])
      }
    }
    let patterns = groups.map { group in
      let moments = group.compactMap(\.inputMoments)
      return Pattern(
        pattern: group[0].pattern,
        probability: group.dropFirst().reduce(group[0].mass) { $0 + $1.mass },
        interiorPoint: group[0].point,
        input: moments.isEmpty ? nil : ConditionalMoments(mixing: moments))
    }
    return patterns.sortedBySize(\.probability) { $0.pattern < $1.pattern }
  }
}

/// Why there is no law of a network.
public enum NetworkLawError: Error, Hashable, CustomStringConvertible {
  /// A law on a space of another dimension than that of the inputs.
  case dimension(Int, expected: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .dimension(let dimension, let expected):
      "a law in \(dimension) coordinates, expected \(expected), one for each input of the network"
    }
  }
}
