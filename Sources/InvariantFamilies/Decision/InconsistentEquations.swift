import ExactAlgebra

/// Equations without a common solution, even in complex numbers: 1 is a combination of them.
///
/// Multiples of the equations up to a degree are the rows of a matrix with a column for each monomial; 1 is a
/// combination of them if and only if an echelon form has a row that is a constant. With high enough a degree
/// that finds every inconsistent system (Hilbert's Nullstellensatz); here degrees and sizes are limited. A
/// prime proposes, and what it proposes is decided over the rationals.
struct InconsistentEquations {
  /// The degree with which 1 is reached.
  let degree: Int

  private static let extraDegree = 3
  private static let largestColumnCount = 800
  private static let largestRowCount = 2_000

  /// `nil` where no contradiction was found.
  init?(_ equations: [Polynomial], in ring: PolynomialRing) {
    let equations = equations.filter { !$0.isZero }
    guard !equations.isEmpty else { return nil }
    if equations.contains(where: \.isConstant) {
      degree = 0
      return
    }
    let smallest = equations.map(\.totalDegree).max()!
    for degree in smallest...(smallest + Self.extraDegree) {
      guard let rows = Self.multiples(of: equations, degree: degree, in: ring) else { return nil }
      if Self.spanConstants(rows) {
        self.degree = degree
        return
      }
    }
    return nil
  }

  /// The products of equations with monomials, up to a degree; `nil` where these are too many.
  private static func multiples(
    of equations: [Polynomial], degree: Int, in ring: PolynomialRing
  ) -> [Polynomial]? {
    guard monomialCount(ring.variableCount, degree) <= largestColumnCount else { return nil }
    var rows: [Polynomial] = []
    for equation in equations {
      for monomial in monomials(upTo: degree - equation.totalDegree, in: ring) {
        rows.append(monomial * equation)
      }
      guard rows.count <= largestRowCount else { return nil }
    }
    return rows
  }

  private static func monomialCount(_ variables: Int, _ degree: Int) -> Int {
    var count = 1
    for step in 0..<degree {
      count = count * (variables + degree - step) / (step + 1)
      if count > largestColumnCount { return count }
    }
    return count
  }

  private static func monomials(upTo degree: Int, in ring: PolynomialRing) -> [Polynomial] {
    var all = [ring.one]
    var last: [(monomial: Polynomial, first: Int)] = [(ring.one, 0)]
    for _ in 0..<max(degree, 0) {
      last = last.flatMap { entry in
        (entry.first..<ring.variableCount).map { (entry.monomial * ring.variable($0), $0) }
      }
      all += last.map(\.monomial)
    }
    return all
  }

  /// Whether 1 is a combination of polynomials.
  private static func spanConstants(_ rows: [Polynomial]) -> Bool {
    var columns: [[Int]: Int] = [:]
    let terms = rows.map(\.terms)
    for term in terms.joined() where !term.variables.isEmpty {
      let next = columns.count
      columns[term.variables, default: next] += 0
    }
    // The constants come last.
    let constant = columns.count
    var matrix = RationalMatrix(rows: rows.count, columns: constant + 1)
    for (row, terms) in terms.enumerated() {
      for term in terms {
        matrix[row, columns[term.variables] ?? constant] = term.coefficient
      }
    }
    guard proposes(matrix) else { return false }
    return matrix.reducedEchelonForm.pivotColumns.last == constant
  }

  /// The same modulo a prime, or true where the prime divides a denominator.
  private static func proposes(_ matrix: RationalMatrix) -> Bool {
    let field = PrimeField.primes(bits: 61).first { _ in true }!
    let residues = matrix.rows.map { row in row.map { $0.residue(in: field) } }
    guard residues.joined().allSatisfy({ $0 != nil }) else { return true }
    var reduced = ModularMatrix(residues.map { row in row.map { $0! } }, over: field)
    return reduced.reduceToEchelonForm().last == matrix.columnCount - 1
  }
}
