internal import CRealKernels

/// The first phase of the simplex method in floating point, on an `AlternativeProgram`.
///
/// All right-hand sides but one are zero, so that nearly every step would be degenerate. They are
/// replaced by small positive numbers; a basis that is optimal then is optimal for zeros too if
/// the numbers are small enough. Nothing that is returned is true without a test. Only sums, products and quotients are used,
/// so the run is the same on every machine with IEEE arithmetic.
struct FloatingPointSimplex {
  /// What a run suggests.
  struct Proposal {
    /// A vector near a solution of the homogeneous system, if the program has no solution.
    let direction: [Double]
    /// The columns of the last basis.
    let basis: [BasicColumn]
    /// Where no artificial column is in the basis, numbers near the inverse of its matrix, row by row; else
    /// empty.
    let inverse: [Double]
    /// The rows in the basis whose multipliers are not nearly zero.
    let support: [Int]
  }

  /// What counts as zero in a tableau whose entries are about 1.
  private static let smallness = 1e-9
  /// By how much a basic variable may become negative for the sake of a larger pivot.
  private static let allowance = 1e-10

  /// The multipliers of rows; after these come the artificial columns, one for each equation.
  private let structuralCount: Int
  private let equationCount: Int
  /// The columns that are not in the basis, and the right-hand side as last.
  private let stride: Int
  /// Rows: the equations, then the reduced costs. Columns of the basis are those of an identity, and are left
  /// out: where a column enters the basis, that of the one that leaves takes its place.
  private var tableau: [Double]
  /// The columns in the basis, one for each equation, and the others.
  private var basis: [Int]
  private var others: [Int]

  /// Solves the program; `nil` where the run does not end as it should.
  ///
  /// - Parameter perturbation: the size of the numbers in place of zeros.
  static func solve(_ program: AlternativeProgram, perturbation: Double) -> Proposal? {
    var simplex = FloatingPointSimplex(program, perturbation: perturbation)
    return simplex.run() ? simplex.proposal : nil
  }

  private init(_ program: AlternativeProgram, perturbation: Double) {
    structuralCount = program.rowCount
    equationCount = program.equationCount
    stride = structuralCount + 1
    tableau = Array(repeating: 0, count: stride * (equationCount + 1))
    basis = Array(structuralCount..<structuralCount + equationCount)
    others = Array(0..<structuralCount)
    for row in 0..<structuralCount {
      program.visitApproximations(ofRow: row) { coordinate, entry in
        tableau[coordinate * stride + row] = entry
      }
      if program.isStrict(row) { tableau[(equationCount - 1) * stride + row] = 1 }
      var cost = 0.0
      for equation in 0..<equationCount { cost -= tableau[equation * stride + row] }
      tableau[equationCount * stride + row] = cost
    }
    setRightHandSide(perturbation)
  }

  private mutating func setRightHandSide(_ perturbation: Double) {
    var total = 0.0
    for equation in 0..<equationCount {
      // Numbers between 1 and 2 without small linear relations.
      let irregular =
        1
        + (Double(equation + 1) * 0.618_033_988_749_895).truncatingRemainder(
          dividingBy: 1)
      let value = equation == equationCount - 1 ? 1 : perturbation * irregular
      tableau[(equation + 1) * stride - 1] = value
      total += value
    }
    tableau[(equationCount + 1) * stride - 1] = -total
  }

  /// Pivots until no column improves; false where that does not happen.
  private mutating func run() -> Bool {
    let patience = 8 * (structuralCount + equationCount) + 50
    for step in 0..<3 * patience {
      // Dantzig's rule is fast, Bland's rule ends.
      guard let place = enteringPlace(isCautious: step > patience) else { return true }
      guard let row = leavingRow(for: place) else { return false }
      pivot(row, place)
    }
    return false
  }

