import ExactAlgebra

/// Proofs that inequalities have no common solution in a box, by multipliers.
///
/// Let `y_j >= 0`, not all zero. At a common solution of `f_j > 0` the function `g = sum y_j f_j`
/// with `y_j > 0` is positive. So if `g` is nowhere positive on the closed box, there is no
/// solution. The largest value of `g = c . x + d` on the box is `d` plus the sum of the numbers
/// `max(c_i * l_i, c_i * u_i)`. No multiplier needs to be exact: any will do that gives a bound.
/// Source of the idea: A. Neumaier and O. Shcherbina, *Safe bounds in linear and mixed-integer
/// linear programming*, 2004.
struct BoxBound {
  let box: Box
  /// A side that does not bound the box: behind it the mirror image of the box belongs to it too.
  var openSide: BoxSide?

  /// Whether floating point shows beyond doubt that the combination of some rows, scaled, is
  /// negative on the whole closed box.
  ///
  /// Every exact row, times a positive factor, is within `errors` and `slack` of its coefficients
  /// (`LinearForms`). Sums of `k` products and then of `n + 1` products are wrong by at most
  /// `(k + n + 8) * 2^-52` times the sums of absolute values, errors of the bounds included; what
  /// vanishes by underflow is less than `1e-290` for each row and coordinate, times the largest
  /// number that it is multiplied by.
  func certainlyExcludes(_ rows: [BoxedRow], multipliers: [Double]) -> Bool {
    let dimension = box.dimension
    var sums = [Double](repeating: 0, count: dimension + 1)
    var sizes = sums
    var errors = sums
    var slack = 0.0
    var count = 0
    for (row, scaledMultiplier) in zip(rows, multipliers) where scaledMultiplier > 0 {
      let multiplier = scaledMultiplier * row.scale
      count += 1
      slack += multiplier * row.slack
      for coordinate in 0...dimension {
        let product = multiplier * row.coefficients[coordinate]
        sums[coordinate] += product
        sizes[coordinate] += product.magnitude
        errors[coordinate] += multiplier * row.errors[coordinate]
      }
    }
    guard count > 0 else { return false }
    let rounding = Double(count + dimension + 8) * 0x1p-52
    let tiny = Double(count) * 1e-290
    var value = sums[dimension]
    var error = slack + errors[dimension] + sizes[dimension] * rounding + tiny
    let (lower, upper, reach) = bounds
    for axis in 0..<dimension {
      value += max(sums[axis] * lower[axis], sums[axis] * upper[axis])
      error += (errors[axis] + sizes[axis] * rounding + tiny) * (reach[axis] + 1e-290) + tiny
    }
    return value.certainSign(error: error * 1.000_001) == -1
  }

  private var bounds: (lower: [Double], upper: [Double], reach: [Double]) {
    guard let openSide else { return (box.lower, box.upper, box.reach) }
    var (lower, upper, reach) = (box.lower, box.upper, box.reach)
    let axis = openSide.axis
    // Rounded away from the exact numbers.
    if openSide.isUpper {
      upper[axis] += (upper[axis] - lower[axis]) * 1.000_001
    } else {
      lower[axis] -= (upper[axis] - lower[axis]) * 1.000_001
    }
    reach[axis] = max(lower[axis].magnitude, upper[axis].magnitude)
    return (lower, upper, reach)
  }

  /// Whether a combination of exact rows is nowhere positive on the closed box, exactly.
  func excludes(_ rows: [BoxedRow], multipliers: [Rational]) -> Bool {
    var sums = [Rational](repeating: 0, count: box.dimension + 1)
    var isEmpty = true
    for (row, multiplier) in zip(rows, multipliers) where multiplier.signum() > 0 {
      isEmpty = false
      for (coordinate, entry) in row.exactForm.entries.enumerated() where !entry.isZero {
        sums[coordinate] += multiplier * Rational(entry)
      }
    }
    guard !isEmpty else { return false }
    var value = sums[box.dimension]
    for axis in 0..<box.dimension where !sums[axis].isZero {
      let (lower, upper) = exactBounds(axis)
      value += sums[axis] * (sums[axis].signum() > 0 ? upper : lower)
    }
    return value.signum() <= 0
  }

  private func exactBounds(_ axis: Int) -> (lower: Rational, upper: Rational) {
    let (lower, upper) = (box.lowerLimits[axis].bound, box.upperLimits[axis].bound)
    guard let openSide, openSide.axis == axis else { return (lower, upper) }
    return openSide.isUpper ? (lower, 2 * upper - lower) : (2 * lower - upper, upper)
  }

  /// The exact multipliers, with sum 1, near those of a program: the ones for which the combination
  /// does not depend on the coordinates that are at no bound. `nil` where that does not determine
  /// them, or some are negative.
  func exactMultipliers(
    _ rows: [BoxedRow], near multipliers: [Double], freeCoordinates: [Int]
  ) -> [Rational]? {
    let active = rows.indices.filter { multipliers[$0] > 1e-12 }
    guard !active.isEmpty else { return nil }
    let forms = active.map { rows[$0].exactForm }
    var matrix = IntegerMatrix(rows: freeCoordinates.count + 1, columns: active.count + 1)
    for (row, coordinate) in freeCoordinates.enumerated() {
      for (column, form) in forms.enumerated() { matrix[row, column] = form[coordinate] }
    }
    for column in 0...active.count { matrix[freeCoordinates.count, column] = 1 }
    let (form, denominator, rank) = matrix.echelonForm
    guard rank == active.count, (0..<rank).allSatisfy({ form[$0, $0] == denominator }) else {
      return nil
    }
    var result = [Rational](repeating: 0, count: rows.count)
    for (row, number) in active.enumerated() {
      result[number] = Rational(form[row, active.count], denominator)
      if result[number].signum() < 0 { return nil }
    }
    return result
  }
}
