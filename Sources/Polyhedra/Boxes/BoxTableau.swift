internal import CRealKernels

/// The tableau of a `BoxProgram`, in memory that is taken for one run.
///
/// Layout: rows are the functions and then the objective, columns are padded to whole vectors of a processor
/// with columns of zeros, and rows begin at borders of such vectors. Variables have numbers: first the
/// coordinates, then the functions.
struct BoxTableau {
  /// What counts as zero in a tableau whose entries are about 1.
  private static let smallness = 1e-9
  /// A value below which an end is proposed.
  private static let negligible = 1e-7
  /// The numbers in a vector of the widest processors; their size in bytes is the alignment.
  private static let lanes = Int(REAL_LANES)

  let dimension: Int
  let functionCount: Int
  private let stride: Int
  /// Row by row; the objective is the last row.
  private let entries: UnsafeMutablePointer<Double>
  /// The values of the variables of the rows, and that of the objective.
  private let values: UnsafeMutablePointer<Double>
  /// For each column the direction in which its variable may move: -1 at an upper bound, 1 at a lower one.
  private let sides: UnsafeMutablePointer<Double>
  /// The bounds of all variables.
  private let lower: UnsafeMutablePointer<Double>
  private let upper: UnsafeMutablePointer<Double>
  /// The variables of the rows and of the columns.
  private let basis: UnsafeMutablePointer<Int>
  private let columns: UnsafeMutablePointer<Int>
  /// Room for a step: for each column how far dual values may increase, and the columns that move.
  private let quotients: UnsafeMutablePointer<Double>
  private let moving: UnsafeMutablePointer<Int>
  private let steps: UnsafeMutablePointer<Double>

