public import Enclosures
public import ExactAlgebra
public import Networks

/// The patterns at one point: their law before and after something is observed there, and the gradient.
///
///     let posterior = try GatePosterior(of: model, at: [1, 0], given: .outputs([2]))
///     posterior.logLikelihood                    // ln p(y | x), enclosed
///     posterior.patterns[3].posterior            // P(A | x, y)
///
/// Sums run over all patterns, and every number is enclosed; precision is raised until 20 digits are known.
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
  /// All patterns, in the order of the numbers that their bits are.
  public let patterns: [Pattern]
  /// The gradient of `ln p(y | x)`.
  public let gradient: ParameterGradient
  /// `sum_A P(A | x) grad ln p(y | x, A)`, which is not the gradient.
  public let incompleteGradient: ParameterGradient

  /// The patterns of a model at a point, given an observation.
  ///
  /// - Throws: `GateModelError` where point or observation do not belong to the network.
  public init(
    of model: GateModel, at point: [Rational], given observation: GateObservation
  ) throws(GateModelError) {
    try model.validate(point, observation)
    let sums = RaisedPrecision.first { precision in
      Sums(of: model, at: point, given: observation, precision: precision)
    } isKnown: {
      $0.isKnown
    }
    logLikelihood = .enclosed(sums.logLikelihood)
    patterns = sums.priors.indices.map { number in
      Pattern(
        pattern: model.pattern(numbered: number), prior: .enclosed(sums.priors[number]),
        posterior: .enclosed(sums.posteriors[number]))
    }
    gradient = ParameterGradient(sums.gradient, of: model.network)
    incompleteGradient = ParameterGradient(sums.incompleteGradient, of: model.network)
  }
}

/// The sums over all patterns, with one precision.
private struct Sums {
  let logLikelihood: Ball
  let priors: [Ball]
  let posteriors: [Ball]
  var gradient: [Ball]
  var incompleteGradient: [Ball]

  init(
    of model: GateModel, at point: [Rational], given observation: GateObservation,
    precision: Int
  ) {
    let scores = PatternScores(of: model, at: point, given: observation, precision: precision)
    let joints = scores.logJoints
    let evidence = PatternScores.logSum(joints, precision: precision)
    logLikelihood = evidence
    priors = scores.logPriors.map { $0.exponential() }
    posteriors = joints.map { ($0 - evidence).exponential() }
    let zero = Ball(0, precision: precision)
    gradient = Array(repeating: zero, count: model.parameterCount)
    incompleteGradient = gradient
    model.forEachPath(from: point, precision: precision) { path in
      let slopes = model.likelihood.slopes(of: observation, at: path.outputs)
      let full = path.gradient(in: model, slopes: slopes, withGateTerm: true)
      let part = path.gradient(in: model, slopes: slopes, withGateTerm: false)
      for index in full.indices {
        gradient[index] += posteriors[path.number] * full[index]
        incompleteGradient[index] += priors[path.number] * part[index]
      }
    }
  }

  var isKnown: Bool {
    logLikelihood.isKnownBesideOne
      && (priors + posteriors).allSatisfy(\.isKnownRelatively)
      && (gradient + incompleteGradient).allSatisfy(\.isKnownBesideOne)
  }
}
