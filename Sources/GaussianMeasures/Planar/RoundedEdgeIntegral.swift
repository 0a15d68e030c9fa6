import Enclosures

/// The integral of `EdgeIntegral` in the plane in floating point, with a proved bound of its error: from one
/// point of the line of an edge to another, of
///
///     f(x) = exp(-kappa (1 + x^2) / 2) / (1 + x^2),
///
/// where `kappa` is the square of the distance of the line from the origin. (The factor `1/(2 pi)` is left to the
/// caller.) The function is even, and decreases from 0 on.
///
/// The way is cut into parts, each with one Gauss-Legendre rule. A function that is at most `M` in the ellipse whose
/// semi-axes are `53/28` and `45/28` times half of the length (the sum is `7/2`) has Chebyshev coefficients of at most
/// `2 M (7/2)^-k`, so the rule with `n` points is wrong by at most `2 M 32/15 sum_(k = 2n, 2n + 2, ...) (7/2)^-k`,
/// below `5 M (49/4)^-n`, times half of the length; see `Ball.integral`.
///
/// What rounding does to a part from `a` to `b`, with `u = 2^-53`, relative to its value, as all terms are positive:
///
/// - A computed point differs from the one of the rule by at most `5 u b` (middle, half length, product, sum, and
///   the rounded point of the rule), which changes `ln f` by at most `5 u b (kappa b + min(1, 2/a))`: the derivative
///   of `ln(1 + x^2)` is `2 x / (1 + x^2)`, at most 1 and at most `2/x`.
/// - The argument `kappa (1 + x^2) / 2` has a relative error of at most `10 u` (at most `6 u` of it from `kappa`),
///   so `ln f` changes by at most `5 u kappa (1 + b^2)`.
/// - Exponential, square, sum, quotient, weight and product with it: at most `12 u`. Six sums, the half
///   length and the product with it: at most `8 u`.
struct RoundedEdgeIntegral {
  /// The square of the distance; its relative error is at most `6 * 2^-53`.
  let kappa: Double

  /// What starts beyond this exponent counts as an error.
  private static let largestExponent = 600.0
  /// What is this small relative to the first part is not looked at.
  private static let smallestPart = 0x1p-49
  /// Room for the rounding of bounds.
  private static let room = 1 + 0x1p-20

  /// The integral over an interval of the line; infinite ends are allowed, those that are in the wrong
  /// order give zero.
  ///
  /// - Returns: `nil` where numbers are too small or too large for floating point.
  func integral(from lower: RoundedNumber, to upper: RoundedNumber) -> RoundedNumber? {
    guard !lower.value.isNaN, !upper.value.isNaN else { return nil }
    var result: RoundedNumber
    if lower.value >= upper.value {
      result = RoundedNumber(value: 0, error: 0)
    } else if lower.value < 0, upper.value > 0 {
      guard let below = integral(from: 0, to: -lower.value),
        let above = integral(from: 0, to: upper.value)
      else { return nil }
      result = RoundedNumber(
        value: below.value + above.value,
        error: below.error + above.error + RoundedNumber.unit * (below.value + above.value))
    } else {
      let ends = [lower.value.magnitude, upper.value.magnitude]
      guard let part = integral(from: min(ends[0], ends[1]), to: max(ends[0], ends[1])) else {
        return nil
      }
      result = part
    }
    result.error += error(of: lower) + error(of: upper)
    return result.error.isFinite ? result : nil
  }

  /// What the error of an end may change; not a number where an end is too large for floating point.
  private func error(of end: RoundedNumber) -> Double {
    if end.error == 0 { return 0 }
    guard end.value.isFinite else { return .nan }
    return end.error * bound(max(0, end.value.magnitude - end.error))
  }

  /// At least the function at points from `x >= 0` on.
  private func bound(_ x: Double) -> Double { bound(square: 1 + x * x) }

  /// At least `exp(-kappa s / 2) / s`, at most twice as much and a little; a bound of its absolute value
  /// where `s` is a real part.
  @inline(__always)
  private func bound(square s: Double) -> Double {
    RoundedExponential.upperBound(ofNegative: 0.5 * kappa * s * (1 - 0x1p-40)) * Self.room / s
  }

