public import Enclosures
public import ExactAlgebra
import LongWork

/// Everything that a model of gates says about a sample.
///
///     let analysis = try await GateAnalysis(of: model, over: sample)
///     analysis.points[0].posterior?.logLikelihood     // ln p(y | x) at the first point
///     analysis.summary?.information.aboutInput        // I(A; X)
///
/// What would take too long is left out, and `omissions` says so.
public struct GateAnalysis: Sendable {
  /// What is asked for.
  public struct Options: Sendable {
    /// How many patterns are listed at each point.
    public var maximumPatterns = 16
    /// How sums are taken; by the size of the problem where it is `nil`.
    public var arithmetic: GateArithmetic?
    /// `q`: probabilities of gates whose bound is wanted, in the order of the gates.
    public var probabilities: [Rational]?
    /// The number of starts of the search for the best bound; 60 where it is `nil` and the search is short, none for 0.
    public var meanFieldStarts: Int?
    /// The seed of random starts.
    public var seed: UInt64 = 1
    /// Whether the covariance of the gradient is wanted; `nil` where it is computed if that is quick.
    public var hasGradientCovariance: Bool?
    /// The number of threads; results do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
  }

  /// What is left out.
  public enum Omission: Hashable, Sendable {
    /// The search for the best bound: more than so many points times patterns.
    case meanField(largest: Int)
    /// The covariance of the gradient: more than so many points times patterns times parameters.
    case gradientCovariance(largest: Int)
    /// The covariance of the input: more than so many patterns times entries.
    case covariance(largest: Int)
    /// All that needs the whole sample, as there was no time left.
    case summary
  }

  /// What is known at a point.
  public struct Point: Sendable {
    /// The law of patterns, and the gradient, given what is observed; `nil` where nothing is.
    public let posterior: GatePosterior?
    /// The law of patterns where nothing is observed.
    public let prior: GatePrior?
    /// The bound for the given `q`.
    public let bound: GateBound?
    /// The best bound that was found.
    public let meanField: GateMeanField?
    /// The limit of cold gates; `nil` where nothing is observed.
    public let hardLimit: HardGates?
  }

  /// The model.
  public let model: GateModel
  /// The sample.
  public let sample: GateSample
  /// What was asked for.
  public let options: Options
  /// The points of the sample in their order; the first ones where there was no time for all.
  public let points: [Point]
  /// What the whole sample says; `nil` where there was no time.
  public let summary: GateSummary?
  /// The covariance of the gradient; `nil` where it was not asked for or takes too long.
  public let gradientCovariance: GateGradientCovariance?
  /// What was left out.
  public let omissions: [Omission]

  /// Whether time was enough for everything.
  public var isComplete: Bool { !omissions.contains(.summary) }

  /// The mean of `ln p(y | x)` over the sample, by the weights; `nil` where nothing is observed, or not all points were reached.
  public var meanLogLikelihood: ReportedNumber? {
    mean { $0.posterior?.logLikelihood }
  }

  /// The mean of the limit of `ln p(y | x)` for cold gates.
  public var meanHardLogLikelihood: ReportedNumber? { mean { $0.hardLimit?.logLikelihood } }

  /// The mean of what the best bounds that were found lack to `ln p(y | x)`.
  public var meanGap: ReportedNumber? { mean { $0.meanField?.best.gap } }

  private func mean(_ value: (Point) -> ReportedNumber?) -> ReportedNumber? {
    let values = points.compactMap(value)
    guard values.count == sample.points.count else { return nil }
    return zip(values, sample.weights).reduce(.exact(0)) { $0 + $1.0 * .exact($1.1) }
  }

  /// Points times patterns for which the best bounds are looked for where nothing is said.
  public static let largestSearch = 1 << 10
  /// The largest number of gates for which they are looked for.
  public static let largestSearchGates = 12
  /// Points times patterns times parameters for which the covariance of the gradient is computed where nothing is said.
  public static let largestGradientWork = 1 << 18
  /// The largest number of patterns times parameters for which it is computed.
  public static let largestGradientTable = 1 << 21

