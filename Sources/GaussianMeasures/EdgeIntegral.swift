public import Enclosures
import ExactAlgebra

/// What the measure of a polyhedron takes from an edge: the integral over the edge of
///
///     g(1 + x^2) / (2 pi (1 + x^2)),
///
/// where `x` is the way along the line of the edge from the foot point of the origin, as a multiple of
/// the distance of this line.
///
/// In the plane, where the line has the distance `h` from the origin, `g(s) = exp(-h^2 s / 2)`. The
/// integral is the measure of all points behind the edge, as seen from the origin. From 0 to `a` it is
/// Owen's `T(h, a)`.
///
/// In space, where the plane of a facet has the distance `h` from the origin and the line of the edge has
/// the distance `p` from the foot point in this plane, `g(s) = h Q(r) / r` with `r^2 = h^2 + p^2 s` and
/// `Q = 1 - Phi`. The integral is the measure of all points that the origin sees behind the points of the
/// plane that the foot point sees behind the edge. From 0 to `b` it is
/// `integral_h^infinity phi(t) T(p t / h, b) dt` with the order of integrals changed; Steck's function
/// `S` is made of it.
///
/// Sources: D. B. Owen, *Tables for computing bivariate normal probabilities*, 1956; G. P. Steck, *A
/// table for computing trivariate normal probabilities*, 1958.
struct EdgeIntegral {
  /// `h`: a ball of positive numbers.
  let distance: Ball
  /// `p` in space, a ball of positive numbers; `nil` in the plane.
  let edgeDistance: Ball?

  private let squareOfDistance: Ball
  private let squareOfEdgeDistance: Ball

  /// An edge in the plane whose line has a distance from the origin.
  init(distance: Ball) {
    self.distance = distance
    edgeDistance = nil
    squareOfDistance = distance.squared()
    squareOfEdgeDistance = squareOfDistance
  }

  /// An edge in space.
  ///
  /// - Parameters:
  ///   - distance: of the plane from the origin.
  ///   - edgeDistance: of the line from the foot point of the origin.
  init(distance: Ball, edgeDistance: Ball) {
    self.distance = distance
    self.edgeDistance = edgeDistance
    squareOfDistance = distance.squared()
    squareOfEdgeDistance = edgeDistance.squared()
  }

  private var precision: Int { distance.precision }

  /// `g(s) / s` for real `s >= 1`.
  private func value(_ s: Ball) -> Ball {
    guard edgeDistance != nil else {
      return (squareOfDistance * s).shifted(by: -1).negated.exponential() / s
    }
    let radius = (squareOfDistance + squareOfEdgeDistance * s).squareRoot()
    return distance * radius.normalTail() / (radius * s)
  }

  /// A bound for `|g(s) / s|` where the real part of `s` is at least `sigma > 0`. In space it rests on
  /// `|Q(r)| <= exp(-Re(r^2) / 2) / 2` for `Re r >= 0`, which one reads from
  /// `Q(r) exp(r^2 / 2) = 1/sqrt(2 pi) integral_0^infinity exp(-t^2/2 - r t) dt`.
  private func bound(_ sigma: Ball) -> Ball {
    guard edgeDistance != nil else {
      return (squareOfDistance * sigma).shifted(by: -1).negated.exponential() / sigma
    }
    let square = squareOfDistance + squareOfEdgeDistance * sigma
    let tail = square.shifted(by: -1).negated.exponential().shifted(by: -1)
    return distance * tail / (square.squareRoot() * sigma)
  }

