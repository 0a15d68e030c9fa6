internal import CArbShims
import Synchronization

/// A sum of polynomials of Legendre.
public struct LegendreSeries: Sendable {
  private let coefficients: BallVector

  /// The value at a point.
  ///
  /// On `-1 ... 1` a polynomial of degree `k` costs about `1.3 k` binary digits of the point and of the
  /// precision, since the recurrence is done with balls.
  public func value(at point: Ball) -> Ball {
    let result = Ball(precision: max(point.precision, coefficients.precision))
    shim_arb_legendre_sum(
      result.storage.pointer, coefficients.storage.pointer, coefficients.count,
      point.storage.pointer, result.precision)
    return result
  }

  /// The antiderivative that is 0 at -1 of the polynomial of smallest degree with given values at the points
  /// of a Gauss-Legendre rule.
  ///
  /// The rule is exact for the products of this polynomial with `P_m` for all `m` below the number of
  /// points, so its coefficients are `(2 m + 1) / 2 sum_j w_j P_m(t_j) values_j`; and the integral of
  /// `P_m` from -1 is `(P_(m+1) - P_(m-1)) / (2 m + 1)`, that of `P_0` is `P_1 + P_0`.
  ///
  /// - Parameters:
  ///   - values: one for each point, in the order of the points.
  ///   - precision: the number of binary digits with which it is computed.
  public init(antiderivativeOf values: [Ball], precision: Int) {
    let count = values.count
    precondition(count >= 1, "a polynomial without values")
    let table = LegendreTable.of(points: count, precision: precision)
    let vector = BallVector(values, precision: precision)
    // Half of the coefficient, without the factor 2 m + 1.
    let sums = table.rows.map { $0.innerProduct(vector).shifted(by: -1) }
    var result = Array(repeating: Ball(0, precision: precision), count: count + 1)
    for (degree, sum) in sums.enumerated() {
      result[degree + 1] += sum
      result[max(degree - 1, 0)] += degree == 0 ? sum : -sum
    }
    coefficients = BallVector(result, precision: precision)
  }
}

/// The polynomials of Legendre at the points of a rule, times the weights.
private struct LegendreTable: Sendable {
  /// One vector for each degree below the number of points.
  let rows: [BallVector]

  private struct Key: Hashable {
    let points: Int
    let precision: Int
  }

  private static let known = Mutex<[Key: LegendreTable]>([:])

  /// A table, which is computed once.
  static func of(points: Int, precision: Int) -> LegendreTable {
    let key = Key(points: points, precision: (precision + 31) / 32 * 32)
    return known.withLock { known in
      if let table = known[key] { return table }
      let table = LegendreTable(points: key.points, precision: key.precision)
      known[key] = table
      return table
    }
  }

  private init(points count: Int, precision: Int) {
    // The recurrence costs digits.
    let rule = GaussLegendreRule.of(points: count, precision: precision + 2 * count)
    let (points, weights) = (rule.points, rule.weights)
    var before = weights.map { $0 * 0 }
    var last = weights
    var rows: [BallVector] = []
    for degree in 0..<count {
      rows.append(BallVector(last.map { $0.rounded(to: precision) }, precision: precision))
      let next = points.indices.map {
        (points[$0] * last[$0] * (2 * degree + 1) - before[$0] * degree) / (degree + 1)
      }
      (before, last) = (last, next)
    }
    self.rows = rows
  }
}
