import Enclosures
import ExactAlgebra
import Foundation

extension CentredPolyhedron {
  /// The measure of a polygon in floating point, with a proved bound of its error: the formula of `measure`
  /// with the integrals of `RoundedEdgeIntegral`.
  ///
  /// Squares of distances and ends of edges are computed exactly and rounded: the relative error of the first is
  /// at most `2^-53`, that of the second six times as much (three rounded rationals, a root, a product and a
  /// quotient).
  ///
  /// - Parameter edges: the edges.
  /// - Returns: `nil` where there are no edges, and where numbers are too small for floating point.
  func roundedMeasure(along edges: [PlanarEdge]) -> RoundedNumber? {
    guard !edges.isEmpty, var sum = roundedShare() else { return nil }
    let unit = Double(approximating: variances[0] * variances[1]).squareRoot()
    for edge in edges where !edge.scale.isZero {
      let integral = RoundedEdgeIntegral(kappa: Double(approximating: edge.squareOfDistance))
      let length = Double(approximating: edge.scale) * unit
      func end(_ end: Rational?, infinite: Double) -> RoundedNumber {
        guard let end else { return RoundedNumber(value: infinite, error: 0) }
        guard !end.isZero else { return RoundedNumber(value: 0, error: 0) }
        let numerator = Double(approximating: end)
        let value = numerator / length
        let isInRange = numerator.isNormal && length.isNormal && value.isNormal
        return RoundedNumber(
          value: isInRange ? value : .nan, error: 8 * RoundedNumber.unit * value.magnitude)
      }
      guard
        let part = integral.integral(
          from: end(edge.interval.lower, infinite: -.infinity),
          to: end(edge.interval.upper, infinite: .infinity))
      else { return nil }
      sum.add(turns: part, sign: inequalities[edge.number].offset.signum() > 0 ? -1 : 1)
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
}
