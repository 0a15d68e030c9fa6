import Enclosures
import ExactAlgebra
import Foundation

extension MarkovTree {
  /// The probability, enclosed; `nil` where that takes too long.
  ///
  /// - Parameter goal: about the number of relative binary digits that are aimed at.
  func probability(goal: Int) -> Ball? {
    let layout = MarkovTreeLayout(self, goal: goal)
    guard layout.work <= Self.largestWork else { return nil }
    let precision = goal + 48 + layout.lostBits
    var rules: [Int: SlabRule] = [:]
    for (number, node) in nodes.enumerated().reversed() where !node.children.isEmpty {
      let growth = growth(number, precision)
      let rule = SlabRule(layout.intervals[number], growth: growth, precision: precision) { point in
        node.children.reduce(Ball(1, precision: precision)) {
          $0 * message(of: $1, rules[$1], at: point, goal)
        }
      }
      guard let rule else { return .everything(precision: precision) }
      rules[number] = rule
      for child in node.children { rules[child] = nil }
    }
    return message(of: 0, rules[0], at: Ball(0, precision: precision), goal)
  }

  /// Products of exponentials beyond which samples are taken: some seconds.
  private static let largestWork = 15_000_000.0

  /// The probability of the slabs at a number and below it, where its parent has a value.
  private func message(of number: Int, _ rule: SlabRule?, at value: Ball, _ goal: Int) -> Ball {
    let node = nodes[number]
    let precision = value.precision
    let mean = value * node.coefficient
    guard let rule else {
      let deviation = Ball.squareRoot(of: node.variance, precision: precision)
      return Ball.normalMeasure(
        from: node.lower.map { (Ball($0, precision: precision) - mean) / deviation },
        to: node.upper.map { (Ball($0, precision: precision) - mean) / deviation },
        precision: precision)
    }
    return rule.integral(mean: mean, variance: node.variance, goal: goal)
  }

  /// `b` such that the density times the messages is at a complex point `y + i z` at most `exp(b z^2)` times
  /// what it is at `y`.
  private func growth(_ number: Int, _ precision: Int) -> Ball {
    let node = nodes[number]
    return node.children.reduce(Ball((node.variance * 2).inverse!, precision: precision)) {
      let child = nodes[$1]
      return $0 + child.coefficient * child.coefficient / (child.variance * 2)
    }
  }
}

/// A Gauss-Legendre rule on a slab, or the part of it that counts, with the values of a function `h` at its
/// points that is a product of messages.
struct SlabRule {
  private let values: LogConcaveValues
  private let middle: Ball
  private let half: Ball
  private let growth: Ball
  private let points: BallVector
  /// `w_j h(y_j)`.
  private let weighted: BallVector
  /// The ends of the rule, where the slab goes on beyond them.
  private let cutBelow: Ball?
  private let cutAbove: Ball?

  /// `nil` where too few values are known to be positive.
  init?(_ interval: SlabInterval, growth: Ball, precision: Int, _ function: (Ball) -> Ball) {
    let rule = GaussLegendreRule.of(points: interval.points, precision: precision)
    let half = Ball((interval.end - interval.start) / 2, precision: precision)
    let middle = Ball((interval.end + interval.start) / 2, precision: precision)
    let points = rule.points.map { middle + half * $0 }
    let results = points.map { function($0).rounded(to: precision) }
    guard let values = LogConcaveValues(points: points, values: results) else { return nil }
    self.values = values
    (self.half, self.middle, self.growth) = (half, middle, growth)
    self.points = BallVector(points, precision: precision)
    let sharpened = zip(points, results).map { values.sharpened($1, at: $0) }
    weighted = BallVector(
      zip(rule.weights, sharpened).map { $0 * half * $1 }, precision: precision)
    cutBelow = interval.isCutBelow ? Ball(interval.start, precision: precision) : nil
    cutAbove = interval.isCutAbove ? Ball(interval.end, precision: precision) : nil
  }

  /// The integral over the slab of `h` times the density of a Gaussian law.
  ///
  /// Terms far from the largest one are left out: the integrand has one peak, so those beyond a term are not
  /// larger than it, and their weights have at most the length of the interval as their sum.
  func integral(mean: Ball, variance: Rational, goal: Int) -> Ball {
    let precision = points.precision
    let variance = Ball(variance, precision: precision)
    let deviation = variance.squareRoot()
    let scale = 1 / variance.shifted(by: 1)
    let function = GaussianWeighted(values, mean: mean, scale: scale)
    let zero = Ball(0, precision: precision)
    let known = function.range(within: Double(goal + 20) * log(2))
    var (low, high) = (0, points.count - 1)
    var left = zero
    func rest(beyond edge: Int) -> Ball {
      let logarithm = function.logarithm(edge)
      let isBelow = (function.logarithm(function.peak) - logarithm).isPositive
      return isBelow
        ? logarithm.exponential() * half.shifted(by: 1) : .everything(precision: precision)
    }
    if known.lowerBound > 0 {
      low = values.indices[known.lowerBound]
      left += rest(beyond: known.lowerBound)
    }
    if known.upperBound < values.points.count - 1 {
      high = values.indices[known.upperBound]
      left += rest(beyond: known.upperBound)
    }
    var sum = weighted.gaussianSum(at: points, over: low...high, mean: mean, scale: scale)
    sum += zero.union(left)
    let error = BernsteinEllipse(
      around: function, middle: middle, half: half, growth: growth, decay: 2 * points.count
    ).ruleError(points: points.count, half: half)
    sum += error.union(-error)
    sum = sum / (Ball.pi(precision: precision).shifted(by: 1).squareRoot() * deviation)
    if let cutBelow {
      sum += zero.union(
        values.tail(below: cutBelow, mean: mean, variance: variance, deviation: deviation))
    }
    if let cutAbove {
      sum += zero.union(
        values.tail(above: cutAbove, mean: mean, variance: variance, deviation: deviation))
    }
    return sum
  }
}

extension GaussianWeighted {
  /// The points from the first to the last at which `ln F` is about within a distance of its peak.
  func range(within distance: Double) -> ClosedRange<Int> {
    let least = rounded[peak] - distance
    var (low, high) = (peak, peak)
    while low > 0, rounded[low] >= least { low -= 1 }
    while high < rounded.count - 1, rounded[high] >= least { high += 1 }
    return low...high
  }
}

extension Ball {
  /// The probability that a standard Gaussian number is between two ends, which may be missing.
  static func normalMeasure(from lower: Ball?, to upper: Ball?, precision: Int) -> Ball {
    switch (lower, upper) {
    case (nil, nil): Ball(1, precision: precision)
    case (let lower?, nil): lower.normalTail()
    case (nil, let upper?): upper.normalCDF()
    case (let lower?, let upper?):
      // On the side where both are small.
      (lower + upper).isNegative
        ? upper.normalCDF() - lower.normalCDF() : lower.normalTail() - upper.normalTail()
    }
  }
}
