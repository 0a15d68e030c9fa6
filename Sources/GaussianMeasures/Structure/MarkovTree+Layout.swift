import ExactAlgebra
import Foundation

/// The part of a slab on which a rule is taken, with its number of points.
struct SlabInterval {
  let start: Rational
  let end: Rational
  /// Whether the slab goes on beyond the ends.
  let isCutBelow: Bool
  let isCutAbove: Bool
  let points: Int
}

/// Where the probability of a tree lies, about: found in floating point. Nothing depends on it but how
/// narrow the result is.
///
/// Around the most probable point `x` of the slabs, the logarithm of the density falls by at least
/// `g t + t^2 / (2 V)` where a number of variance `V` moves by `t`, with the force `g` with which its end holds
/// it at `x`.
struct MarkovTreeLayout {
  private(set) var intervals: [SlabInterval] = []
  /// About the number of exponentials.
  private(set) var work = 0.0
  /// The binary digits that thin slabs cost: points in them agree in so many.
  private(set) var lostBits = 0

  init(_ tree: MarkovTree, goal: Int) {
    let nodes = tree.nodes.map(RoundedNode.init)
    let (mode, forces) = Self.mode(nodes)
    let fall = Double(goal) * log(2) + 8
    for (number, node) in nodes.enumerated() {
      let (force, total) = (forces[number], node.totalVariance)
      // The smaller root of t^2 / (2 V) + |g| t = fall.
      let reach = 2 * fall / (force.magnitude + (force * force + 2 * fall / total).squareRoot())
      let wide = (2 * fall * total).squareRoot()
      let interval = Self.interval(
        tree.nodes[number], around: mode[number],
        below: force > 0 ? wide : reach, above: force < 0 ? wide : reach)
      let length = Double(approximating: interval.end - interval.start) / 2
      let size = max(total.squareRoot(), mode[number].magnitude)
      lostBits = max(lostBits, Int(log2(max(1, size / length))))
      let growth = node.children.reduce(0.5 / node.variance) {
        $0 + nodes[$1].coefficient * nodes[$1].coefficient * 0.5 / nodes[$1].variance
      }
      let slope = force.magnitude + 2 / total.squareRoot()
      let decay = EllipseShape(growth: growth * length * length, slope: slope * length)
        .decay(goal: fall)
      let points = Int(min(decay / 2, 1e6).rounded(.up))
      // In steps, so that there are few rules.
      let step = points < 32 ? 2 : points < 128 ? 8 : 32
      intervals.append(
        SlabInterval(
          start: interval.start, end: interval.end, isCutBelow: interval.isCutBelow,
          isCutAbove: interval.isCutAbove, points: max(4, (points + step - 1) / step * step)))
    }
    for (number, node) in nodes.enumerated() where !node.children.isEmpty {
      let own = Double(intervals[number].points)
      work += own * own / 8 + own * (node.parent.map { Double(intervals[$0].points) } ?? 1)
    }
  }

  /// The part of a slab around a point.
  private static func interval(
    _ node: MarkovTree.Node, around mode: Double, below: Double, above: Double
  ) -> SlabInterval {
    let start = Rational(exactly: mode - below) ?? 0
    let end = Rational(exactly: mode + above) ?? 1
    let isCutBelow = node.lower.map { $0 < start } ?? true
    let isCutAbove = node.upper.map { $0 > end } ?? true
    let interval = SlabInterval(
      start: isCutBelow ? start : node.lower!, end: isCutAbove ? end : node.upper!,
      isCutBelow: isCutBelow, isCutAbove: isCutAbove, points: 0)
    // A slab so far out, or so thin, that rounded numbers do not see it.
    guard interval.start < interval.end else {
      let (lower, upper) = (node.lower, node.upper)
      let width = Rational(exactly: max(below, above)) ?? 1
      return SlabInterval(
        start: lower ?? upper! - width, end: upper ?? lower! + width,
        isCutBelow: lower == nil, isCutAbove: upper == nil, points: 0)
    }
    return interval
  }

  /// A node in floating point.
  private struct RoundedNode {
    let parent: Int?
    let children: [Int]
    let coefficient: Double
    let variance: Double
    let totalVariance: Double
    let lower: Double
    let upper: Double

    init(_ node: MarkovTree.Node) {
      (parent, children) = (node.parent, node.children)
      coefficient = Double(approximating: node.coefficient)
      variance = Double(approximating: node.variance)
      totalVariance = Double(approximating: node.totalVariance)
      lower = node.lower.map { Double(approximating: $0) } ?? -.infinity
      upper = node.upper.map { Double(approximating: $0) } ?? .infinity
    }
  }

  /// The most probable point of the slabs, by moving one number after the other, and the forces at the
  /// numbers that are at an end.
  private static func mode(_ nodes: [RoundedNode]) -> (point: [Double], forces: [Double]) {
    var point = nodes.map { min(max(0, $0.lower), $0.upper) }
    // The precision of a number given all others, and the sum of what pulls at it.
    func pull(_ number: Int) -> (precision: Double, pull: Double) {
      let node = nodes[number]
      var precision = 1 / node.variance
      var pull = node.parent.map { node.coefficient * point[$0] / node.variance } ?? 0
      for child in node.children {
        let other = nodes[child]
        precision += other.coefficient * other.coefficient / other.variance
        pull += other.coefficient * point[child] / other.variance
      }
      return (precision, pull)
    }
    for _ in 0..<400 {
      var largestStep = 0.0
      for number in nodes.indices {
        let (precision, pull) = pull(number)
        let next = min(max(pull / precision, nodes[number].lower), nodes[number].upper)
        largestStep = max(
          largestStep, (next - point[number]).magnitude * precision.squareRoot())
        point[number] = next
      }
      if largestStep < 1e-4 { break }
    }
    let forces = nodes.indices.map { number in
      let (precision, pull) = pull(number)
      let force = precision * point[number] - pull
      let isHeld =
        point[number] == nodes[number].lower && force > 0
        || point[number] == nodes[number].upper && force < 0
      return isHeld ? force : 0
    }
    return (point, forces)
  }
}
