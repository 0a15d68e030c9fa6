extension Ball {
  /// The integral of a function over an interval by one Gauss-Legendre rule, with a bound for its error.
  ///
  /// The function has to be analytic in the ellipse around the interval whose foci are its ends and
  /// whose semi-axes are `17/8` and `15/8` times half of its length, and at most `bound` there by its
  /// absolute value; `EllipseBox` gives a rectangle around this ellipse.
  ///
  /// Scaled to `-1 ... 1` such a function has Chebyshev coefficients `|a_k| <= 2 M 4^-k`. The rule with
  /// `n` points is exact for degrees below `2n` and for odd functions, and wrong by at most
  /// `2 + 2/(k^2 - 1) <= 32/15` for the Chebyshev polynomial of an even degree `k >= 4`. So the error is
  /// at most `2 M 32/15 sum_(k = 2n, 2n + 2, ...) 4^-k`, which is below `5 M 16^-n`. Source of this
  /// estimate: L. N. Trefethen, *Is Gauss quadrature better than Clenshaw-Curtis?*, 2008.
  ///
  /// - Parameters:
  ///   - start: where the interval begins.
  ///   - end: where it ends.
  ///   - points: the number of points of the rule, at least 2.
  ///   - bound: `M`; its upper end is taken.
  ///   - function: the function at a real point, enclosed.
  public static func integral(
    from start: Ball, to end: Ball, points: Int, bound: Ball, of function: (Ball) -> Ball
  ) -> Ball {
    precondition(points >= 2, "a rule with fewer than two points")
    let precision = max(start.precision, end.precision)
    let half = (end - start).shifted(by: -1)
    let middle = (end + start).shifted(by: -1)
    var sum = Ball(0, precision: precision)
    for node in GaussLegendreRule.of(points: points, precision: precision).nodes {
      let offset = half * node.point
      sum += node.weight * function(middle + offset)
      if !node.isMiddle { sum += node.weight * function(middle - offset) }
    }
    let error = (bound * 5).shifted(by: -4 * points).magnitude
    return (sum + error.union(-error)) * half
  }
}

/// A rectangle in the complex plane that contains the ellipse of `Ball.integral` around an interval.
public struct EllipseBox: Sendable {
  /// The smallest real part.
  public let smallestReal: Ball
  /// The largest absolute value of an imaginary part.
  public let largestImaginary: Ball

  /// The rectangle for an interval.
  public init(from start: Ball, to end: Ball) {
    let half = (end - start).shifted(by: -1)
    smallestReal = start - (half * 9).shifted(by: -3)
    largestImaginary = (half * 15).shifted(by: -3)
  }
}
