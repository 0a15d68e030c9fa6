import Enclosures
import ExactAlgebra
import Foundation

/// Two numbers `a + X` and `b + Y`, where `X` and `Y` are standard Gaussian with a correlation `rho` that is not
/// zero, and the covariance of their positive parts.
///
/// By Price's theorem the derivative of this covariance in `rho` is `P(a + X > 0, b + Y > 0)`, whose derivative is the
/// density `phi_2(a, b; rho)`. Integrated twice from 0, where the covariance is 0 and the probability is
/// `Phi(a) Phi(b)`,
///
///     Cov = rho Phi(a) Phi(b) + integral_0^rho (rho - t) phi_2(a, b; t) dt.
///
/// With `t = tanh u`, and `-b` in place of `b` where `rho` is negative, the integral becomes with `R = |rho|`
///
///     1/(2 pi) integral_0^artanh(R) (R - tanh u) sech u exp(-(a^2 + b^2)/4 - A e^(2u) - B e^(-2u)) du,
///     A = (a - b)^2 / 8,  B = (a + b)^2 / 8.
///
/// Its integrand is positive and analytic where `|Im u| < pi/2`. So for positive correlations nothing cancels, and
/// for negative ones as much as a polynomial in `a` and `b` says: far tails keep their relative accuracy. Source of the
/// derivatives: R. Price, *A useful theorem for nonlinear devices having Gaussian inputs*, 1958; of the substitution
/// in the probability: R. L. Plackett, *A reduction formula for normal multivariate integrals*, 1954.
struct NormalPair {
  private let a: NormalScore
  private let b: NormalScore
  /// A ball of numbers of one sign.
  private let correlation: Ball
  private let precision: Int

  /// The relative binary digits that are aimed at.
  private var goal: Int { max(16, precision - 24) }

  init(_ a: NormalScore, _ b: NormalScore, correlation: Ball) {
    (self.a, self.b, self.correlation) = (a, b, correlation)
    precision = correlation.precision
  }

  private var isNegative: Bool { correlation.isNegative }

  /// `Cov(max(a + X, 0), max(b + Y, 0))`.
  var covarianceOfPositiveParts: Ball {
    let size = correlation.magnitude
    let integral = PairIntegral(
      a.value, isNegative ? -b.value : b.value, isNegative: isNegative,
      independent: a.cdf * b.cdf, goal: goal)
    // A correlation that may be 1, or nearly is: at 1 the covariance is known, and the derivative on the way is a
    // probability.
    let gap = (1 - size.lowerEnd).nonnegativePart
    if gap.exponent < -goal || !(1 - size).isPositive {
      let limit = isNegative ? Self.atMinusOne(a, b) : Self.atOne(a, b)
      let rest = gap * orthantBound(integral.excessBound())
      return limit + (isNegative ? rest : -rest).withZero
    }
    let middle = size.middle
    let value = integral.value(upTo: middle.rounded(to: precision))
    // The derivative of the integral is P(a + X > 0, b + Y > 0) - Phi(a) Phi(b), up to its sign.
    let slack = size.radius * integral.excessBound(upTo: size.upperEnd)
    return correlation * (a.cdf * b.cdf) + value + slack.union(-slack)
  }

  /// A bound for `P(a + X > 0, b + Y > 0)`, for any correlation of the sign.
  private func orthantBound(_ excess: Ball) -> Ball {
    let independent = a.cdf * b.cdf
    if isNegative { return independent }
    return (independent + excess).minimum(a.cdf).minimum(b.cdf)
  }

  /// The covariance for `X = Y`.
  ///
  /// For `a, b <= 0` it is `E (a + X)(b + X) 1{X > -min(a, b)} - psi(a) psi(b)`; a positive number `z` is `max(z, 0)`
  /// minus `max(-z, 0)`, and `Cov(X, max(b + X, 0)) = Phi(b)`.
  private static func atOne(_ a: NormalScore, _ b: NormalScore) -> Ball {
    if a.value.isPositive, b.value.isPositive {
      return 1 - a.opposite.cdf - b.opposite.cdf + atOne(a.opposite, b.opposite)
    }
    if a.value.isPositive { return b.cdf + atMinusOne(a.opposite, b) }
    if b.value.isPositive { return a.cdf + atMinusOne(a, b.opposite) }
    let product = a.value * b.value + 1
    return product * a.cdf.minimum(b.cdf)
      + a.value.maximum(b.value) * a.density.minimum(b.density)
      - a.positiveMean * b.positiveMean
  }

  /// The covariance for `X = -Y`: for `a, b <= 0` never both parts are positive.
  private static func atMinusOne(_ a: NormalScore, _ b: NormalScore) -> Ball {
    if a.value.isPositive, b.value.isPositive {
      return a.opposite.cdf + b.opposite.cdf - 1 + atMinusOne(a.opposite, b.opposite)
    }
    if a.value.isPositive { return atOne(a.opposite, b) - b.cdf }
    if b.value.isPositive { return atOne(a, b.opposite) - a.cdf }
    // Where a + b = h may be positive, both are on an interval of this length:
    // integral x (h - x) phi <= h^3 / 12.
    let overlap = (a.value + b.value).nonnegativePart
    return (overlap.power(3) / 12).withZero - a.positiveMean * b.positiveMean
  }
}
