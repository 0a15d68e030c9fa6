import Foundation

extension Tilting {
  /// The shifts with the least bound that is found.
  ///
  /// Where each coordinate has one row, the point with the least bound is found by Newton's method: with
  /// `C` the Gram matrix of the rows, scaled so that the coordinates that they bound have the
  /// coefficient 1, and `m_k(t)` the mean of `N(t, 1)` cut to the ends of row `k`, it satisfies
  /// `C p = m(t)`, `p = m(t) - t`, the equation of the minimum of a convex function of `p`. Where a
  /// coordinate has more rows, the ones that count at the present point are taken, and again.
  static func best(for separation: Separation) -> Tilting {
    var best = none(separation)
    var point = separation.greedyPoint
    let isSquare = separation.lower.count == separation.dimension
    for _ in 0..<(isSquare ? 1 : 6) {
      guard let next = separation.saddlePoint(near: point) else { break }
      point = next
      guard let tilting = Tilting(at: point, of: separation) else { break }
      let gain = best.logBound - tilting.logBound
      if gain > 0 { best = tilting }
      if gain.magnitude < 1e-3 { break }
    }
    return best
  }
}

extension Separation {
  /// The point that takes the mean of each coordinate, given those before it.
  fileprivate var greedyPoint: [Double] {
    var point: [Double] = []
    for coordinate in 0..<dimension {
      let ends = ends(of: coordinate, at: point)
      point.append(
        ends.lower < ends.upper
          ? CutNormal(from: ends.lower, to: ends.upper).mean
          : min(max(0, min(ends.lower, ends.upper)), max(ends.lower, ends.upper)))
    }
    return point
  }

  /// One row for each coordinate: the coefficients, its own being 1, and the ends.
  private struct Rows {
    var coefficients: [[Double]] = []
    var ends: [(lower: Double, upper: Double)] = []
  }

  /// The rows that count at a point: those whose end has the larger hazard.
  private func rows(at point: [Double]) -> Rows {
    var rows = Rows()
    for coordinate in 0..<dimension {
      var ends = ends(of: coordinate, at: point)
      var row = ends.lowerRow ?? ends.upperRow
      if ends.lower < ends.upper {
        let cut = CutNormal(from: ends.lower, to: ends.upper)
        if cut.upperHazard > cut.lowerHazard { row = ends.upperRow ?? row }
      } else {
        // No room here: a short interval in between.
        let middle = (ends.lower + ends.upper) / 2
        (ends.lower, ends.upper) = (middle - 1e-3, middle + 1e-3)
      }
      var coefficients = [Double](repeating: 0, count: coordinate)
      if let row {
        for index in 0..<coordinate { coefficients[index] = -slopes[slopeStarts[row] + index] }
      }
      let inner = innerProduct(coefficients, point)
      rows.ends.append((ends.lower + inner, ends.upper + inner))
      rows.coefficients.append(coefficients + [1])
    }
    return rows
  }

  /// The point with the least bound for the rows that count at another point.
  fileprivate func saddlePoint(near start: [Double]) -> [Double]? {
    let rows = rows(at: start)
    let gram = SymmetricMatrix(productOf: rows.coefficients)
    var parameters = [Double](repeating: 0, count: dimension)
    var state = State(rows.ends, parameters, gram)
    for _ in 0..<60 {
      let roots = state.variances.map { (max(1 - $0, 1e-12)).squareRoot() }
      var system = gram
      for row in 0..<dimension {
        for column in 0...row { system[row, column] *= roots[row] * roots[column] }
        system[row, row] += state.variances[row]
      }
      guard
        let solution = system.solution(of: zip(roots, state.residuals).map { -$0 * $1 })
      else { return nil }
      let step = zip(solution, roots).map { -$0 / $1 }
      let direction = zip(solution, roots).map { $0 * $1 }
      let slope = innerProduct(state.residuals, direction)
      var factor = 1.0
      var next = state
      while true {
        parameters = zip(state.parameters, step).map { $0 + factor * $1 }
        next = State(rows.ends, parameters, gram)
        let nextSlope = innerProduct(next.residuals, direction)
        if nextSlope.isFinite, nextSlope.magnitude <= 0.9 * slope.magnitude || factor < 1e-3 {
          break
        }
        factor /= 2
        if factor < 1e-6 { return nil }
      }
      state = next
      if solution.allSatisfy({ $0.magnitude < 1e-7 }) { break }
    }
    // x = (transposed coefficients) p.
    var point = [Double](repeating: 0, count: dimension)
    for (row, force) in zip(rows.coefficients, state.forces) {
      for (index, coefficient) in row.enumerated() { point[index] += coefficient * force }
    }
    return point.allSatisfy(\.isFinite) ? point : nil
  }

  /// Where Newton's method is: `t`, `p = m(t) - t`, the variances of the cut laws, `C p - m(t)`.
  private struct State {
    var parameters: [Double]
    var forces: [Double] = []
    var variances: [Double] = []
    var residuals: [Double]

    init(
      _ ends: [(lower: Double, upper: Double)], _ parameters: [Double], _ gram: SymmetricMatrix
    ) {
      self.parameters = parameters
      var means: [Double] = []
      for (end, parameter) in zip(ends, parameters) {
        let cut = CutNormal(from: end.lower - parameter, to: end.upper - parameter)
        forces.append(cut.mean)
        means.append(cut.mean + parameter)
        variances.append(cut.variance)
      }
      residuals = gram.product(forces)
      for index in means.indices { residuals[index] -= means[index] }
    }
  }
}

extension SymmetricMatrix {
  /// The product with a vector.
  fileprivate func product(_ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: size)
    for row in 0..<size {
      var sum = self[row, row] * vector[row]
      for column in 0..<row {
        sum += self[row, column] * vector[column]
        result[column] += self[row, column] * vector[row]
      }
      result[row] += sum
    }
    return result
  }
}
