import ExactAlgebra
import LongWork
import Synchronization

/// The work of an analysis, and how much of it is affordable.
struct GateWork: Sendable {
  let model: GateModel
  let sample: GateSample
  let options: GateAnalysis.Options

  /// The most terms of a sum over patterns and gates in a search that was asked for: 14 gates.
  private static let searchLimit = 1 << 18
  /// The most terms of all sums in the first round of a search that nobody asked for.
  private static let usualSearchLimit = 1 << 22
  /// The most numbers that are stored for the covariance of the gradient.
  private static let gradientStorageLimit = 1 << 19
  /// The most numbers that are added up for it.
  private static let gradientLimit = 1 << 22

  // MARK: what is affordable

  /// The starts of each search; 0 for none.
  var starts: Int {
    let starts = options.starts ?? GateAnalysis.usualStarts
    return searchOmission == nil && sample.observations != nil ? starts : 0
  }

  private var searchOmission: GateOmission.Reason? {
    let starts = options.starts ?? GateAnalysis.usualStarts
    guard starts > 0, sample.observations != nil else { return nil }
    let terms = model.patternCount * model.gateCount
    if terms > Self.searchLimit { return .tooManyTerms(terms, limit: Self.searchLimit) }
    let all = terms * starts * sample.points.count
    guard options.starts == nil, all > Self.usualSearchLimit else { return nil }
    return .moreThanUsual(all, limit: Self.usualSearchLimit)
  }

  private var gradientOmission: GateOmission.Reason? {
    guard sample.observations != nil, options.hasGradientCovariance else { return nil }
    let stored = model.patternCount * model.parameterCount
    if stored > Self.gradientStorageLimit {
      return .tooManyTerms(stored, limit: Self.gradientStorageLimit)
    }
    let all = stored * sample.points.count
    return all > Self.gradientLimit ? .tooManyTerms(all, limit: Self.gradientLimit) : nil
  }

  /// Whether the covariance of the gradient takes no more than the limits allow.
  var gradientCovarianceIsAffordable: Bool { gradientOmission == nil }

  /// The terms of all covariances on patterns.
  var stabilityTerms: Int {
    let inputs = model.network.architecture.inputCount
    return model.patternCount * sample.points.count * inputs * inputs
  }

  /// What is left out from the beginning.
  var omissions: [GateOmission] {
    [(.meanField, searchOmission), (.gradientCovariance, gradientOmission)].compactMap {
      (quantity: GateOmission.Quantity, reason) in reason.map { GateOmission(quantity, $0) }
    }
  }

  /// The most patterns that are listed at a point.
  var patternLimit: Int {
    if let maximum = options.maximumPatterns { return maximum }
    let all = model.patternCount * sample.points.count
    return all <= GateAnalysis.listingLimit ? model.patternCount : GateAnalysis.shortListing
  }

  // MARK: points

  /// The points that are finished before an end is due, side by side: the first ones, without a gap.
  func points() async throws -> [GatePoint] {
    let count = sample.points.count
    let finished = Mutex([Int: GatePoint]())
    try await Interruption.untilDue {
      _ = try await concurrentMap(Array(0..<count), width: options.threads) { index in
        let result = try Self.endable { try point(index) }
        let number = finished.withLock { finished in
          finished[index] = result
          return finished.count
        }
        options.progress(number, count)
      }
    }
    return finished.withLock { finished in
      (0..<count).prefix { finished[$0] != nil }.compactMap { finished[$0] }
    }
  }

  private func point(_ index: Int) throws -> GatePoint {
    let point = sample.points[index]
    guard let observation = sample.observations?[index] else {
      let prior = try GatePrior(of: model, at: point, maximumPatterns: patternLimit)
      return GatePoint(
        prior.patterns.map { .init(pattern: $0.pattern, prior: $0.prior, posterior: nil) },
        remaining: prior.remainingPrior, evidence: nil)
    }
    let posterior = try GatePosterior(
      of: model, at: point, given: observation, maximumPatterns: patternLimit,
      arithmetic: arithmetic)
    let evidence = GatePoint.Evidence(
      logLikelihood: posterior.logLikelihood, gradient: posterior.gradient,
      incompleteGradient: posterior.incompleteGradient,
      hardGates: try HardGates(of: model, at: point, given: observation),
      bound: try options.variational.map {
        try GateBound(of: model, at: point, given: observation, probabilities: $0)
      },
      meanField: starts == 0
        ? nil
        : try GateMeanField(
          of: model, at: point, given: observation, starts: starts, seed: options.seed))
    return GatePoint(
      posterior.patterns.map {
        .init(pattern: $0.pattern, prior: $0.prior, posterior: $0.posterior)
      }, remaining: posterior.remainingPosterior, evidence: evidence)
  }

  /// How sums over patterns are taken at each point.
  private var arithmetic: GateArithmetic {
    .automatic(for: model, pointCount: sample.points.count)
  }

  /// Does work that is abandoned where an end is due.
  static func endable<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    try Interruption.check()
    return try Interruption.abandoning { Result { try work() } }.get()
  }
}
