import Enclosures
import ExactAlgebra

extension Ball {
  /// Owen's function `T(h, a) = 1/(2 pi) integral_0^a exp(-h^2 (1 + x^2) / 2) / (1 + x^2) dx` for
  /// `h >= 0` and `a > 0`: the standard Gaussian measure of the points of the plane with first
  /// coordinate above `h` in the angle between the first axis and the line of slope `a`.
  ///
  /// - Parameters:
  ///   - h: a ball of numbers that are not negative.
  ///   - a: a ball of positive numbers; infinite if `nil`.
  ///   - absoluteBits: values below `2^-absoluteBits` are enclosed with zero and not looked at; all are
  ///     if `nil`.
  ///
  /// For `a <= 1` it is Owen's alternating series while `h` is small, and an integral with
  /// `exp(-h^2/2)` taken out where it is large; slopes above 1 are turned into slopes below. Source:
  /// D. B. Owen, *Tables for computing bivariate normal probabilities*, 1956.
  static func owensT(_ h: Ball, _ a: Ball?, absoluteBits: Int? = nil) -> Ball {
    let tail = h.normalTail()
    let half = tail.shifted(by: -1)
    guard let a else { return half }
    if let absoluteBits, half.isBelow(bits: absoluteBits) { return half.withZero() }
    if a.upperDouble <= 1 { return flatT(h, a, absoluteBits: absoluteBits) }
    let product = a * h
    let other = product.normalTail()
    return half + other.shifted(by: -1) - tail * other
      - flatT(product, 1 / a, absoluteBits: absoluteBits)
  }

  /// The largest `h^2/2` for which the series is taken, and the binary digits that it costs there.
  private static let seriesLimit = 40.0
  private static let seriesLoss = 64

  /// `T(h, a)` for slopes of at most 1, or so little more that the terms of the series decrease.
  private static func flatT(_ h: Ball, _ a: Ball, absoluteBits: Int?) -> Ball {
    let x = h.squared().shifted(by: -1)
    if let absoluteBits {
      let bound = h.normalTail().shifted(by: -1)
      if bound.isBelow(bits: absoluteBits) { return bound.withZero() }
    }
    if x.upperDouble <= seriesLimit, a.upperDouble < 1.000_1 { return seriesT(x, a) }
    return farT(x, a)
  }

  /// `1/(2 pi) (atan a - sum_j (-1)^j c_j a^(2j+1) / (2j+1))`, where `c_j` is the probability that a
  /// Poisson number with mean `x` is above `j`. The terms have alternating signs and decrease, so what
  /// is left out is at most the next term.
  private static func seriesT(_ x: Ball, _ a: Ball) -> Ball {
    let precision = max(x.precision, a.precision) + seriesLoss
    let (x, a) = (x.rounded(to: precision), a.rounded(to: precision))
    let square = a.squared()
    let weight = (-x).exponential()
    var term = Ball(1, precision: precision)
    var partial = term
    var power = a
    var sum = a.arctangent()
    for index in 0..<1_000 {
      let value = (1 - weight * partial) * power / (2 * index + 1)
      if value.magnitude.isBelow(bits: precision) {
        sum += value.withZero().union(-value)
        break
      }
      sum = index.isMultiple(of: 2) ? sum - value : sum + value
      term = term * x / (index + 1)
      partial += term
      power *= square
    }
    let result = sum / pi(precision: precision).shifted(by: 1)
    return result.rounded(to: precision - seriesLoss)
  }

  /// `exp(-x) / (2 pi) integral_0^a exp(-x t^2) / (1 + t^2) dt`.
  private static func farT(_ x: Ball, _ a: Ball) -> Ball {
    let precision = max(x.precision, a.precision)
    // The integral is about the smaller one of `a` and `1/sqrt(x)`.
    let size = Swift.min(a.lowerDouble, 1 / (1 + x.upperDouble.squareRoot()))
    let bits = precision + 4 + (size > 0 ? Int(-size.exponent) : 1_100)
    let integral = integral(
      from: Ball(0, precision: precision), to: a, absoluteBits: bits, precision: precision + 16
    ) { t, _ in
      let square = t.squared()
      return (-(square * x)).exponential() / (square + 1)
    }
    return (-x).exponential() * integral / pi(precision: precision).shifted(by: 1)
  }

  /// Whether all points have an absolute value below `2^-bits`.
  func isBelow(bits: Int) -> Bool {
    let limit = Double(sign: .plus, exponent: -min(bits, 1_000), significand: 1)
    return lowerDouble > -limit && upperDouble < limit
  }

  /// The smallest ball around it and zero.
  func withZero() -> Ball { union(Ball(0, precision: precision)) }
}
