import Enclosures
import ExactAlgebra
import LongWork

/// How exactly a measure is enclosed.
struct MeasureGoal {
  /// The binary digits of a first enclosure. It takes milliseconds and is not interrupted, so that there always is one.
  static let firstBits = 128

  /// The relative binary digits that parts are to have.
  var bits: Int

  /// The binary digits of balls.
  var precision: Int { bits + 32 }

  /// Whether the time is over.
  var isOver: Bool { bits > Self.firstBits && Interruption.isDue }
}

extension CentredPolyhedron {
  /// The largest dimension in which measures are enclosed.
  static let largestDimension = 3

  /// The Gaussian measure, enclosed, in dimensions up to 3.
  ///
  /// Seen from the origin every ray enters and leaves the polyhedron through facets, and the measure
  /// of the part of a cone beyond its facet is known. So
  ///
  ///     gamma(P) = c(P) - sum_i sign(h_i) W(F_i),
  ///
  /// where `h_i` is the distance of the hyperplane of the facet `F_i`, counted negative where the
  /// origin is outside of its half-space, `W(F_i)` is the measure of all `t F_i` with `t > 1`, and
  /// `c(P)` is 1 where the origin is inside, 0 where it is outside, and the measure of the tangent cone
  /// on the boundary.
  func measure(_ goal: MeasureGoal) -> Ball {
    switch dimension {
    case 0: Ball(1, precision: goal.precision)
    case 1: interval.map { $0.measure(variance: variances[0], goal) } ?? zero(goal)
    case 2: planarMeasure(along: planarEdges, goal)
    default: spatialMeasure(goal)
    }
  }

  private func zero(_ goal: MeasureGoal) -> Ball { Ball(0, precision: goal.precision) }

  /// The distance of a hyperplane from the origin.
  func distance(_ inequality: Inequality, _ goal: MeasureGoal) -> Ball {
    let square = product(inequality.normal, inequality.normal)
    return .squareRoot(
      of: inequality.offset * inequality.offset / square, precision: goal.precision)
  }

  // MARK: dimension 1

  /// The numbers of a polyhedron of dimension 1; `nil` where there are none.
  private var interval: Interval? {
    var result = Interval()
    for inequality in inequalities {
      let end = -inequality.offset / inequality.normal[0]
      result.cut(at: end, isLower: inequality.normal[0].signum() > 0)
    }
    return result.isEmpty ? nil : result
  }

  // MARK: dimension 2

  /// The sum over the edges of a polygon of the integral of each, where an edge counts positive if the
  /// origin is on the inner side of its line. Edges on lines through the origin have none.
  ///
  /// - Parameters:
  ///   - edges: the edges.
  ///   - goal: how exactly it is wanted.
  ///   - integral: the integral of an edge whose line has the given distance from the origin.
  private func sum(
    over edges: [PlanarEdge], _ goal: MeasureGoal, _ integral: (_ distance: Ball) -> EdgeIntegral
  ) -> Ball {
    var sum = zero(goal)
    let unit = Ball.squareRoot(of: variances[0] * variances[1], precision: goal.precision)
    for edge in edges where !edge.scale.isZero {
      let distance = Ball.squareRoot(of: edge.squareOfDistance, precision: goal.precision)
      let part = edge.interval.integral(
        integral(distance), unit: unit * Ball(edge.scale, precision: goal.precision), goal)
      sum = inequalities[edge.number].offset.signum() > 0 ? sum + part : sum - part
    }
    return sum
  }

  /// The measure of a polygon with these edges.
  func planarMeasure(along edges: [PlanarEdge], _ goal: MeasureGoal) -> Ball {
    planarShare(goal) - sum(over: edges, goal) { EdgeIntegral(distance: $0) }
  }

  /// `c(P)` in dimension 2.
  func planarShare(_ goal: MeasureGoal) -> Ball {
    guard let cone = tangentCone else { return zero(goal) }
    guard !cone.inequalities.isEmpty else { return Ball(1, precision: goal.precision) }
    let sides = cone.irredundant
    switch sides.count {
    case 0: return zero(goal)
    case 1: return Ball(Rational(1, 2), precision: goal.precision)
    default:
      return cone.angle(sides[0], sides[1], goal)
        / Ball.pi(precision: goal.precision).shifted(by: 1)
    }
  }

  // MARK: dimension 3

  private func spatialMeasure(_ goal: MeasureGoal) -> Ball {
    var sum = spatialShare(goal)
    for (number, inequality) in inequalities.enumerated() where !inequality.offset.isZero {
      guard let facet = facet(number), !facet.isEmpty else { continue }
      let beyond = facet.measureBeyond(distance: distance(inequality, goal), goal)
      sum = inequality.offset.signum() > 0 ? sum - beyond : sum + beyond
    }
    return sum
  }

  /// The measure of all points of space that lie beyond the polygon, seen from the origin, where the
  /// plane of the polygon has a distance and the foot point of the origin is its origin.
  private func measureBeyond(distance h: Ball, _ goal: MeasureGoal) -> Ball {
    planarShare(goal) * h.normalTail()
      - sum(over: planarEdges, goal) { EdgeIntegral(distance: h, edgeDistance: $0) }
  }

