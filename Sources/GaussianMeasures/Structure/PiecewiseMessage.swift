import Enclosures
import ExactAlgebra
import Foundation

/// The integrals of `G(y) = phi(y) h(y)` over intervals, for a function `h` of `LogConcaveValues`
/// with `|G(x + i y)| <= G(x) exp(growth y^2)`.
///
/// The line between two bounds is cut into pieces. On each, `G` is known at the points of a Gauss-Legendre
/// rule, up to errors `r_j`; let `p` be the polynomial through the middles of these balls. Then
/// `|integral over a part (G - p)| <= sqrt(length of the part) ||G - p||`, and the norm is at most that of
/// `BernsteinEllipse.interpolationError` and of the polynomial through the errors, whose mean square is
/// `sum_j w_j r_j^2`, since the rule is exact for its square. Whole pieces are integrated by the rule. What is
/// beyond the bounds is not more than `LogConcaveValues.tail`.
struct PiecewiseMessage {
  private let pieces: [Piece]
  private let start: Ball
  private let end: Ball
  private let first: LogConcaveValues
  private let last: LogConcaveValues
  /// What the integral beyond the bounds lies in.
  private let restBelow: Ball
  private let restAbove: Ball
  /// The integrals over all that is below the start of each piece, and over all that is above it.
  private let below: [Ball]
  private let above: [Ball]
  private let precision: Int

  /// `nil` where too few values are known to be positive.
  ///
  /// - Parameters:
  ///   - layout: where the pieces are.
  ///   - growth: as above.
  ///   - precision: the binary digits of balls.
  ///   - function: `h`.
  init?(_ layout: PieceLayout, growth: Ball, precision: Int, _ function: (Ball) -> Ball) {
    self.precision = precision
    let bounds = layout.bounds.map { Rational(exactly: $0)! }
    let places = zip(bounds, bounds.dropFirst()).map {
      PiecePlace(from: $0, to: $1, points: layout.points, precision: precision)
    }
    let results = places.map { $0.points.map(function) }
    let known = zip(places, results).map { LogConcaveValues(points: $0.points, values: $1) }
    guard let first = known.firstIndex(where: { $0 != nil }),
      let last = known.lastIndex(where: { $0 != nil })
    else { return nil }
    (self.first, self.last) = (known[first]!, known[last]!)
    pieces = places.indices.map { number in
      // Where all values are too small to be known, those of the nearest piece bound them.
      let values = known[number] ?? known[min(max(number, first), last)] ?? known[first]!
      let sharpened = zip(places[number].points, results[number]).map {
        values.sharpened($1, at: $0)
      }
      return Piece(places[number], sharpened, values: values, growth: growth)
    }
    (start, end) = (pieces[0].place.start, pieces[pieces.count - 1].place.end)
    restBelow = self.first.tail(belowStandard: start)
    restAbove = self.last.tail(aboveStandard: end)
    below = pieces.reduce(into: [restBelow]) { $0.append($0[$0.count - 1] + $1.total) }
    above = pieces.reversed().reduce(into: [restAbove]) { $0.append($0[$0.count - 1] + $1.total) }
      .reversed()
  }

  /// The integral from a lower to an upper end, which may be missing.
  func integral(from lower: Ball?, to upper: Ball?) -> Ball {
    let zero = Ball(0, precision: precision)
    if let lower, (lower - end).isPositive { return last.tail(aboveStandard: lower) }
    if let upper, (start - upper).isPositive { return first.tail(belowStandard: upper) }
    let low = lower.flatMap { (start - $0).isPositive ? nil : ($0, piece(at: $0)) }
    let high = upper.flatMap { ($0 - end).isPositive ? nil : ($0, piece(at: $0)) }
    switch (low, high) {
    case (nil, nil): return above[0] + restBelow
    case (let (from, low)?, nil):
      return above[low + 1] + pieces[low].integral(from: from, to: nil)
    case (nil, let (to, high)?): return below[high] + pieces[high].integral(from: nil, to: to)
    case (let (from, low)?, let (to, high)?):
      // Ends that rounding cannot tell apart.
      guard low <= high else { return .everything(precision: precision) }
      if low == high { return pieces[low].integral(from: from, to: to) }
      var sum = zero
      for number in low + 1..<high { sum += pieces[number].total }
      return sum + pieces[low].integral(from: from, to: nil)
        + pieces[high].integral(from: nil, to: to)
    }
  }

  /// A piece that a point is in, or at whose boundary it is.
  private func piece(at point: Ball) -> Int {
    let rounded = point.rounded
    var (low, high) = (0, pieces.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].roundedEnd < rounded { low = middle + 1 } else { high = middle }
    }
    while low > 0, (pieces[low].place.start - point).isPositive { low -= 1 }
    while low < pieces.count - 1, (point - pieces[low].place.end).isPositive { low += 1 }
    return low
  }
}

