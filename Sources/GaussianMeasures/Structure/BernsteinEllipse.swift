import Enclosures
import ExactAlgebra
import Foundation

/// An ellipse with the foci -1 and 1, around an interval of half-length `L` that is scaled to `-1 ... 1`:
/// its semi-axes are `cosh t` and `sinh t`.
///
/// A function `F` that is analytic in it, real on the line, with `|F(x + i y)| <= F(x) exp(growth y^2)`,
/// is at most `sup F exp(growth L^2 sinh^2 t)` there, with the supremum over the real points of the
/// ellipse. Call this `M`. Scaled to `-1 ... 1` the coefficients of `F` at the polynomials of Chebyshev
/// satisfy `|a_k| <= 2 M exp(-k t)`. Two bounds follow for the Gauss-Legendre rule with `N >= 2` points.
///
/// 1. The rule is exact for degrees below `2 N` and for odd functions, and wrong by at most
///    `2 + 2/(k^2 - 1) <= 32/15` for an even degree `k >= 4`. So its error is at most
///    `ruleError = L (64/15) M exp(-2 N t) / (1 - exp(-2 t))`. Source: L. N. Trefethen, *Is Gauss quadrature
///    better than Clenshaw-Curtis?*, 2008.
/// 2. Let `p` be the polynomial of degree below `N` with the values of `F` at the points. `F` without its
///    Chebyshev part of degree below `N` is at most `e = 2 M exp(-N t) / (1 - exp(-t))`; the polynomial
///    through its values has the mean square of the rule, so its norm is at most `sqrt(2) e`, and that of
///    `F - p` in `L^2(-1, 1)` at most `interpolationError = 2 sqrt(2) e`.
struct BernsteinEllipse {
  /// `t`.
  let parameter: Double
  /// `M`.
  let bound: Ball
  /// `cosh t`.
  let reach: Ball
  private let precision: Int

  /// The ellipse for a rule.
  ///
  /// - Parameters:
  ///   - function: `F`, known at all points of the rule.
  ///   - middle: the middle of the interval.
  ///   - half: half of its length.
  ///   - growth: as above.
  ///   - decay: the factor of `t` in the exponent of the error: `N` or `2 N`. Only how small the
  ///     bound is depends on it.
  init(around function: GaussianWeighted, middle: Ball, half: Ball, growth: Ball, decay: Int) {
    let length = half.rounded
    let parameter = EllipseShape(
      growth: growth.rounded * length * length, slope: function.slope(relativeTo: length)
    ).parameter(decay: Double(decay))
    precision = 64
    let t = Ball(exactly: parameter, precision: half.precision)
    let (up, down) = (t.exponential(), (-t).exponential())
    reach = (up + down).shifted(by: -1)
    let height = half * (up - down).shifted(by: -1)
    let logarithm = function.logarithmBound(
      from: middle - half * reach, to: middle + half * reach)
    self.parameter = parameter
    bound =
      logarithm.isFinite
      ? (Ball(exactly: logarithm, precision: precision) + growth * height.squared()).exponential()
      : .everything(precision: precision)
  }

  private func power(_ exponent: Int) -> Ball {
    (Ball(exactly: -parameter, precision: precision) * exponent).exponential()
  }

  /// As above, for an interval with a half-length.
  func ruleError(points: Int, half: Ball) -> Ball {
    (bound * half * 64 / 15) * power(2 * points) / (1 - power(2))
  }

  /// As above.
  func interpolationError(points: Int) -> Ball {
    let root = Ball(2, precision: precision).squareRoot()
    return bound.shifted(by: 2) * root * power(points) / (1 - power(1))
  }
}

/// What decides which ellipse is best: `growth L^2`, and the slope of `ln F` beyond the ends times `L`.
/// In floating point; nothing proved depends on it.
struct EllipseShape {
  let growth: Double
  let slope: Double

  /// Where `growth sinh^2 t + slope (cosh t - 1) - decay t` is least.
  func parameter(decay: Double) -> Double {
    root { growth * sinh(2 * $0) + slope * sinh($0) - decay }
  }

  /// The decay with which the least value is `-goal`.
  func decay(goal: Double) -> Double {
    let t = root { t in
      let decay = growth * sinh(2 * t) + slope * sinh(t)
      return decay * t - growth * sinh(t) * sinh(t) - slope * (cosh(t) - 1) - goal
    }
    return growth * sinh(2 * t) + slope * sinh(t)
  }

  /// The zero of an increasing function.
  private func root(_ function: (Double) -> Double) -> Double {
    var (low, high) = (1e-3, 12.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if function(middle) < 0 { low = middle } else { high = middle }
    }
    return low
  }
}
