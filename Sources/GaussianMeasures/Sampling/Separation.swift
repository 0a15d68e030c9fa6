/// Triangular slabs, solved for the coordinates that they bound: coordinate `k` of standard Gaussian
/// numbers `y` lies between `lower + slopes . y` and `upper + slopes . y` for each of its rows, where the
/// slopes belong to the coordinates before it.
///
/// This is the form in which probabilities are sampled, one coordinate after the other. Source:
/// A. Genz, *Numerical computation of multivariate normal probabilities*, 1992.
struct Separation: Sendable {
  let dimension: Int
  /// The coordinates as vectors of the original ones.
  let basis: [[Double]]
  /// The rows of coordinate `k` are `starts[k]..<starts[k + 1]`.
  let starts: [Int]
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  /// Row by row, `k` numbers for a row of coordinate `k`.
  let slopes: [Double]
  let slopeStarts: [Int]
  /// How far the ends can be from the exact ones at a point with coordinates of at most `reach`,
  /// whatever is rounded on the way.
  private let lowerMargins: [Double]
  private let upperMargins: [Double]
  /// The absolute value of coordinates that is allowed for.
  let reach: Double

  /// - Parameter reach: points of the probability space at which an error of a form is above `reach`
  ///   of its standard deviations, or a coordinate above `reach`, are left aside.
  init(_ slabs: TriangularSlabs, reach: Double) {
    self.reach = reach
    dimension = slabs.dimension
    basis = slabs.basis
    var starts = [0]
    var (lower, upper): ([Double], [Double]) = ([], [])
    var (lowerMargins, upperMargins): ([Double], [Double]) = ([], [])
    var slopes: [Double] = []
    var slopeStarts: [Int] = []
    for row in slabs.rows {
      while starts.count <= row.last { starts.append(lower.count) }
      let scale = 1 / row.coefficients[row.last]
      slopeStarts.append(slopes.count)
      slopes += row.coefficients.dropLast().map { -$0 * scale }
      lower.append(row.lower * scale)
      upper.append(row.upper * scale)
      let size = row.coefficients.reduce(0) { $0 + $1.magnitude } * reach
      let rounding = Double(row.coefficients.count + 8) * 8 * Rounding.unit
      func margin(_ end: Double, _ error: Double) -> Double {
        guard end.isFinite else { return 0 }
        return scale * 1.001
          * (reach * row.error + error + rounding * (size + end.magnitude)
            + StandardNormal.quantileError * size)
      }
      lowerMargins.append(margin(row.lower, row.lowerError))
      upperMargins.append(margin(row.upper, row.upperError))
    }
    while starts.count <= dimension { starts.append(lower.count) }
    self.starts = starts
    self.lower = lower
    self.upper = upper
    self.lowerMargins = lowerMargins
    self.upperMargins = upperMargins
    self.slopes = slopes
    self.slopeStarts = slopeStarts
  }

  /// The same with all ends moved outwards by a multiple of their margins; inwards where it is
  /// negative.
  func widened(by factor: Double) -> Separation {
    var result = self
    for row in lower.indices {
      result.lower[row] -= factor * lowerMargins[row]
      result.upper[row] += factor * upperMargins[row]
    }
    return result
  }

  /// The largest power of two, at most `limit`, by which ends may be moved inwards with at least half of
  /// each slab left.
  func inwardFactor(limit: Double) -> Double {
    var factor = limit
    for row in lower.indices where lower[row].isFinite && upper[row].isFinite {
      let margins = 2 * (lowerMargins[row] + upperMargins[row])
      while factor > 1, factor * margins > upper[row] - lower[row] { factor /= 2 }
    }
    return factor
  }

  /// The ends of a coordinate at given coordinates before it, with the rows that they come from; `nil`
  /// for an end that is infinite.
  struct Ends {
    var lower = -Double.infinity
    var upper = Double.infinity
    var lowerRow: Int?
    var upperRow: Int?
  }

  func ends(of coordinate: Int, at point: [Double]) -> Ends {
    var ends = Ends()
    for row in starts[coordinate]..<starts[coordinate + 1] {
      var inner = 0.0
      for index in 0..<coordinate { inner += slopes[slopeStarts[row] + index] * point[index] }
      if lower[row] + inner > ends.lower { (ends.lower, ends.lowerRow) = (lower[row] + inner, row) }
      if upper[row] + inner < ends.upper { (ends.upper, ends.upperRow) = (upper[row] + inner, row) }
    }
    return ends
  }
}
