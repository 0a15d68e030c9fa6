public import Enclosures
public import ExactAlgebra

/// A Gaussian number `z` whose mean and variance are known as balls, and the moments of `max(z, 0)`.
///
///     let z = RectifiedGaussian(mean: mean, variance: variance)
///     z.positiveMean                                     // contains E max(z, 0)
///     z.positiveCovariance(with: other, covariance: c)   // contains Cov(max(z, 0), max(w, 0))
///
/// With `a = mean / deviation` and `psi(a) = a Phi(a) + phi(a)` these are `deviation psi(a)` and
/// `variance V(a)`, `V(a) = (a^2 + 1) Phi(a) + a phi(a) - psi(a)^2`. For `a > 0` they are computed from `-a` by
/// `psi(a) = a + psi(-a)` and `V(a) = 1 - 2 Phi(-a) + V(-a)`, so that little cancels. The variance may be zero, or
/// nobody may know whether it is: then what holds for all variances of the ball is returned.
public struct RectifiedGaussian: Sendable {
  /// The mean of `z`.
  public let mean: Ball
  /// The variance of `z`: no point of the ball is negative.
  public let variance: Ball
  /// `P(z > 0)`.
  public let activity: Ball
  /// `E max(z, 0)`.
  public let positiveMean: Ball
  /// `Var max(z, 0)`.
  public let positiveVariance: Ball
  /// The standard deviation, and the mean divided by it; `nil` where the variance may be zero.
  let standardized: (deviation: Ball, score: NormalScore)?

  /// A Gaussian number.
  ///
  /// - Parameters:
  ///   - mean: a finite ball.
  ///   - variance: a finite ball; what it has below zero is left out.
  public init(mean: Ball, variance: Ball) {
    self.mean = mean
    let variance = variance.nonnegativePart
    self.variance = variance
    let zero = Ball(0, precision: max(mean.precision, variance.precision))
    if variance.isPositive {
      let deviation = variance.squareRoot()
      let score = NormalScore(mean / deviation)
      standardized = (deviation, score)
      activity = score.cdf
      positiveMean = (deviation * score.positiveMean).nonnegativePart
      let share = score.positiveVariance
      let bounds = Self.shares(activity, activity, sign: 1)
      positiveVariance = variance * (share.intersection(bounds) ?? share)
      return
    }
    standardized = nil
    if variance.isZero {
      activity = mean.isPositive ? zero + 1 : mean.isNegative ? zero : Self.unit(zero)
      positiveMean = mean.maximum(zero)
      positiveVariance = zero
      return
    }
    // The excess of E max(z, 0) over max(mean, 0) grows with the variance, and so does the probability of
    // the sign that the mean does not have.
    let deviation = variance.upperEnd.squareRoot()
    let distance = mean.excludesZero ? mean.magnitude.lowerEnd : zero
    let score = NormalScore(-(distance / deviation))
    if mean.isPositive {
      activity = (1 - score.cdf).union(zero + 1)
    } else {
      activity = mean.isNegative ? score.cdf.withZero : Self.unit(zero)
    }
    positiveMean = mean.maximum(zero) + (deviation * score.positiveMean).withZero
    positiveVariance = variance * Self.shares(activity, activity, sign: 1)
  }

  private static func unit(_ zero: Ball) -> Ball { zero.union(zero + 1) }

  /// The covariance of the positive parts of two numbers that are Gaussian together.
  ///
  /// By Price's theorem its derivative in the correlation is `s_1 s_2 P(z_1 > 0, z_2 > 0)`, so it is `covariance` times
  /// a mean of such probabilities; see `NormalPair` for how it is computed.
  ///
  /// - Parameters:
  ///   - other: the other number.
  ///   - covariance: the covariance of both numbers.
  public func positiveCovariance(
    with other: RectifiedGaussian, covariance: Ball
  ) -> Ball {
    if covariance.isZero { return covariance }
    let sign = covariance.isPositive ? 1 : covariance.isNegative ? -1 : 0
    let rough = covariance * Self.shares(activity, other.activity, sign: sign)
    guard sign != 0, let own = standardized, let other = other.standardized else { return rough }
    let unit = own.deviation * other.deviation
    let pair = NormalPair(own.score, other.score, correlation: covariance / unit)
    let fine = unit * pair.covarianceOfPositiveParts
    return fine.isFinite ? fine.intersection(rough) ?? fine : rough
  }

  /// What the covariance of positive parts is divided by that of the numbers: a mean of `P(z_1 > 0, z_2 > 0)` over
  /// correlations of one sign.
  private static func shares(_ p: Ball, _ q: Ball, sign: Int) -> Ball {
    let least = sign > 0 ? p * q : (p + q - 1).nonnegativePart
    return least.union(sign < 0 ? p * q : p.minimum(q))
  }
}

extension RectifiedGaussian {
  /// `E sigma(z)` for the function that is `z` where `z` is positive and `slope z` elsewhere.
  public func mean(slope: Rational) -> Ball {
    slope.isZero ? positiveMean : positiveMean * (1 - slope) + mean * slope
  }

  /// `Var sigma(z)`.
  public func variance(slope: Rational) -> Ball {
    guard !slope.isZero else { return positiveVariance }
    // sigma(z) = (1 - slope) max(z, 0) + slope z, and Cov(max(z, 0), z) = variance P(z > 0).
    return
      (positiveVariance * ((1 - slope) * (1 - slope))
      + variance * activity * (2 * slope * (1 - slope)) + variance * (slope * slope))
      .nonnegativePart
  }

  /// `Cov(sigma(z), sigma(w))` for two numbers that are Gaussian together.
  ///
  /// - Parameters:
  ///   - other: `w`.
  ///   - covariance: `Cov(z, w)`.
  ///   - slope: that of `sigma` below zero.
  public func covariance(
    with other: RectifiedGaussian, covariance: Ball, slope: Rational
  ) -> Ball {
    let positive = positiveCovariance(with: other, covariance: covariance)
    guard !slope.isZero, !covariance.isZero else { return positive }
    return positive * ((1 - slope) * (1 - slope))
      + covariance
      * ((activity + other.activity) * (slope * (1 - slope)) + slope * slope)
  }
}

extension Ball {
  /// Its largest point, in a ball that is hardly larger.
  var upperEnd: Ball { middle + radius }

  /// Its smallest point, in a ball that is hardly larger.
  var lowerEnd: Ball { middle - radius }
}