  /// Where the column is whose cost is least, or, for Bland's rule, the first one with a negative cost; of
  /// equal ones the first. Artificial columns do not come back.
  private func enteringPlace(isCautious: Bool) -> Int? {
    tableau.withUnsafeBufferPointer { tableau in
      others.withUnsafeBufferPointer { others in
        let costs = equationCount * stride
        var best: Int?
        var (least, first) = (-Self.smallness, -1)
        for place in 0..<structuralCount {
          let (cost, column) = (tableau[costs + place], others[place])
          guard cost < -Self.smallness, column < structuralCount else { continue }
          let isBetter = isCautious ? best == nil : cost < least
          if isBetter || (isCautious || cost == least) && column < first {
            (best, least, first) = (place, cost, column)
          }
        }
        return best
      }
    }
  }

  /// The row with the largest pivot among those that nearly bound the step. Source: Harris 1973.
  private func leavingRow(for place: Int) -> Int? {
    tableau.withUnsafeBufferPointer { tableau in
      var bound = Double.infinity
      for row in 0..<equationCount {
        let pivot = tableau[row * stride + place]
        guard pivot > Self.smallness else { continue }
        let value = max(tableau[(row + 1) * stride - 1], 0)
        bound = min(bound, (value + Self.allowance) / pivot)
      }
      var best: Int?
      var largest = 0.0
      for row in 0..<equationCount {
        let pivot = tableau[row * stride + place]
        guard pivot > max(largest, Self.smallness),
          tableau[(row + 1) * stride - 1] <= bound * pivot
        else { continue }
        (best, largest) = (row, pivot)
      }
      return best
    }
  }

  /// Exchanges the column of a row of the basis and one of the others.
  private mutating func pivot(_ row: Int, _ place: Int) {
    swap(&basis[row], &others[place])
    let (stride, rows) = (stride, equationCount + 1)
    tableau.withUnsafeMutableBufferPointer { tableau in
      guard let start = tableau.baseAddress else { return }
      let own = start + row * stride
      let inverse = 1 / own[place]
      for index in 0..<stride { own[index] *= inverse }
      own[place] = inverse
      withUnsafeTemporaryAllocation(of: Double.self, capacity: rows) { factors in
        guard let factors = factors.baseAddress else { return }
        for other in 0..<rows {
          factors[other] = other == row ? 0 : -start[other * stride + place]
          if other != row { start[other * stride + place] = 0 }
        }
        real_multiply_add(rows, 1, stride, factors, own, start)
      }
    }
  }

  private var proposal: Proposal {
    // The reduced cost of the artificial column of an equation is 1 minus its dual value; in the basis it is 0.
    let places = placesOfArtificialColumns
    let costs = equationCount * stride
    return Proposal(
      direction: (0..<equationCount - 1).map {
        places[$0] < 0 ? -1 : tableau[costs + places[$0]] - 1
      },
      basis: basis.map {
        $0 < structuralCount ? .row($0) : .artificial(equation: $0 - structuralCount)
      }, inverse: places.contains(-1) ? [] : inverse(places),
      support: places.last.map { $0 < 0 ? [] : support($0) } ?? [])
  }

  /// The multipliers are the column of the last equation in the inverse, since only its right-hand side is not zero but 1.
  private func support(_ place: Int) -> [Int] {
    let multipliers = basis.indices.map { tableau[$0 * stride + place] }
    let largest = multipliers.max() ?? 0
    return basis.indices.filter {
      basis[$0] < structuralCount && multipliers[$0] > Self.smallness * largest
    }.map { basis[$0] }
  }

  /// For each equation where its artificial column is among the others; -1 where it is in the basis.
  private var placesOfArtificialColumns: [Int] {
    var places = [Int](repeating: -1, count: equationCount)
    for (place, column) in others.enumerated() where column >= structuralCount {
      places[column - structuralCount] = place
    }
    return places
  }

  /// The artificial columns were those of the identity at the start.
  private func inverse(_ places: [Int]) -> [Double] {
    var inverse: [Double] = []
    inverse.reserveCapacity(equationCount * equationCount)
    for row in 0..<equationCount {
      for place in places { inverse.append(tableau[row * stride + place]) }
    }
    return inverse
  }
}
