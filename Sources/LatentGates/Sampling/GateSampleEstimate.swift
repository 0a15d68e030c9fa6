public import Enclosures
import ExactAlgebra
import LongWork

/// What draws say about a model of gates on a whole sample: for any number of gates.
///
///     let estimate = try await GateSampleEstimate(of: model, over: sample)
///     estimate.meanLogLikelihood             // estimated, with a standard error
///
/// Every number is estimated; those of different points come from independent draws.
public struct GateSampleEstimate: Sendable {
  /// How draws were made.
  public let sampling: GateSampling
  /// The points of the sample in their order; `nil` where nothing is observed.
  public let points: [GateEstimate]?
  /// The mean of `ln p(y | x)` over the sample, by the weights; `nil` where nothing is observed.
  public let meanLogLikelihood: ReportedNumber?
  /// The mean of the evidence lower bounds of the proposals.
  public let meanEvidenceLowerBound: ReportedNumber?
  /// The gradient of the mean of `ln p(y | x)`; `nil` where it was not asked for.
  public let meanGradient: ParameterGradient?
  /// The information in gates; `nil` where it was not asked for.
  public let information: GateInformationEstimate?

  /// The number of points whose standard errors are not to be trusted, see `GateEstimate.isDegenerate`.
  public var degenerateCount: Int { points?.count { $0.isDegenerate } ?? 0 }

  /// Estimates over a sample.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - sample: the points, with what is observed there.
  ///   - sampling: how draws are made.
  ///   - hasGradient: whether gradients are wanted.
  ///   - informationDraws: the draws for the information in gates, at all points together; none for 0. The work grows
  ///     with their product with the number of points.
  /// - Throws: `GateModelError` where a point or an observation does not belong to the network, and for numbers beyond
  ///   double precision; also as `Interruption.check`.
  /// - Precondition: there is a hidden layer.
  public init(
    of model: GateModel, over sample: GateSample, by sampling: GateSampling = GateSampling(),
    hasGradient: Bool = false, informationDraws: Int = 0
  ) async throws {
    self.sampling = sampling
    if sample.observations == nil {
      points = nil
      meanLogLikelihood = nil
      meanEvidenceLowerBound = nil
      meanGradient = nil
    } else {
      let points = try await GateEstimate.estimates(
        of: model, over: sample, by: sampling, hasGradient: hasGradient)
      let weights = sample.weights.map { Double(approximating: $0) }
      func mean(_ values: [ReportedNumber]) -> ReportedNumber {
        .mean(ofIndependent: values, weights: weights)
      }
      self.points = points
      meanLogLikelihood = mean(points.map(\.logLikelihood))
      meanEvidenceLowerBound = mean(points.map(\.evidenceLowerBound))
      let gradients = points.compactMap { $0.gradient?.parameters }
      meanGradient =
        hasGradient
        ? ParameterGradient(
          (0..<model.parameterCount).map { parameter in
            mean(gradients.map { $0[parameter] })
          }, of: model.network) : nil
    }
    information =
      informationDraws > 0
      ? try await GateInformationEstimate(
        of: model, over: sample, draws: informationDraws, seed: sampling.seed,
        threads: sampling.threads) : nil
  }
}

extension GateSampling {
  /// Multiplications that draws may take where nothing is said: about half a minute.
  private static let automaticWork = 20_000_000_000

  /// Draws at each point where nothing is said: 2,000, fewer where that would take long, but at least 100.
  public static func automaticDraws(
    for model: GateModel, pointCount: Int, hasGradient: Bool = false
  ) -> Int {
    let widths = model.network.architecture.widths
    let path = zip(widths.dropFirst(), widths.dropFirst(2)).reduce(20 * model.gateCount) {
      $0 + $1.0 * $1.1
    }
    let work = max(path + (hasGradient ? 8 * model.parameterCount : 0), 1)
    return min(2_000, max(100, automaticWork / work / max(pointCount, 1)))
  }

  /// Draws for the information in gates where nothing is said: 2,000, fewer where that would take long, but at least 50.
  public static func automaticInformationDraws(for model: GateModel, pointCount: Int) -> Int {
    let widths = model.network.architecture.widths
    let path = zip(widths.dropFirst(), widths.dropFirst(2)).reduce(20 * model.gateCount) {
      $0 + $1.0 * $1.1
    }
    return min(2_000, max(50, automaticWork / max(path, 1) / max(pointCount, 1)))
  }
}

extension ReportedNumber {
  /// A weighted mean of numbers with independent errors.
  fileprivate static func mean(
    ofIndependent numbers: [ReportedNumber], weights: [Double]
  ) -> ReportedNumber {
    var (value, square) = (0.0, 0.0)
    for (number, weight) in zip(numbers, weights) {
      guard case .estimated(let own, let error) = number else {
        preconditionFailure("a number from draws that is not estimated")
      }
      value += weight * own
      square += weight * weight * error * error
    }
    return .estimated(value: value, standardError: square.squareRoot())
  }
}