  /// - Precondition: the ends are not negative and in order.
  private func integral(from start: Double, to end: Double) -> RoundedNumber? {
    guard kappa.isNormal, start.isFinite else { return nil }
    if 0.5 * kappa * (1 + start * start) >= Self.largestExponent {
      return RoundedNumber(value: 0, error: rest(from: start, to: end))
    }
    var position = start
    var sum = RoundedNumber(value: 0, error: 0)
    var tolerance: Double?
    while true {
      if let tolerance {
        let rest = rest(from: position, to: end)
        if rest <= tolerance {
          sum.error += rest
          return sum
        }
      }
      let next = self.next(after: position, before: end)
      guard next > position, next.isFinite,
        let part = part(from: position, to: next, &tolerance)
      else { return nil }
      sum.value += part.value
      sum.error += part.error + RoundedNumber.unit * sum.value
      if next == end { return sum }
      position = next
    }
  }

  /// A bound for what lies between two points: `f` decreases, and the angle that is left,
  /// `integral 1/(1 + x^2)`, is at most `1/x` and at most `1.6`.
  private func rest(from start: Double, to end: Double) -> Double {
    let s = 1 + start * start
    let angle = min(1.6, 1 / start, (end - start) / s)
    return bound(square: s) * s * angle * Self.room
  }

  /// Where a part that starts at a point ends so that few points of a rule suffice. In the ellipse around a length
  /// `2 w` the real part of `1 + x^2` falls by at most `1.8 (w^2 + x w)`, or by `x^2 + (1.61 w)^2` where the ellipse
  /// reaches negative numbers. It is to stay well above zero, and `f` is not to grow by more than about `exp(13)`.
  private func next(after x: Double, before end: Double) -> Double {
    let square = 1 + x * x
    let limit = min(0.5 * square, 14 / kappa)
    let root = 2 * limit / (x + (x * x + 4 * limit).squareRoot())
    let half = min(root, 0.6 * square.squareRoot())
    let length = end - x
    // What is left is not to be short.
    return length <= 2 * half ? end : x + min(2 * half, length / 2)
  }

  /// One part by one rule.
  private func part(
    from start: Double, to end: Double, _ tolerance: inout Double?
  ) -> RoundedNumber? {
    guard 0.5 * kappa * (1 + end * end) <= RoundedExponential.largestArgument else { return nil }
    let half = 0.5 * (end - start)
    let middle = 0.5 * (end + start)
    // A rectangle around the ellipse of the rule, with room for rounding.
    let smallestReal = max(0, start - 0.893 * half)
    let largestImaginary = 1.607_2 * half
    let sigma =
      (1 + smallestReal * smallestReal - largestImaginary * largestImaginary) * (1 - 0x1p-20)
    guard sigma > 0.01 else { return nil }
    let wanted = tolerance ?? bound(start) * half * Self.smallestPart
    tolerance = wanted
    let bound = self.bound(square: sigma) * half * Self.room
    let rule = RoundedRule.smallest(bound, below: wanted)
    let value = sum(rule, middle: middle, half: half)
    let slope = end * (kappa * end + min(1, 2 / start))
    let relative = 5 * slope + 5 * kappa * (1 + end * end) + 21
    return RoundedNumber(
      value: value,
      error: (value * relative * RoundedNumber.unit + bound * rule.error) * Self.room)
  }

  /// The sum of a rule.
  @inline(__always)
  private func sum(_ rule: RoundedRule, middle: Double, half: Double) -> Double {
    var sums = SIMD4<Double>()
    let halfKappa = 0.5 * kappa
    for node in rule.nodes {
      let offset = node.point * half
      let (above, below) = (middle + offset, middle - offset)
      let (s, t) = (1 + above * above, 1 + below * below)
      sums +=
        node.weight
        * (RoundedExponential.ofNegative(halfKappa * s) / s
          + RoundedExponential.ofNegative(halfKappa * t) / t)
    }
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) * half
  }
}