  /// `c(P)` in dimension 3: the solid angle, from the angles between neighbouring sides.
  private func spatialShare(_ goal: MeasureGoal) -> Ball {
    guard let cone = tangentCone else { return zero(goal) }
    guard !cone.inequalities.isEmpty else { return Ball(1, precision: goal.precision) }
    let sides = cone.irredundant
    let pi = Ball.pi(precision: goal.precision)
    switch sides.count {
    case 0: return zero(goal)
    case 1: return Ball(Rational(1, 2), precision: goal.precision)
    case 2: return cone.angle(sides[0], sides[1], goal) / pi.shifted(by: 1)
    default:
      let minimal = CentredPolyhedron(
        variances: variances, sides.map { cone.inequalities[$0] })
      var angles = zero(goal)
      for side in minimal.inequalities.indices {
        for other in minimal.neighbours(of: side) where other > side {
          angles += minimal.angle(side, other, goal)
        }
      }
      return (angles - pi * (sides.count - 2)) / pi.shifted(by: 2)
    }
  }

  // MARK: cones

  /// The directions that lead from the origin into the polyhedron: no inequalities where it is inside;
  /// `nil` where it is outside.
  private var tangentCone: CentredPolyhedron? {
    guard inequalities.allSatisfy({ $0.offset.signum() >= 0 }) else { return nil }
    return CentredPolyhedron(
      variances: variances, inequalities.filter { $0.offset.isZero })
  }

  /// Whether there are no points. A polyhedron that has some has a facet, or is everything.
  var isEmpty: Bool {
    guard !inequalities.isEmpty else { return false }
    return switch dimension {
    case 1: interval == nil
    case 2: !inequalities.indices.contains { planarEdge($0) != nil }
    default: !inequalities.indices.contains { facet($0).map { !$0.isEmpty } ?? false }
    }
  }

  /// The inequalities with a facet.
  private var irredundant: [Int] {
    guard dimension == 2 else {
      return inequalities.indices.filter { facet($0).map { !$0.isEmpty } ?? false }
    }
    return planarEdges.map(\.number)
  }

  /// The sides that have an edge in common with a side of a cone without redundant inequalities.
  private func neighbours(of side: Int) -> [Int] {
    inequalities.indices.filter { other in
      guard other != side else { return false }
      // The edge is where the others hold on the line of both.
      let pair = [inequalities[side], inequalities[other]]
      let rest = inequalities.indices.filter { $0 != side && $0 != other }
        .map { inequalities[$0] }
      let ordered = CentredPolyhedron(variances: variances, pair + rest)
      return ordered.facet(0)?.facet(0).map { !$0.isEmpty } ?? false
    }
  }

  /// The angle between two sides, inside.
  private func angle(_ side: Int, _ other: Int, _ goal: MeasureGoal) -> Ball {
    let (a, b) = (inequalities[side].normal, inequalities[other].normal)
    let inner = product(a, b)
    let determinant = product(a, a) * product(b, b) - inner * inner
    let pi = Ball.pi(precision: goal.precision)
    guard !inner.isZero else { return pi.shifted(by: -1) }
    let angle = (Ball.squareRoot(of: determinant, precision: goal.precision) / inner.magnitude)
      .arctangent()
    return inner.signum() < 0 ? angle : pi - angle
  }
}

extension Interval {
  /// The measure under a centred Gaussian law. Tails keep their relative accuracy.
  fileprivate func measure(variance: Rational, _ goal: MeasureGoal) -> Ball {
    let deviation = Ball.squareRoot(of: variance, precision: goal.precision)
    func scaled(_ end: Rational) -> Ball { Ball(end, precision: goal.precision) / deviation }
    let lowerIsPositive = lower.map { $0.signum() >= 0 } ?? false
    if lowerIsPositive {
      let tail = scaled(lower!).normalTail()
      return upper.map { tail - scaled($0).normalTail() } ?? tail
    }
    if let upper, upper.signum() <= 0 {
      let below = scaled(upper).normalCDF()
      return lower.map { below - scaled($0).normalCDF() } ?? below
    }
    var measure = Ball(1, precision: goal.precision)
    if let lower { measure -= scaled(lower).normalCDF() }
    if let upper { measure -= scaled(upper).normalTail() }
    return measure
  }

  /// The integral over an edge that is these numbers, where `unit` is the distance of its line. Away from
  /// the foot point it is no difference of two large ones.
  fileprivate func integral(_ integral: EdgeIntegral, unit: Ball, _ goal: MeasureGoal) -> Ball {
    func scaled(_ end: Rational?) -> Ball? {
      end.map { Ball($0.magnitude, precision: goal.precision) / unit }
    }
    let zero = Ball(0, precision: goal.precision)
    let (below, above) = (
      lower.map { $0.signum() < 0 } ?? true, upper.map { $0.signum() > 0 } ?? true
    )
    switch (below, above) {
    case (true, true):
      return integral.integral(from: zero, to: scaled(lower), goal)
        + integral.integral(from: zero, to: scaled(upper), goal)
    case (false, _): return integral.integral(from: scaled(lower)!, to: scaled(upper), goal)
    case (true, false): return integral.integral(from: scaled(upper)!, to: scaled(lower), goal)
    }
  }
}