  /// Analyses a sample.
  ///
  /// - Throws: `GateModelError` where a point, an observation or the given `q` do not belong to the network; what an
  ///   interruption throws before the first point is done.
  public init(
    of model: GateModel, over sample: GateSample, options: Options = Options()
  ) async throws {
    try sample.validate(for: model)
    self.model = model
    self.sample = sample
    self.options = options
    var options = options
    let pointCount = sample.points.count
    options.arithmetic =
      options.arithmetic ?? .automatic(for: model, pointCount: pointCount)
    var omissions: [Omission] = []
    if sample.observations == nil {
      options.meanFieldStarts = 0
      options.hasGradientCovariance = false
    }
    if options.meanFieldStarts == nil {
      let isShort = pointCount <= Self.largestSearch >> model.gateCount
      options.meanFieldStarts = isShort ? 60 : 0
      if !isShort { omissions.append(.meanField(largest: Self.largestSearch)) }
    }
    if options.hasGradientCovariance == nil {
      let isQuick =
        model.parameterCount * pointCount <= Self.largestGradientWork >> model.gateCount
      options.hasGradientCovariance = isQuick
      if !isQuick {
        omissions.append(.gradientCovariance(largest: Self.largestGradientWork))
      }
    }

    let chosen = options
    var points: [Point] = []
    var summary: GateSummary?
    var gradientCovariance: GateGradientCovariance?
    do {
      // Parts of a sample, so that those that are done are there when time is over.
      for start in stride(from: 0, to: pointCount, by: 64) {
        let part = Array(start..<min(start + 64, pointCount))
        points += try await concurrentMap(part, width: options.threads) { index in
          try Point(of: model, sample, index, chosen)
        }
      }
      let arithmetic = self.options.arithmetic
      summary = try await GateSummary(
        of: model, over: sample, threads: options.threads, arithmetic: arithmetic)
      if options.hasGradientCovariance == true {
        try Interruption.check()
        gradientCovariance = try GateGradientCovariance(of: model, over: sample)
      }
    } catch let error as Interruption.TimeIsOver {
      guard !points.isEmpty else { throw error }
      omissions.append(.summary)
    } catch let error as Interruption.IsRequested {
      guard !points.isEmpty else { throw error }
      omissions.append(.summary)
    }
    if let summary, summary.covariance == nil {
      omissions.append(.covariance(largest: GateSummary.maximumEntryCount))
    }
    self.points = points
    self.summary = summary
    self.gradientCovariance = gradientCovariance
    self.omissions = omissions
  }
}

extension GateAnalysis.Point {
  init(
    of model: GateModel, _ sample: GateSample, _ index: Int, _ options: GateAnalysis.Options
  ) throws(GateModelError) {
    let point = sample.points[index]
    guard let observation = sample.observations?[index] else {
      self.init(
        posterior: nil,
        prior: try GatePrior(of: model, at: point, maximumPatterns: options.maximumPatterns),
        bound: nil, meanField: nil, hardLimit: nil)
      return
    }
    var bound: GateBound?
    if let probabilities = options.probabilities {
      bound = try GateBound(
        of: model, at: point, given: observation, probabilities: probabilities)
    }
    var meanField: GateMeanField?
    if let starts = options.meanFieldStarts, starts > 0 {
      meanField = try GateMeanField(
        of: model, at: point, given: observation, starts: starts, seed: options.seed)
    }
    self.init(
      posterior: try GatePosterior(
        of: model, at: point, given: observation, maximumPatterns: options.maximumPatterns,
        arithmetic: options.arithmetic),
      prior: nil, bound: bound, meanField: meanField,
      hardLimit: try HardGates(of: model, at: point, given: observation))
  }
}