  /// The integral from `start` to `end`; everything where the time of the goal is over before its end.
  ///
  /// - Parameters:
  ///   - start: a ball of numbers that are not negative.
  ///   - end: a ball of larger numbers; infinite if `nil`.
  ///   - goal: how exactly it is wanted.
  func integral(from start: Ball, to end: Ball?, _ goal: MeasureGoal) -> Ball {
    var position = start
    var sum = Ball(0, precision: precision)
    var tolerance: Int?
    while true {
      let rest = rest(from: position, to: end)
      if let tolerance, rest.exponent < tolerance {
        sum += rest.withZero
        break
      }
      let next = self.next(after: position, before: end)
      let step = part(from: position, to: next ?? end!, &tolerance, goal)
      sum += step
      guard let next, step.isFinite else { break }
      position = next
    }
    return sum / Ball.pi(precision: precision).shifted(by: 1)
  }

  /// A bound for what lies between two points: `g` decreases, and the angle that is left is the
  /// difference of two inverse tangents.
  private func rest(from start: Ball, to end: Ball?) -> Ball {
    let square = start.squared() + 1
    let height = bound(square) * square
    guard let end else {
      let angle = Ball.pi(precision: precision).shifted(by: -1) - start.arctangent()
      return height * angle
    }
    return height * ((end - start) / square).magnitude
  }

  /// Where a part that starts at a point should end so that few points of a rule suffice; `nil` if at
  /// `end`.
  private func next(after position: Ball, before end: Ball?) -> Ball? {
    let (x, kappa) = (position.lowerDouble, squareOfEdgeDistance.upperDouble)
    // In the ellipse around a length `2 w` the real part of `1 + x^2` falls by at most
    // `9/4 (w^2 + x w)`, or by `x^2 + (15/8 w)^2` where the ellipse reaches negative numbers. It is to
    // stay well above zero, and g is not to grow by more than about exp(8).
    let limit = min((1 + x * x) / 3, 7 / kappa)
    let root = 2 * limit / (x + (x * x + 4 * limit).squareRoot())
    let half = min(root, 0.45 * (1 + x * x).squareRoot())
    let length = end.map { $0.upperDouble - x } ?? .infinity
    if length <= 2 * half { return nil }
    // What is left is not to be short.
    let next = x + min(2 * half, length / 2)
    guard next.isFinite, next > x else { return .everything(precision: precision) }
    return Ball(Rational(exactly: next)!, precision: precision)
  }

  /// One part by one rule.
  private func part(
    from start: Ball, to end: Ball, _ tolerance: inout Int?, _ goal: MeasureGoal
  ) -> Ball {
    let box = EllipseBox(from: start, to: end)
    let square =
      box.smallestReal.isPositive ? box.smallestReal.squared() : Ball(0, precision: precision)
    let sigma = square + 1 - box.largestImaginary.squared()
    guard sigma.isPositive else { return .everything(precision: precision) }
    let bound = bound(sigma)
    if tolerance == nil {
      // The first part is the largest one but for a small factor.
      let size = value(start.squared() + 1) * (end - start)
      tolerance = size.exponent - goal.bits - 4
    }
    let excess = (bound * (end - start)).exponent + 2 - tolerance!
    let points = min(max(2, (excess + 3) / 4), 400)
    return .integral(from: start, to: end, points: points, bound: bound) { x in
      goal.isOver ? .everything(precision: precision) : value(x.squared() + 1)
    }
  }
}

extension Ball {
  /// The number with the other sign.
  fileprivate var negated: Ball { -self }

  /// The smallest ball around it and zero.
  var withZero: Ball { union(Ball(0, precision: precision)) }

  /// Owen's function `T(h, a) = 1/(2 pi) integral_0^a exp(-h^2 (1 + x^2) / 2) / (1 + x^2) dx`, to about
  /// so many relative binary digits.
  ///
  /// - Parameters:
  ///   - h: a ball of positive numbers.
  ///   - a: a ball of positive numbers; infinite if `nil`.
  ///   - bits: how many.
  ///
  /// Source: D. B. Owen, *Tables for computing bivariate normal probabilities*, 1956.
  public static func owensT(_ h: Ball, _ a: Ball?, bits: Int) -> Ball {
    EdgeIntegral(distance: h).integral(
      from: Ball(0, precision: h.precision), to: a, MeasureGoal(bits: bits))
  }
}
