import Enclosures
import ExactAlgebra

/// The information in gates and the covariance of the input over a sample, with several threads.
///
///     let summary = try await GateSummary(of: model, over: sample, threads: 2)
///     summary.information.aboutInput            // I(A; X), enclosed
///
/// Patterns are divided into slices by the states of the first gates; each slice is summed over all points by one thread, and the
/// results do not depend on the number of threads.
public struct GateSummary: Sendable {
  /// The information in gates.
  public let information: GateInformation
  /// The covariance within and between patterns; `nil` where there are more than `maximumEntryCount` entries of matrices
  /// to sum over.
  public let covariance: GateCovariance?
  /// How sums were taken.
  public let arithmetic: GateArithmetic

  /// The largest number of patterns times entries of a triangular matrix for which covariances are computed.
  public static let maximumEntryCount = 1 << 31

  /// The largest number of points times patterns times entries for which balls are taken where nothing is said.
  private static let largestBallWork = 1 << 20

  /// A summary of a model over a sample.
  ///
  /// - Throws: `GateModelError` where a point does not belong to the network; what an interruption throws.
  public init(
    of model: GateModel, over sample: GateSample, threads: Int = 1,
    arithmetic: GateArithmetic? = nil
  ) async throws {
    try sample.validate(for: model)
    let inputs = model.network.architecture.inputCount
    let entries = inputs * (inputs + 1) / 2
    let hasCovariance = entries <= Self.maximumEntryCount >> model.gateCount
    let request = SampleTerms.Request(sample, for: model, hasCovariance: hasCovariance)
    var chosen =
      arithmetic ?? .automatic(for: model, pointCount: sample.points.count)
    if arithmetic == nil, model.gateCount > 0,
      entries * sample.points.count > Self.largestBallWork >> model.gateCount
    {
      chosen = .rounded
    }
    if model.gateCount == 0 { chosen = .balls }
    var terms: SampleTerms
    switch chosen {
    case .balls: terms = .inBalls(of: model, over: sample, request)
    case .rounded:
      terms = try await .rounded(of: model, over: sample, request, threads: threads)
      if arithmetic == nil, !terms.all.allSatisfy(\.isKnownToNineDigits),
        sample.points.count <= GateArithmetic.largestBallCount * 16 >> model.gateCount
      {
        chosen = .balls
        terms = .inBalls(of: model, over: sample, request)
      }
    }
    information = GateInformation(terms, of: model)
    covariance = hasCovariance ? GateCovariance(terms, total: request.covariance) : nil
    self.arithmetic = chosen
  }
}

extension Ball {
  /// Whether it is known to nine digits, relative to its size or to 1, the larger of both.
  fileprivate var isKnownToNineDigits: Bool {
    isFinite && accurateBits(relativeTo: max(exponent, 0)) >= 30
  }
}
