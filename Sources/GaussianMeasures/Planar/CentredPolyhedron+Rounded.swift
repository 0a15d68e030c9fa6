import Enclosures
import ExactAlgebra
import Foundation

extension CentredPolyhedron {
  /// The measure of a polygon in floating point, with a proved bound of its error: the formula of `measure`
  /// with the integrals of `RoundedEdgeIntegral`.
  ///
  /// Squares of distances and ends of edges are computed exactly and rounded, each with a relative error of at
  /// most `6 * 2^-53`. Nothing else has to be decided exactly: the integral over an edge between the last of its
  /// lower ends and the first of its upper ends depends on them continuously, also where it is empty.
  ///
  /// - Returns: `nil` in other dimensions, and where numbers are too small for floating point.
  func roundedMeasure() -> RoundedNumber? {
    guard dimension == 2, var sum = roundedShare() else { return nil }
    // One length of the distance, where cross products are taken in coordinates with variances.
    let area = Double(approximating: variances[0] * variances[1]).squareRoot()
    for number in inequalities.indices where !inequalities[number].offset.isZero {
      guard let edge = roundedEdge(number, area: area) else { continue }
      guard let part = edge.integral.integral(from: edge.lower, to: edge.upper) else { return nil }
      sum.add(turns: part, sign: inequalities[number].offset.signum() > 0 ? -1 : 1)
    }
    return sum
  }

  /// `c(P)`: 1 where the mean is inside, 0 where it is outside.
  private func roundedShare() -> RoundedNumber? {
    let signs = inequalities.map { $0.offset.signum() }
    if signs.contains(-1) { return RoundedNumber(value: 0, error: 0) }
    guard signs.contains(0) else { return RoundedNumber(value: 1, error: 0) }
    let share = planarShare(MeasureGoal(bits: 56))
    let (lower, upper) = (share.lowerDouble, share.upperDouble)
    return RoundedNumber(value: lower, error: (upper - lower) * (1 + 0x1p-50))
  }

  /// An edge with its ends as multiples of the distance of its line; `nil` where a parallel line leaves none.
  private func roundedEdge(
    _ number: Int, area: Double
  ) -> (integral: RoundedEdgeIntegral, lower: RoundedNumber, upper: RoundedNumber)? {
    let (normal, offset) = (inequalities[number].normal, inequalities[number].offset)
    let square = product(normal, normal)
    var lower = -Double.infinity
    var upper = Double.infinity
    for (other, inequality) in inequalities.enumerated() where other != number {
      let cross = normal[0] * inequality.normal[1] - normal[1] * inequality.normal[0]
      // The other form at the foot point of the mean, times the square.
      let value = inequality.offset * square - offset * product(normal, inequality.normal)
      guard !cross.isZero else {
        if value.signum() <= 0 { return nil }
        continue
      }
      let end = -Double(approximating: value / (offset.magnitude * cross)) / area
      if cross.signum() > 0 { lower = max(lower, end) } else { upper = min(upper, end) }
    }
    let kappa = Double(approximating: offset * offset / square)
    return (RoundedEdgeIntegral(kappa: kappa), Self.rounded(lower), Self.rounded(upper))
  }

  /// An end: roundings of two rationals, of a root and of a quotient.
  private static func rounded(_ end: Double) -> RoundedNumber {
    RoundedNumber(value: end, error: end.isFinite ? 8 * RoundedNumber.unit * end.magnitude : 0)
  }
}