  /// Hands on the tableau of the start, all coordinates at the bounds where the objective is largest.
  ///
  /// - Parameters:
  ///   - objective: the coefficients, the constant last.
  ///   - functions: coefficients, constants last, of the functions that may not be negative.
  static func with<Result>(
    _ objective: [Double], _ functions: [[Double]], _ bounds: BoxProgram.Bounds,
    body: (BoxTableau) -> Result
  ) -> Result {
    let (dimension, count) = (objective.count - 1, functions.count)
    let stride = (max(dimension, 1) + lanes - 1) / lanes * lanes
    // Tableau, quotients, sides and steps; values; two bounds of each variable.
    let size = (count + 4) * stride + (count + 1) + 2 * (dimension + count)
    return withUnsafeTemporaryAllocation(
      byteCount: size * MemoryLayout<Double>.stride,
      alignment: lanes * MemoryLayout<Double>.stride
    ) { bytes in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: count + dimension + stride) { numbers in
        let room = bytes.bindMemory(to: Double.self)
        room.initialize(repeating: 0)
        numbers.initialize(repeating: 0)
        let tableau = BoxTableau(
          dimension: dimension, functionCount: count, stride: stride, room.baseAddress!,
          numbers.baseAddress!)
        tableau.start(objective, functions, bounds)
        return body(tableau)
      }
    }
  }

  private init(
    dimension: Int, functionCount: Int, stride: Int, _ room: UnsafeMutablePointer<Double>,
    _ numbers: UnsafeMutablePointer<Int>
  ) {
    (self.dimension, self.functionCount, self.stride) = (dimension, functionCount, stride)
    entries = room
    quotients = entries + (functionCount + 1) * stride
    sides = quotients + stride
    steps = sides + stride
    values = steps + stride
    lower = values + functionCount + 1
    upper = lower + dimension + functionCount
    basis = numbers
    columns = basis + functionCount
    moving = columns + dimension
  }

  private func start(_ objective: [Double], _ functions: [[Double]], _ bounds: BoxProgram.Bounds) {
    for axis in 0..<dimension {
      (lower[axis], upper[axis]) = (bounds.lower[axis], bounds.upper[axis])
      columns[axis] = axis
      sides[axis] = objective[axis] > 0 ? -1 : 1
    }
    for function in 0..<functionCount {
      upper[dimension + function] = .infinity
      basis[function] = dimension + function
    }
    for row in 0...functionCount {
      setRow(row, to: row < functionCount ? functions[row] : objective)
    }
  }

  private func setRow(_ row: Int, to coefficients: [Double]) {
    let start = entries + row * stride
    var value = coefficients[dimension]
    for axis in 0..<dimension {
      start[axis] = coefficients[axis]
      value += coefficients[axis] * bound(of: axis)
    }
    values[row] = value
  }

  // MARK: the run

  /// The value of the objective.
  private var value: Double { values[functionCount] }

  /// Exchanges variables until none is out of its bounds, or the value is negative; false where that does
  /// not happen.
  func run() -> Bool {
    let patience = 10 * (functionCount + 4)
    for _ in 0..<patience {
      if value < -Self.negligible { return true }
      guard let (row, target) = leavingRow else { return true }
      guard step(row, to: target) else { return false }
    }
    return false
  }

  /// The row whose variable is furthest out of its bounds, and the bound that it violates.
  ///
  /// Distances are those of the points at which the variable is at the bound, in the space of the columns (the
  /// steepest edge of the dual program; J. J. Forrest and D. Goldfarb, *Steepest-edge simplex algorithms for linear
  /// programming*, 1992). There are half as many steps as with the violations themselves.
  private var leavingRow: (row: Int, target: Double)? {
    var best: (row: Int, target: Double)?
    var largest = 0.0
    for row in 0..<functionCount {
      let (value, variable) = (values[row], basis[row])
      let target = min(max(value, lower[variable]), upper[variable])
      let violation = (target - value).magnitude
      guard violation > Self.smallness else { continue }
      let distance = violation * violation / real_square_sum(stride, entries + row * stride)
      if distance > largest { (best, largest) = ((row, target), distance) }
    }
    return best
  }

  /// Brings the variable of a row to a bound; false where the columns do not suffice.
  ///
  /// Columns are taken by the increase of their dual values at which the objective would begin to fall the other
  /// way. Those that can go to their other bound without bringing the variable to its bound do so.
  private func step(_ row: Int, to target: Double) -> Bool {
    let slopes = entries + row * stride
    var (value, count) = (values[row], 0)
    real_quotients(
      stride, slopes, entries + functionCount * stride, sides, target > value ? 1 : -1,
      Self.smallness, quotients)
    while true {
      let column = real_first_least(stride, quotients)
      guard quotients[column] < .infinity else { return false }
      quotients[column] = .infinity
      let (slope, variable) = (slopes[column], columns[column])
      let (missing, range) = (target - value, upper[variable] - lower[variable])
      moving[count] = column
      if (slope * range).magnitude < missing.magnitude {
        steps[count] = sides[column] * range
        value += slope * steps[count]
        sides[column].negate()
        count += 1
        continue
      }
      steps[count] = missing / slope
      let entering = bound(of: column) + steps[count]
      real_shift(functionCount + 1, stride, entries, count + 1, moving, steps, values)
      real_exchange(functionCount + 1, stride, entries, row, column)
      swap(&basis[row], &columns[column])
      values[row] = entering
      sides[column] = target == upper[columns[column]] ? -1 : 1
      return true
    }
  }

  /// The bound at which the variable of a column is.
  private func bound(of column: Int) -> Double {
    sides[column] < 0 ? upper[columns[column]] : lower[columns[column]]
  }

  // MARK: the outcome

  /// Where the run ended.
  var outcome: BoxProgram.Outcome {
    var point = [Double](repeating: 0, count: dimension)
    var multipliers = [Double](repeating: 0, count: functionCount)
    var free: [Int] = []
    for row in 0..<functionCount where basis[row] < dimension {
      point[basis[row]] = values[row]
      free.append(basis[row])
    }
    let costs = entries + functionCount * stride
    for column in 0..<dimension {
      let variable = columns[column]
      if variable < dimension {
        point[variable] = bound(of: column)
      } else {
        multipliers[variable - dimension] = max(-costs[column], 0)
      }
    }
    return .init(
      value: value, point: point, multipliers: multipliers, freeCoordinates: free.sorted())
  }
}
