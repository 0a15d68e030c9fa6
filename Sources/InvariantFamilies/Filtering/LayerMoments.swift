public import Enclosures
public import GaussianMeasures

/// Mean and covariance of what a layer of a network hands on under a random input.
public struct LayerMoments: Sendable {
  /// The mean: a number for each neuron.
  public let mean: [ReportedNumber]
  /// The covariance: a row for each neuron.
  public let covariance: [[ReportedNumber]]

  /// Moments that were computed.
  public init(mean: [ReportedNumber], covariance: [[ReportedNumber]]) {
    self.mean = mean
    self.covariance = covariance
  }

  /// Those of a law, without a condition.
  public init(_ moments: ConditionalMoments) {
    self.init(mean: moments.mean, covariance: moments.covariance)
  }

  /// The variances.
  public var variances: [ReportedNumber] { covariance.indices.map { covariance[$0][$0] } }
}
