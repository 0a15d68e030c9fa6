import Enclosures

/// A Gauss-Legendre rule on `-1 ... 1` in floating point, four points at a time. Points and weights are the
/// right ones, rounded: relative errors of at most `2^-52`.
struct RoundedRule: Sendable {
  /// The positive points and their weights; each belongs to the negative point too.
  let nodes: [(point: SIMD4<Double>, weight: SIMD4<Double>)]

  /// The error is at most this times the bound of the function, `5 (49/4)^-n`, for `RoundedEdgeIntegral`.
  let error: Double

  private static let small = RoundedRule(points: 8)
  private static let middle = RoundedRule(points: 16)
  private static let large = RoundedRule(points: 24)

  /// The smallest rule whose error times `bound` is below a number; the largest one where none is.
  @inline(__always)
  static func smallest(_ bound: Double, below tolerance: Double) -> RoundedRule {
    if bound * small.error <= tolerance { return small }
    return bound * middle.error <= tolerance ? middle : large
  }

  private init(points: Int) {
    precondition(points.isMultiple(of: 8), "points that do not fill vectors")
    // The product is rounded at most 26 times.
    error = (0..<points).reduce(5 * (1 + 0x1p-40)) { error, _ in error * (4.0 / 49) }
    let rule = GaussLegendreRule.of(points: points, precision: 96)
    // The positive half, the largest point first.
    let numbers = Array((points / 2..<points).reversed())
    let (places, weights) = (rule.points, rule.weights)
    nodes = stride(from: 0, to: numbers.count, by: 4).map { start in
      var (point, weight) = (SIMD4<Double>(), SIMD4<Double>())
      for lane in 0..<4 {
        point[lane] = places[numbers[start + lane]].upperDouble
        weight[lane] = weights[numbers[start + lane]].upperDouble
      }
      return (point, weight)
    }
  }
}
