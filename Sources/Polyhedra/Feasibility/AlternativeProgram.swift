import ExactAlgebra

/// The program whose solutions are the certificates of infeasibility of a system.
///
/// Homogeneous rows `r_i = (a_i, b_i)`, and `r_s = (0, 1)` for the condition `s > 0` on the
/// coordinate `s` that makes the system homogeneous. Find `m >= 0` with `sum m_i r_i = 0` and
/// `sum m_i = 1` over the strict rows, `r_s` among them. If all `b_i` are zero, `s` and its row
/// are left out.
struct AlternativeProgram {
  /// A row of the system, over the integers.
  struct Row: Sendable {
    let row: IntegerRow
    /// Whether the inequality is strict.
    let isOpen: Bool
  }

  /// The number of coordinates of the system.
  let dimension: Int
  /// The rows of the system.
  let rows: [Row]
  /// Whether the coordinate `s` is there; its row comes last.
  let hasScale: Bool
  private let given: InequalitySystem?

  init(of system: InequalitySystem) {
    dimension = system.dimension
    rows = system.halfSpaces.map { Row(row: $0.row, isOpen: $0.isOpen) }
    hasScale = system.halfSpaces.contains { !$0.offset.isZero }
    given = system
  }

  /// The program of the system with the given rows.
  ///
  /// - Precondition: rows are primitive, and have one entry more than there are dimensions.
  init(dimension: Int, _ rows: [Row]) {
    self.dimension = dimension
    self.rows = rows
    hasScale = rows.contains { $0.row.vector.signum(at: dimension) != 0 }
    given = nil
  }

  /// The system.
  var system: InequalitySystem {
    given
      ?? InequalitySystem(
        dimension: dimension, rows.map { HalfSpace(form: $0.row.vector, isOpen: $0.isOpen) })
  }

  /// The number of homogeneous coordinates.
  var coordinateCount: Int { dimension + (hasScale ? 1 : 0) }
  /// The number of rows of the system, and one for `s > 0`.
  var rowCount: Int { rows.count + (hasScale ? 1 : 0) }
  /// The equations: one for each coordinate, and the one that normalizes.
  var equationCount: Int { coordinateCount + 1 }

  /// Whether the origin satisfies the system since no inequality is strict and no offset is
  /// there.
  var isTrivial: Bool { !hasScale && !rows.contains(where: \.isOpen) }

  func isStrict(_ row: Int) -> Bool {
    isRowOfScale(row) || rows[row].isOpen
  }

  /// An entry of a row.
  func entry(_ row: Int, _ coordinate: Int) -> Integer {
    isRowOfScale(row)
      ? (coordinate == dimension ? 1 : 0)
      : rows[row].row.vector[coordinate]
  }

  /// An entry in floating point; the largest one of a row is about 1.
  func approximateEntry(_ row: Int, _ coordinate: Int) -> Double {
    isRowOfScale(row)
      ? (coordinate == dimension ? 1 : 0)
      : rows[row].row.approximations[coordinate]
  }

  /// Hands on the entries of a row in floating point, with their coordinates.
  @inline(__always)
  func visitApproximations(ofRow row: Int, body: (_ coordinate: Int, _ entry: Double) -> Void) {
    guard !isRowOfScale(row) else { return body(dimension, 1) }
    let approximations = rows[row].row.approximations
    for coordinate in 0..<coordinateCount { body(coordinate, approximations[coordinate]) }
  }

  func isRowOfScale(_ row: Int) -> Bool { row == rows.count }

  // MARK: answers, tested exactly

  /// The answer that floating point proposes, if it passes a test.
  func answer(perturbation: Double) -> Feasibility? {
    guard let proposal = FloatingPointSimplex.solve(self, perturbation: perturbation) else {
      return nil
    }
    if let vector = roundedSolution(near: proposal.direction) {
      return .feasible(point(vector.map { Integer($0) }))
    }
    return answer(ofBasis: proposal.basis)
  }

  /// The vector with few binary digits near a direction that satisfies the homogeneous system,
  /// if there is one.
  func roundedSolution(near direction: [Double]) -> [Int]? {
    roundedVectors(near: direction).first { isSolution($0) }
  }

  private func isSolution(_ vector: [Int]) -> Bool {
    if hasScale, vector[dimension] <= 0 { return false }
    return rows.allSatisfy { $0.accepts(sign: $0.row.sign(at: vector)) }
  }

  func isSolution(_ vector: [Integer]) -> Bool {
    if hasScale, vector[dimension].signum() <= 0 { return false }
    return rows.allSatisfy { $0.accepts(sign: $0.row.sign(at: vector)) }
  }

  /// The point of the system that a solution of the homogeneous system stands for.
  func point(_ vector: [Integer]) -> [Rational] {
    guard hasScale, let scale = vector.last else { return vector.map { Rational($0) } }
    return vector.dropLast().map { Rational($0, scale) }
  }

  /// The certificate with multipliers of the integer rows, unless it proves nothing.
  func certificate(_ multipliers: [(row: Int, value: Rational)]) -> InfeasibilityCertificate? {
    let given = multipliers.compactMap { row, value -> (row: Int, value: Rational)? in
      guard row < rows.count, !value.isZero else { return nil }
      return (row, value * rows[row].row.scale)
    }.sorted { $0.row < $1.row }
    let integers = given.map(\.value).primitiveIntegers
    let certificate = InfeasibilityCertificate(
      terms: zip(given, integers).map { .init(row: $0.row, multiplier: $1) })
    return certificate.refutes(system) ? certificate : nil
  }
}

extension AlternativeProgram.Row {
  /// Whether a value of that sign satisfies the inequality.
  func accepts(sign: Int) -> Bool { isOpen ? sign > 0 : sign >= 0 }
}