extension LogConcaveValues {
  /// A ball from 0 to the bound of `tail(above:)` for the standard Gaussian law.
  fileprivate func tail(aboveStandard bound: Ball) -> Ball {
    let (zero, one) = (Ball(0, precision: bound.precision), Ball(1, precision: bound.precision))
    return zero.union(tail(above: bound, mean: zero, variance: one, deviation: one))
  }

  /// The same for `tail(below:)`.
  fileprivate func tail(belowStandard bound: Ball) -> Ball {
    let (zero, one) = (Ball(0, precision: bound.precision), Ball(1, precision: bound.precision))
    return zero.union(tail(below: bound, mean: zero, variance: one, deviation: one))
  }
}

/// An interval with a Gauss-Legendre rule.
private struct PiecePlace {
  let start: Ball
  let end: Ball
  let middle: Ball
  let half: Ball
  let points: [Ball]
  let weights: [Ball]

  init(from start: Rational, to end: Rational, points: Int, precision: Int) {
    let rule = GaussLegendreRule.of(points: points, precision: precision)
    (self.start, self.end) = (Ball(start, precision: precision), Ball(end, precision: precision))
    let half = Ball((end - start) / 2, precision: precision)
    let middle = Ball((end + start) / 2, precision: precision)
    (self.half, self.middle) = (half, middle)
    self.points = rule.points.map { middle + half * $0 }
    weights = rule.weights
  }
}

/// `G` on a piece.
private struct Piece {
  let place: PiecePlace
  let roundedEnd: Double
  /// The integral over the whole piece.
  let total: Ball
  /// Of the polynomial through the values, scaled to `-1 ... 1`.
  private let antiderivative: LegendreSeries
  /// The integral of that.
  private let wholeAntiderivative: Ball
  /// What `G` is at most in the scaled interval `-reach ... reach`.
  private let bound: Ball
  private let reach: Ball
  /// An upper bound for the norm of the error of the polynomial.
  private let error: Ball

  init(_ place: PiecePlace, _ results: [Ball], values: LogConcaveValues, growth: Ball) {
    self.place = place
    roundedEnd = place.end.rounded
    let precision = place.half.precision
    let weighted = zip(place.points, results).map { $0.normalDensity() * $1 }
    let points = weighted.count
    let zero = Ball(0, precision: precision)
    let half = Ball(Rational(1, 2), precision: precision)
    let ellipse = BernsteinEllipse(
      around: GaussianWeighted(values, mean: zero, scale: half), middle: place.middle,
      half: place.half, growth: growth, decay: points)
    // The density has a factor that the function of the ellipse has not.
    let factor = zero.normalDensity()
    bound = ellipse.bound * factor
    reach = ellipse.reach
    let ruleError = ellipse.ruleError(points: points, half: place.half) * factor
    let sum = zip(place.weights, weighted).reduce(zero) { $0 + $1.0 * $1.1 }
    total = sum * place.half + ruleError.union(-ruleError)
    let squares = zip(place.weights, weighted).reduce(Ball(0, precision: 64)) {
      $0 + $1.0 * $1.1.radius.squared()
    }
    error = ellipse.interpolationError(points: points) * factor + squares.squareRoot()
    antiderivative = LegendreSeries(
      antiderivativeOf: weighted.map(\.middle), precision: precision)
    wholeAntiderivative = antiderivative.value(at: Ball(1, precision: precision))
  }

  /// The integral over the part between two ends, which are those of the piece where they are missing.
  func integral(from lower: Ball?, to upper: Ball?) -> Ball {
    guard lower != nil || upper != nil else { return total }
    let precision = place.half.precision
    let (low, lowSlack) = scaled(lower, else: -1)
    let (high, highSlack) = scaled(upper, else: 1)
    let above =
      upper == nil ? wholeAntiderivative : antiderivative.value(at: high)
    let below =
      lower == nil ? Ball(0, precision: precision) : antiderivative.value(at: low)
    let length = Ball(exactly: min(2, max(0, (high - low).upperDouble)), precision: 64)
    let slack = error * length.squareRoot() + lowSlack + highSlack
    return (above - below + slack.union(-slack)) * place.half
  }

  /// A point as one of `-1 ... 1`, with an upper bound for the integral of `G` over what is outside.
  private func scaled(_ point: Ball?, else missing: Int) -> (point: Ball, slack: Ball) {
    let precision = place.half.precision
    guard let point else { return (Ball(missing, precision: precision), Ball(0, precision: 64)) }
    let scaled = (point - place.middle) / place.half
    if (1 - scaled.magnitude).isPositive { return (scaled, Ball(0, precision: 64)) }
    guard let inside = scaled.intersection(Ball(from: -1, to: 1, precision: precision)),
      (reach - scaled.magnitude).isPositive
    else { return (scaled, .everything(precision: 64)) }
    return (inside, bound * scaled.radius.shifted(by: 1))
  }
}
