import Foundation

/// Shifts of the Gaussian coordinates from which samples are drawn, with a proved bound for the weights.
///
/// Coordinate `k` is drawn from `N(shift_k, 1)` cut to the ends `l_k(x), u_k(x)` that the coordinates
/// before it leave, and the weight of a point is `exp psi(x)` with
///
///     psi(x) = sum_k shift_k^2 / 2 - x_k shift_k + ln(Phi(u_k(x) - shift_k) - Phi(l_k(x) - shift_k)).
///
/// For given shifts `psi` is concave in `x`: the logarithm of a Gaussian measure of a section of a convex
/// set. So where its gradient (or one of its supergradients, at a kink) is zero it is largest. This
/// equation determines the shifts from the point, from the last one (which is 0) to the first. So every
/// point gives shifts with a bound, proved by the point itself; a good point makes the bound small.
/// Source: Z. I. Botev, *The normal law under linear restrictions: simulation and estimation via minimax
/// tilting*, 2017, who looks for the point where the bound is least.
struct Tilting: Sendable {
  private(set) var shifts: [Double]
  /// The logarithm of a number that no weight exceeds at points within the reach.
  private(set) var logBound: Double
  /// The point that proves the bound; `nil` without shifts.
  private(set) var point: [Double]?

  /// No shifts: the weights are products of probabilities.
  static func none(_ separation: Separation) -> Tilting {
    Tilting(shifts: [Double](repeating: 0, count: separation.dimension), logBound: 0)
  }
  /// The tilting of the same point for the same slabs with another reach.
  func adapted(to separation: Separation) -> Tilting {
    point.flatMap { Tilting(at: $0, of: separation) } ?? .none(separation)
  }
}

extension Tilting {
  /// The shifts that belong to a point; `nil` where a coordinate has no room there.
  ///
  /// Whatever is rounded, in samples and here, is allowed for by moving the ends by twice their margins,
  /// and by the largest
  /// distance of two points times the rounding error of the gradient.
  init?(at point: [Double], of separation: Separation) {
    self.point = point
    let wide = separation.widened(by: 2)
    let dimension = wide.dimension
    var forces = [Double](repeating: 0, count: dimension)
    var forceSizes = [Double](repeating: 0, count: dimension)
    shifts = forces
    var value = 0.0
    var slack = 0.0
    var size = 0.0
    for coordinate in (0..<dimension).reversed() {
      let ends = wide.ends(of: coordinate, at: point)
      guard ends.lower < ends.upper else { return nil }
      let shift = forces[coordinate]
      shifts[coordinate] = shift
      slack +=
        forceSizes[coordinate] * (wide.reach + point[coordinate].magnitude)
      let cut = CutNormal(from: ends.lower - shift, to: ends.upper - shift)
      value += shift * (0.5 * shift - point[coordinate]) + cut.logMeasure
      size += shift * shift + (shift * point[coordinate]).magnitude + cut.logMeasure.magnitude
      for (row, hazard) in [(ends.lowerRow, -cut.lowerHazard), (ends.upperRow, cut.upperHazard)] {
        guard let row, hazard != 0 else { continue }
        let start = wide.slopeStarts[row]
        for index in 0..<coordinate {
          let force = hazard * wide.slopes[start + index]
          forces[index] += force
          forceSizes[index] += force.magnitude
        }
      }
    }
    // Hazards are quotients of a density and a measure, sums of as many numbers as coordinates.
    let relative = 4 * StandardNormal.measureError + Double(dimension + 8) * 4 * Rounding.unit
    logBound =
      value + relative * slack + StandardNormal.measureError * (2 * Double(dimension) + size)
    guard logBound.isFinite, shifts.allSatisfy(\.isFinite) else { return nil }
  }
}
