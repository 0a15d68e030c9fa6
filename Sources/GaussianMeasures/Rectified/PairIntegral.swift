import Enclosures
import ExactAlgebra
import Foundation

/// The integral in the covariance of two positive parts,
///
///     1/(2 pi) integral_0^artanh(R) (R - tanh u) sech u exp(-c - A e^(2u) - B e^(-2u)) du,
///     c = (a^2 + b^2)/4,  A = (a - b)^2 / 8,  B = (a + b)^2 / 8;
///
/// see `NormalPair`. The interval is cut where the exponential function is so small that a bound will do, and into parts
/// for Gauss-Legendre rules, whose errors follow from bounds on ellipses. Floating point proposes cuts and numbers of
/// points; what it says of them is proved again, or costs digits that the ball shows.
struct PairIntegral {
  private let a: Ball
  private let b: Ball
  private let isNegative: Bool
  private let independent: Ball
  private let goal: Int
  private let precision: Int

  private let constant: Ball
  private let rising: Ball
  private let falling: Ball
  /// The same in floating point.
  private let rough: Rough

  /// The integral for two scores.
  ///
  /// - Parameters:
  ///   - a: the first score.
  ///   - b: the second one; its opposite where the correlation is negative.
  ///   - isNegative: whether it is.
  ///   - independent: the probability that both numbers are positive if they are independent.
  ///   - goal: the relative binary digits of the covariance that are aimed at.
  init(_ a: Ball, _ b: Ball, isNegative: Bool, independent: Ball, goal: Int) {
    (self.a, self.b, self.isNegative) = (a, b, isNegative)
    (self.independent, self.goal) = (independent, goal)
    precision = max(a.precision, b.precision)
    constant = (a.squared() + b.squared()).shifted(by: -2)
    rising = (a - b).squared().shifted(by: -3)
    falling = (a + b).squared().shifted(by: -3)
    rough = Rough(
      constant: constant.upperDouble, rising: rising.upperDouble, falling: falling.upperDouble)
  }

  private var zero: Ball { Ball(0, precision: precision) }

  // MARK: bounds

  /// A bound for `|P(a + X > 0, b + Y > 0) - Phi(a) Phi(b)|` for correlations up to one, any if `nil`.
  ///
  /// It is `1/(2 pi)` times an integral over at most `pi/2` of `exp(-(a^2 + b^2 - 2 a b t) / (2 - 2 t^2))`, whose
  /// exponent is at least `max(a^2, b^2)/2`; it falls all the way where `A e^(2u) < B e^(-2u)` at the end.
  func excessBound(upTo correlation: Ball? = nil) -> Ball {
    var exponent = a.squared().maximum(b.squared()).shifted(by: -1)
    if (a * b).isNegative {
      exponent = constant.shifted(by: 1)
    } else if let correlation {
      let (above, below) = ((correlation + 1).squared(), (1 - correlation).squared())
      if (1 - correlation).isPositive, (rising * above - falling * below).isNegative {
        exponent =
          (constant.shifted(by: 1) - a * b * correlation) / (1 - correlation.squared())
      }
    }
    return (-exponent).exponential().shifted(by: -2)
  }

  /// A bound for the integrand without its first two factors, from a real number on up to another one, by the
  /// exponent at one of them where the derivative there says so.
  private func exponentialBound(from start: Ball, to end: Ball) -> Ball {
    func exponent(_ low: Ball, _ high: Ball) -> Ball {
      constant + rising * low.shifted(by: 1).exponential()
        + falling * (-high.shifted(by: 1)).exponential()
    }
    func slope(_ u: Ball) -> Ball {
      rising * u.shifted(by: 1).exponential() - falling * (-u.shifted(by: 1)).exponential()
    }
    // The exponent is a convex function.
    if slope(start).isPositive { return (-exponent(start, start)).exponential() }
    if slope(end).isNegative { return (-exponent(end, end)).exponential() }
    return (-exponent(start, end)).exponential()
  }

  // MARK: the integral

