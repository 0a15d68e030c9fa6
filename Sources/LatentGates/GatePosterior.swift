public import Enclosures
public import ExactAlgebra
public import Networks

/// The patterns at one point: their law before and after something is observed there, and the gradient.
///
///     let posterior = try GatePosterior(of: model, at: [1, 0], given: .outputs([2]))
///     posterior.logLikelihood                    // ln p(y | x), enclosed
///     posterior.patterns[0].posterior            // P(A | x, y) of the most probable pattern
///
/// Sums run over all patterns, and every number is enclosed: to 20 digits by balls, whose precision is raised until they
/// are known, and to about 12 in floating point with bounds, see `GateArithmetic`.
///
/// The gradient of `ln p(y | x)` is the mean of that of `ln p(y | x, A) + ln P(A | x)` under the *posterior*.
/// The mean of the gradient of `ln p(y | x, A)` under the prior, which is often written in its place,
/// is another vector; it is given beside it.
public struct GatePosterior: Sendable {
  /// What is known of one pattern.
  public struct Pattern: Sendable {
    /// The pattern.
    public let pattern: ActivationPattern
    /// `P(A | x)`.
    public let prior: ReportedNumber
    /// `P(A | x, y)`.
    public let posterior: ReportedNumber
  }

  /// `ln p(y | x)`, in nats.
  public let logLikelihood: ReportedNumber
  /// The patterns that are listed, the one with the largest posterior first; of equal ones that with the smaller number.
  public let patterns: [Pattern]
  /// The posterior of all other patterns together; exactly zero where all are listed.
  public let remainingPosterior: ReportedNumber
  /// The gradient of `ln p(y | x)`.
  public let gradient: ParameterGradient
  /// `sum_A P(A | x) grad ln p(y | x, A)`, which is not the gradient.
  public let incompleteGradient: ParameterGradient
  /// How sums were taken.
  public let arithmetic: GateArithmetic

  /// The patterns of a model at a point, given an observation.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - point: the input.
  ///   - observation: what is observed there.
  ///   - maximumPatterns: how many patterns are listed.
  ///   - arithmetic: how sums are taken; where floating point does not give 9 digits, balls are taken up to
  ///     `GateArithmetic.largestBallGates` gates.
  /// - Throws: `GateModelError` where point or observation do not belong to the network.
  public init(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    maximumPatterns: Int = 4096, arithmetic: GateArithmetic? = nil
  ) throws(GateModelError) {
    try model.validate(point, observation)
    let sums: PosteriorSums
    switch arithmetic ?? .automatic(for: model, pointCount: 1) {
    case .balls: sums = .inBalls(of: model, at: point, given: observation, maximumPatterns)
    case .rounded: sums = .rounded(of: model, at: point, given: observation, maximumPatterns)
    }
    self.arithmetic = sums.arithmetic
    logLikelihood = .enclosed(sums.logLikelihood)
    let precision = sums.logLikelihood.precision
    let listed = sums.numbers.map { number in
      let path = model.path(numbered: number, from: point, precision: max(precision, 128))
      let likelihood = model.likelihood.logarithm(
        of: observation, at: path.outputs, precision: max(precision, 128))
      return (
        number: number, prior: path.logPrior.vanishingExponential(),
        posterior: (path.logPrior + likelihood - sums.logLikelihood).vanishingExponential()
      )
    }
    patterns = listed.map {
      Pattern(
        pattern: model.pattern(numbered: $0.number), prior: .enclosed($0.prior),
        posterior: .enclosed($0.posterior))
    }
    remainingPosterior =
      listed.count == model.patternCount
      ? .exact(0)
      : .enclosed((1 - listed.map(\.posterior).sum(precision: 128)).withinZeroAndOne)
    gradient = ParameterGradient(sums.gradient, of: model.network)
    incompleteGradient = ParameterGradient(sums.incompleteGradient, of: model.network)
  }
}

/// The sums over all patterns.
private struct PosteriorSums {
  var arithmetic: GateArithmetic
  var logLikelihood: Ball
  var gradient: [Ball]
  var incompleteGradient: [Ball]
  /// The numbers of the patterns with the largest posteriors.
  var numbers: [Int]

  // MARK: Balls

  static func inBalls(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    _ maximumPatterns: Int
  ) -> PosteriorSums {
    RaisedPrecision.first { precision in
      inBalls(
        of: model, at: point, given: observation, maximumPatterns, precision: precision)
    } isKnown: {
      $0.logLikelihood.isKnownBesideOne
        && ($0.gradient + $0.incompleteGradient).allSatisfy(\.isKnownBesideOne)
    }
  }

  private static func inBalls(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    _ maximumPatterns: Int, precision: Int
  ) -> PosteriorSums {
    let scores = PatternScores(of: model, at: point, given: observation, precision: precision)
    let joints = scores.logJoints
    let evidence = PatternScores.logSum(joints, precision: precision)
    let zero = Ball(0, precision: precision)
    var gradient = Array(repeating: zero, count: model.parameterCount)
    var incompleteGradient = gradient
    model.forEachPath(from: point, precision: precision) { path in
      let slopes = model.likelihood.slopes(of: observation, at: path.outputs)
      let full = path.gradient(in: model, slopes: slopes, withGateTerm: true)
      let part = path.gradient(in: model, slopes: slopes, withGateTerm: false)
      let posterior = (joints[path.number] - evidence).vanishingExponential()
      let prior = scores.logPriors[path.number].vanishingExponential()
      for index in full.indices {
        gradient[index] += posterior * full[index]
        incompleteGradient[index] += prior * part[index]
      }
    }
    return PosteriorSums(
      arithmetic: .balls, logLikelihood: evidence, gradient: gradient,
      incompleteGradient: incompleteGradient,
      numbers: Array(PatternScores.ranked(joints).prefix(maximumPatterns)))
  }

  // MARK: Floating point

  static func rounded(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    _ maximumPatterns: Int
  ) -> PosteriorSums {
    let walk = PosteriorWalk(
      RoundedGateModel(model), network: model.network,
      given: RoundedObservation(observation, likelihood: model.likelihood))
    let numbers = walk.run(at: point, maximumPatterns: maximumPatterns)
    let isKnown =
      walk.evidence.value > 0 && walk.evidence.error <= walk.evidence.value * 1e-9
      && walk.gradientNumbers.allSatisfy {
        $0.error <= 1e-9 * max($0.value.magnitude, walk.evidence.value)
      }
    guard isKnown || model.gateCount > GateArithmetic.largestBallGates else {
      return inBalls(of: model, at: point, given: observation, maximumPatterns)
    }
    let precision = 128
    let evidence = walk.evidence.ball(precision: precision)
    return PosteriorSums(
      arithmetic: .rounded,
      logLikelihood: evidence.logarithm()
        - Ball(Rational(exactly: walk.offset) ?? 0, precision: precision)
        - model.likelihood.logNormalizer(
          outputCount: model.network.architecture.outputCount, precision: precision),
      gradient: walk.gradientNumbers.map { $0.ball(precision: precision) / evidence },
      incompleteGradient: walk.incompleteGradientNumbers.map { $0.ball(precision: precision) },
      numbers: numbers)
  }
}

extension Ball {
  /// The part from 0 to 1.
  var withinZeroAndOne: Ball {
    intersection(Ball(from: 0, to: 1, precision: precision)) ?? self
  }
}
