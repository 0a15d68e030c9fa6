internal import CRealKernels

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
struct BoxProgram {
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

  /// What counts as zero in a tableau whose entries are about 1.
  private static let smallness = 1e-9
  /// A value below which an end is proposed.
  private static let negligible = 1e-7

  /// What a row or a column stands for.
  private enum Variable {
    case coordinate(Int)
    case function(Int)
  }

  private let bounds: Bounds
  /// The number of columns.
  private let stride: Int
  /// Rows: the functions, then the objective.
  private var tableau: [Double]
  /// The variables of the rows, and their values; the value of the objective is the last.
  private var basis: [Variable]
  private var basicValues: [Double]
  /// The variables of the columns, and whether they are at their upper bounds.
  private var columns: [Variable]
  private var isAtUpper: [Bool]

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
      var program = BoxProgram(perturbed(objective, by: perturbation), functions, bounds)
      if program.run() { return program.outcome }
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

  private init(_ objective: [Double], _ functions: [[Double]], _ bounds: Bounds) {
    self.bounds = bounds
    let dimension = objective.count - 1
    stride = dimension
    columns = (0..<dimension).map { .coordinate($0) }
    isAtUpper = (0..<dimension).map { objective[$0] > 0 }
    let corner = (0..<dimension).map { objective[$0] > 0 ? bounds.upper[$0] : bounds.lower[$0] }
    basis = functions.indices.map { .function($0) }
    tableau = []
    tableau.reserveCapacity((functions.count + 1) * dimension)
    basicValues = []
    for row in functions + [objective] {
      var value = row[dimension]
      for axis in 0..<dimension {
        value += row[axis] * corner[axis]
        tableau.append(row[axis])
      }
      basicValues.append(value)
    }
  }

  private var value: Double { basicValues[basis.count] }

  /// Pivots until no variable is out of its bounds, or the value is negative; false where that does
  /// not happen.
  private mutating func run() -> Bool {
    let patience = 10 * (basis.count + 4)
    for _ in 0..<patience {
      if value < -Self.negligible { return true }
      guard let (row, target) = leavingRow else { return true }
      guard step(row, to: target) else { return false }
    }
    return false
  }

  /// The row whose variable is furthest out of its bounds, and the bound that it violates.
  private var leavingRow: (row: Int, target: Double)? {
    var best: (row: Int, target: Double)?
    var largest = Self.smallness
    for (row, variable) in basis.enumerated() {
      let value = basicValues[row]
      let target =
        switch variable {
        case .function: max(value, 0)
        case .coordinate(let axis): min(max(value, bounds.lower[axis]), bounds.upper[axis])
        }
      let distance = (target - value).magnitude
      if distance > largest { (best, largest) = ((row, target), distance) }
    }
    return best
  }

  /// Brings the variable of a row to a bound; false where the columns do not suffice.
  private mutating func step(_ row: Int, to target: Double) -> Bool {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: stride) { columns in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: stride) { ratios in
        var candidates = Candidates(columns: columns.baseAddress!, ratios: ratios.baseAddress!)
        findCandidates(row, isIncreasing: target > basicValues[row], into: &candidates)
        return step(row, to: target, through: &candidates)
      }
    }
  }

  /// Columns that may move, by the increase of their dual values at which the objective would begin to fall the
  /// other way.
  private struct Candidates {
    let columns: UnsafeMutablePointer<Int>
    let ratios: UnsafeMutablePointer<Double>
    var count = 0

    /// Removes a column with the least ratio; most often few are asked for.
    mutating func removeLeast() -> Int? {
      guard count > 0 else { return nil }
      let least = real_first_least(count, ratios)
      let column = columns[least]
      count -= 1
      (columns[least], ratios[least]) = (columns[count], ratios[count])
      return column
    }
  }

  /// Finds the columns that may move so that the variable of a row increases, or decreases.
  @inline(__always)
  private func findCandidates(_ row: Int, isIncreasing: Bool, into candidates: inout Candidates) {
    let direction: Double = isIncreasing ? 1 : -1
    let (stride, costs) = (stride, basis.count * stride)
    tableau.withUnsafeBufferPointer { tableau in
      isAtUpper.withUnsafeBufferPointer { isAtUpper in
        for column in 0..<stride {
          let slope = direction * tableau[row * stride + column]
          guard isAtUpper[column] ? slope < -Self.smallness : slope > Self.smallness else {
            continue
          }
          candidates.columns[candidates.count] = column
          candidates.ratios[candidates.count] = (tableau[costs + column] / slope).magnitude
          candidates.count += 1
        }
      }
    }
  }

  @inline(__always)
  private mutating func step(
    _ row: Int, to target: Double, through candidates: inout Candidates
  ) -> Bool {
    while let column = candidates.removeLeast() {
      let slope = tableau[row * stride + column]
      let missing = target - basicValues[row]
      if let range = range(of: column), (slope * range).magnitude < missing.magnitude {
        shift(column, by: isAtUpper[column] ? -range : range)
        isAtUpper[column].toggle()
        continue
      }
      let change = missing / slope
      let entering = bound(of: column) + change
      shift(column, by: change)
      pivot(row, column)
      basicValues[row] = entering
      if case .coordinate(let axis) = columns[column] {
        isAtUpper[column] = target == bounds.upper[axis]
      } else {
        isAtUpper[column] = false
      }
      return true
    }
    return false
  }

  /// The distance of the bounds of the variable of a column; `nil` for a function, which has one.
  private func range(of column: Int) -> Double? {
    guard case .coordinate(let axis) = columns[column] else { return nil }
    return bounds.upper[axis] - bounds.lower[axis]
  }

  /// The bound at which the variable of a column is.
  private func bound(of column: Int) -> Double {
    guard case .coordinate(let axis) = columns[column] else { return 0 }
    return isAtUpper[column] ? bounds.upper[axis] : bounds.lower[axis]
  }

  /// Moves the variable of a column, and with it the variables of all rows.
  private mutating func shift(_ column: Int, by step: Double) {
    let stride = stride
    tableau.withUnsafeBufferPointer { tableau in
      basicValues.withUnsafeMutableBufferPointer { values in
        for row in values.indices { values[row] += tableau[row * stride + column] * step }
      }
    }
  }

  /// Exchanges the variables of a row and a column; values are left to the caller.
  private mutating func pivot(_ row: Int, _ column: Int) {
    swap(&basis[row], &columns[column])
    let (stride, count) = (stride, basicValues.count)
    tableau.withUnsafeMutableBufferPointer {
      real_exchange(count, stride, $0.baseAddress!, row, column)
    }
  }

  private var outcome: Outcome {
    var point = [Double](repeating: 0, count: stride)
    var multipliers = [Double](repeating: 0, count: basis.count)
    var free: [Int] = []
    for (row, variable) in basis.enumerated() {
      guard case .coordinate(let axis) = variable else { continue }
      point[axis] = basicValues[row]
      free.append(axis)
    }
    for (column, variable) in columns.enumerated() {
      switch variable {
      case .coordinate(let axis): point[axis] = bound(of: column)
      case .function(let function):
        multipliers[function] = max(-tableau[basis.count * stride + column], 0)
      }
    }
    return Outcome(
      value: value, point: point, multipliers: multipliers, freeCoordinates: free.sorted())
  }
}