  /// The integral for one `R`.
  ///
  /// - Parameter correlation: `R`, between 0 and 1, and not 1.
  func value(upTo correlation: Ball) -> Ball {
    let end = correlation.hyperbolicArctangent()
    guard end.isFinite else { return .everything(precision: precision) }
    guard rough.isFinite else { return bounded(zero, end, correlation) }
    let size = rough.size(
      upTo: end.upperDouble, independent: Self.logarithm(independent), isNegative: isNegative)
    let tolerance = (size > -1e15 ? Int((size / log(2)).rounded(.down)) : Int(-1e15)) - goal
    let (first, last) = rough.cuts(
      upTo: end.lowerDouble, below: Double(tolerance) * log(2) - 3)
    var position = first.map(point) ?? zero
    var sum = first == nil ? zero : bounded(zero, position, correlation)
    let stop = last.map(point) ?? end
    if last != nil { sum += bounded(stop, end, correlation) }
    for _ in 0..<Self.largestPartCount {
      let remaining = (stop - position).upperDouble
      let half = rough.half(from: position.upperDouble, of: remaining)
      let isLast = 2 * half >= remaining
      let next = isLast ? stop : point(position.upperDouble + 2 * half)
      sum += part(from: position, to: next, correlation, tolerance)
      guard !isLast, sum.isFinite else { return sum / Ball.pi(precision: precision).shifted(by: 1) }
      position = next
    }
    return .everything(precision: precision)
  }

  /// Few are needed; where floating point cannot tell points of the interval from each other there is no end.
  private static let largestPartCount = 2_000

  private func point(_ number: Double) -> Ball {
    Ball(number, radius: 0, precision: precision)
  }

  /// What lies between two numbers, by a bound: `R - tanh u <= 2 e^(-2u)`, `sech u <= 2 e^(-u)`, and the first factor
  /// is at most `R`, the second one at most 1.
  private func bounded(_ start: Ball, _ end: Ball, _ correlation: Ball) -> Ball {
    let mass = ((start * -3).exponential() * 4 / 3).minimum(
      correlation * (end - start).nonnegativePart)
    return (mass * exponentialBound(from: start, to: end)).withZero
  }

  /// One part by one rule.
  private func part(
    from start: Ball, to end: Ball, _ correlation: Ball, _ tolerance: Int
  ) -> Ball {
    let bound = bound(from: start, to: end, correlation)
    let excess = (bound * (end - start).magnitude).exponent
    guard bound.isFinite, excess != Int.max else { return .everything(precision: precision) }
    let missing = max(excess, -(1 << 60)) + 2 - tolerance
    let points = min(max(2, (missing + 3) / 4), 400)
    return .integral(from: start, to: end, points: points, bound: bound) { u in
      let growth = u.exponential()
      let square = growth.squared()
      let (inverse, inverseSum) = (1 / square, 1 / (square + 1))
      let exponent = constant + rising * square + falling * inverse
      // R - tanh u = R - 1 + 2 / (e^(2u) + 1).
      let factor = correlation - 1 + inverseSum.shifted(by: 1)
      return factor * growth.shifted(by: 1) * inverseSum * (-exponent).exponential()
    }
  }

  /// A bound for the integrand on the rectangle `x_0 <= Re u <= x_1`, `|Im u| <= y < pi/4` around the ellipse of the
  /// rule, from
  ///
  ///     Re e^(2u) >= e^(2 x_0) cos 2y,  Re e^(-2u) >= e^(-2 x_1) cos 2y,
  ///     |cosh u|^2 = cosh^2 x - sin^2 y >= cosh^2 x cos^2 y,  1 - tanh u = e^(-u) sech u.
  private func bound(from start: Ball, to end: Ball, _ correlation: Ball) -> Ball {
    let box = EllipseBox(from: start.rounded(to: 53), to: end.rounded(to: 53))
    let half = (end - start).rounded(to: 53).shifted(by: -1)
    let (low, high) = (
      box.smallestReal, (end + start).rounded(to: 53).shifted(by: -1) + (half * 17).shifted(by: -3)
    )
    // cos y >= 1 - y^2/2 and cos 2y >= 1 - 2 y^2.
    let square = box.largestImaginary.squared()
    let cosine = 1 - square.shifted(by: -1)
    let double = 1 - square.shifted(by: 1)
    guard double.isPositive else { return .everything(precision: 53) }
    let shrink = (-low).exponential()
    // cosh x where x is positive, else 1.
    let cosh = low.isPositive ? (shrink + 1 / shrink).shifted(by: -1) : Ball(1, precision: 53)
    let secant = 1 / (cosh * cosine)
    let exponent =
      constant
      + (rising / shrink.squared() + falling * (-high.shifted(by: 1)).exponential()) * double
    return (shrink * secant + (1 - correlation)) * secant
      * (-exponent).rounded(to: max(53, precision)).exponential().rounded(to: 53)
  }

  /// The natural logarithm of a probability, up to about one.
  private static func logarithm(_ probability: Ball) -> Double {
    let exponent = probability.exponent
    return exponent == Int.min ? -.infinity : Double(exponent) * log(2)
  }
}
