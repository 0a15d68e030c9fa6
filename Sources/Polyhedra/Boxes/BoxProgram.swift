/// A linear program in floating point: the largest value of an affine function on the points of a
/// cube at which other affine functions are not negative.
///
/// Bounds of variables take no rows, so the tableau has a row for each function and a column for
/// each coordinate. The outcome is a proposal: the caller tests the point, or what the multipliers
/// prove.
///
/// Method: the dual simplex method with bounded variables, in which one step moves as many
/// variables to their other bound as it can (I. Maros, *A generalized dual phase-2 simplex
/// algorithm*, 2003). It starts at the corner where the objective is largest; its value falls from
/// there, so that a run ends as soon as the value is negative. Only sums, products and quotients are
/// used, so a run is the same on every machine with IEEE arithmetic.
enum BoxProgram {
  /// What a run suggests.
  struct Outcome {
    /// The largest value, or a negative upper bound for it.
    let value: Double
    /// The point where it is taken; of no use where the value is negative.
    let point: [Double]
    /// Multipliers for the functions, not negative: with these, the sum of the objective and the
    /// functions is at most `value` on the cube.
    let multipliers: [Double]
    /// The coordinates that are at no bound: the sum does not depend on them.
    let freeCoordinates: [Int]
  }

  /// The bounds of a coordinate: -1 and 1, or, beyond one side, -3 or 3.
  struct Bounds {
    var lower: [Double]
    var upper: [Double]

    /// The cube, or the cube and its mirror image behind one of its sides.
    init(dimension: Int, openSide: BoxSide? = nil) {
      lower = [Double](repeating: -1, count: dimension)
      upper = [Double](repeating: 1, count: dimension)
      guard let openSide else { return }
      if openSide.isUpper { upper[openSide.axis] = 3 } else { lower[openSide.axis] = -3 }
    }
  }

  /// Runs the program; `nil` where no run ends as it should.
  ///
  /// Where many coefficients of the objective are zero, steps that gain nothing may follow one
  /// another without end. Then small numbers are added to the objective, which change the outcome
  /// little.
  ///
  /// - Parameters:
  ///   - objective: the coefficients, the constant last.
  ///   - functions: coefficients, constants last, of the functions that may not be negative.
  static func maximize(
    _ objective: [Double], where functions: [[Double]], bounds: Bounds
  ) -> Outcome? {
    let isSparse = objective.dropLast().count { $0 == 0 } * 2 > objective.count
    let perturbations = isSparse ? [1e-8, 1e-6] : [0, 1e-8, 1e-6]
    for perturbation in perturbations {
      let outcome = BoxTableau.with(perturbed(objective, by: perturbation), functions, bounds) {
        $0.run() ? $0.outcome : nil
      }
      if let outcome { return outcome }
    }
    return nil
  }

  /// The objective with numbers without small linear relations added to its coefficients, away from
  /// zero.
  private static func perturbed(_ objective: [Double], by size: Double) -> [Double] {
    guard size > 0 else { return objective }
    var result = objective
    for axis in objective.indices.dropLast() {
      let irregular =
        1 + (Double(axis + 1) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      result[axis] += objective[axis] < 0 ? -size * irregular : size * irregular
    }
    return result
  }
}
