import Enclosures
import ExactAlgebra

/// Mass and moments of the part of a centred law in a polyhedron: integrals over the polyhedron.
struct CentredMoments {
  /// The measure.
  let mass: Ball
  /// `integral y`.
  let first: [Ball]
  /// `integral y y^T`.
  let second: [[Ball]]
}

extension CentredPolyhedron {
  /// Mass and moments, enclosed, in dimensions up to 3.
  ///
  /// By the theorem of Gauss they come from the facets. In coordinates of variance 1,
  ///
  ///     integral_P z     = - sum_i n_i phi(h_i) gamma(F_i),
  ///     integral_P z z^T = gamma(P) I - sum_i n_i phi(h_i) integral_(F_i) z^T,
  ///
  /// where `n_i` is the outward unit normal of the facet `F_i`, `h_i` the distance of its hyperplane from
  /// the origin, and measures and integrals over a facet are those of the standard law of its hyperplane
  /// around the foot point.
  func moments(_ goal: MeasureGoal) -> CentredMoments {
    let mass = measure(goal)
    let zero = Ball(0, precision: goal.precision)
    var first = variances.map { _ in zero }
    var second = variances.indices.map { row in
      variances.indices.map { $0 == row ? mass * variances[row] : zero }
    }
    for number in inequalities.indices {
      guard let facet = placedFacet(number), !facet.polyhedron.isEmpty else { continue }
      let inequality = inequalities[number]
      let length = Ball.squareRoot(
        of: product(inequality.normal, inequality.normal), precision: goal.precision)
      let density = distance(inequality, goal).normalDensity() / length
      let mass = facet.polyhedron.measure(goal)
      let moment = facet.firstMoment(mass: mass, goal)
      for row in variances.indices where !inequality.normal[row].isZero {
        let weight = density * (variances[row] * inequality.normal[row])
        first[row] += weight * mass
        for column in variances.indices { second[row][column] += weight * moment[column] }
      }
    }
    return CentredMoments(mass: mass, first: first, second: second)
  }

  /// `integral y` alone.
  fileprivate func firstMoment(_ goal: MeasureGoal) -> [Ball] {
    var first = variances.map { _ in Ball(0, precision: goal.precision) }
    for number in inequalities.indices {
      guard let facet = facet(number), !facet.isEmpty else { continue }
      let inequality = inequalities[number]
      let length = Ball.squareRoot(
        of: product(inequality.normal, inequality.normal), precision: goal.precision)
      let mass = facet.measure(goal) * distance(inequality, goal).normalDensity() / length
      for row in variances.indices where !inequality.normal[row].isZero {
        first[row] += mass * (variances[row] * inequality.normal[row])
      }
    }
    return first
  }
}

extension CentredPolyhedron.PlacedFacet {
  /// The integral over the facet of the coordinates of the space around it.
  fileprivate func firstMoment(mass: Ball, _ goal: MeasureGoal) -> [Ball] {
    let own = polyhedron.firstMoment(goal)
    return foot.indices.map { axis in
      tangents.indices.reduce(mass * foot[axis]) { $0 + own[$1] * tangents[$1][axis] }
    }
  }
}
