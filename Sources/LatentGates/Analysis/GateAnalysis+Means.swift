public import Enclosures
import ExactAlgebra

extension GateAnalysis {
  /// The mean of `ln p(y | x)` over the sample; `nil` where something is not known or not observed.
  public var meanLogLikelihood: ReportedNumber? { mean { $0.evidence?.logLikelihood } }

  /// Its limit as temperatures go to zero.
  public var meanHardLogLikelihood: ReportedNumber? {
    mean { $0.evidence?.hardGates.logLikelihood }
  }

  /// The mean of what the best bounds that were found are below `ln p(y | x)`.
  public var meanFieldGap: ReportedNumber? { mean { $0.evidence?.meanField?.best.gap } }

  /// `k ln 2 - H(A | X)` with `k` gates: how far the gates are from fair coins, in nats.
  public var distanceToFairCoins: ReportedNumber? {
    information.map { information in
      let coin = ReportedNumber.exact(2).logarithm()
      return .exact(Rational(model.gateCount)) * coin - information.conditionalEntropy
    }
  }

  /// The part of the variance of the input, over all coordinates, that is between patterns; `nil` where the
  /// input does not vary.
  public var inputShareBetween: ReportedNumber? {
    guard let covariance else { return nil }
    let total = covariance.total.indices.reduce(0) { $0 + covariance.total[$1][$1] }
    guard total.signum() > 0 else { return nil }
    let between = covariance.between.indices.map { covariance.between[$0][$0] }
    return between.reduce(.exact(0), +) / .exact(total)
  }

  /// The part of the variance of the gradient that is between patterns; `nil` where it is not known.
  public var gradientShareBetween: ReportedNumber? {
    guard let covariance = gradientCovariance, covariance.total.isAtLeast(0),
      covariance.total.ball?.isPositive == true
    else { return nil }
    return covariance.between / covariance.total
  }

  private func mean(_ value: (GatePoint) -> ReportedNumber?) -> ReportedNumber? {
    let values = points.compactMap(value)
    guard values.count == sample.points.count else { return nil }
    return zip(values, sample.weights).reduce(.exact(0)) { $0 + .exact($1.1) * $1.0 }
  }
}
