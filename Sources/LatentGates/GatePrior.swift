public import Enclosures
public import ExactAlgebra
public import Networks

/// The patterns that a model draws at one point, before anything is observed there.
///
/// Sums run over all patterns, and every number is enclosed; precision is raised until 20 digits are known.
public struct GatePrior: Sendable {
  /// What is known of one pattern.
  public struct Pattern: Sendable {
    /// The pattern.
    public let pattern: ActivationPattern
    /// `P(A | x)`.
    public let prior: ReportedNumber
  }

  /// All patterns, in the order of the numbers that their bits are.
  public let patterns: [Pattern]

  /// The patterns of a model at a point.
  ///
  /// - Throws: `GateModelError` where the point does not belong to the network.
  public init(of model: GateModel, at point: [Rational]) throws(GateModelError) {
    try model.validate(point, nil)
    let priors = RaisedPrecision.first { precision in
      PatternScores(of: model, at: point, given: nil, precision: precision).logPriors
        .map { $0.exponential() }
    } isKnown: {
      $0.allSatisfy(\.isKnownRelatively)
    }
    patterns = priors.enumerated().map { number, prior in
      Pattern(pattern: model.pattern(numbered: number), prior: .enclosed(prior))
    }
  }
}
