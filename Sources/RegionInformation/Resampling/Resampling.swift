public import ExactAlgebra
import GaussianMeasures

/// How estimates are judged by drawing again from the data.
public struct Resampling: Hashable, Sendable {
  /// The number of resampled tables for standard errors; none if 0.
  public var replicates = 200
  /// The number of times that labels are permuted; none if 0.
  public var permutations = 200
  /// The probability that intervals aim at.
  public var level = 0.95
  /// What all random numbers follow from.
  public var seed: UInt64 = 1

  /// 200 of each, at 0.95.
  public init() {}
}

/// What resampling says of the estimates for one layer, for each estimator. In nats.
///
/// Tables are drawn from the points with replacement, as many as there are (the bootstrap of B. Efron, 1979). The
/// standard deviation of the estimates over these tables is the standard error. The interval is the estimate plus
/// and minus the standard error times the quantile of the normal law. Quantiles of the resampled estimates
/// themselves are no interval for an entropy: a resampled table has fewer occupied cells, so its entropy is
/// too small again, and such intervals miss nearly always where many cells were seen once.
/// The interval tells what chance adds; it knows nothing of the bias that an estimator has left.
public struct BootstrapErrors: Hashable, Sendable {
  /// The number of tables.
  public let replicates: Int
  /// The probability that intervals aim at.
  public let level: Double
  /// The seed of the draws.
  public let seed: UInt64
  /// The standard errors of the entropy of the cell.
  public let entropy: [EntropyEstimator: Double]
  /// The standard errors of the information of cell and label.
  public let information: [EntropyEstimator: Double]

  /// So many standard errors an interval reaches to both sides.
  public var width: Double { StandardNormal.quantile(ofTail: (1 - level) / 2) }
}

/// The information that is estimated where cell and label have nothing to do with each other, since labels were
/// permuted; for each estimator. In nats.
public struct PermutationControl: Hashable, Sendable {
  /// What is found for one estimator.
  public struct Values: Hashable, Sendable {
    /// The mean over all permutations: what an estimate of no information looks like.
    public let mean: Double
    /// The standard deviation over all permutations.
    public let standardDeviation: Double
    /// The smallest value that no more than the share `1 - level` of permutations exceeds.
    public let upper: Double
    /// How many permutations gave at least the information of the data.
    public let asLargeCount: Int
  }

  /// The number of permutations.
  public let permutations: Int
  /// The level of the upper values.
  public let level: Double
  /// The seed of the permutations.
  public let seed: UInt64
  /// For each estimator.
  public let values: [EntropyEstimator: Values]

  /// The probability, at most, that permuted labels give so much information: `(1 + c) / (1 + P)` for `c` of `P`
  /// permutations that gave at least as much. It is a valid level of a test for every number of points.
  public func pValue(_ estimator: EntropyEstimator) -> Rational {
    Rational(1 + values[estimator]!.asLargeCount) / Rational(1 + permutations)
  }
}
