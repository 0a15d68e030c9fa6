import ExactAlgebra

/// The program whose solutions are the certificates of infeasibility of a system.
///
/// Homogeneous rows `r_i = (a_i, b_i)`, and `r_s = (0, 1)` for the condition `s > 0` on the
/// coordinate `s` that makes the system homogeneous. Find `m >= 0` with `sum m_i r_i = 0` and
/// `sum m_i = 1` over the strict rows, `r_s` among them. If all `b_i` are zero, `s` and its row
/// are left out.
struct AlternativeProgram {
  private let system: InequalitySystem
  /// Whether the coordinate `s` is there; its row comes last.
  let hasScale: Bool

  init(of system: InequalitySystem) {
    self.system = system
    hasScale = system.halfSpaces.contains { !$0.offset.isZero }
  }

  /// The number of homogeneous coordinates.
  var coordinateCount: Int { system.dimension + (hasScale ? 1 : 0) }
  /// The number of rows of the system, and one for `s > 0`.
  var rowCount: Int { system.halfSpaces.count + (hasScale ? 1 : 0) }
  /// The equations: one for each coordinate, and the one that normalizes.
  var equationCount: Int { coordinateCount + 1 }

  /// Whether the origin satisfies the system since no inequality is strict and no offset is
  /// there.
  var isTrivial: Bool { !hasScale && !system.halfSpaces.contains(where: \.isOpen) }

  func isStrict(_ row: Int) -> Bool {
    isRowOfScale(row) || system.halfSpaces[row].isOpen
  }

  /// An entry of a row.
  func entry(_ row: Int, _ coordinate: Int) -> Integer {
    isRowOfScale(row)
      ? (coordinate == system.dimension ? 1 : 0)
      : system.halfSpaces[row].row.entries[coordinate]
  }

  /// An entry in floating point; the largest one of a row is about 1.
  func approximateEntry(_ row: Int, _ coordinate: Int) -> Double {
    isRowOfScale(row)
      ? (coordinate == system.dimension ? 1 : 0)
      : system.halfSpaces[row].row.approximations[coordinate]
  }

  private func isRowOfScale(_ row: Int) -> Bool { row == system.halfSpaces.count }

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
    if hasScale, vector[system.dimension] <= 0 { return false }
    return system.halfSpaces.allSatisfy { $0.accepts(sign: $0.row.sign(at: vector)) }
  }

  func isSolution(_ vector: [Integer]) -> Bool {
    if hasScale, vector[system.dimension].signum() <= 0 { return false }
    return system.halfSpaces.allSatisfy { $0.accepts(sign: $0.row.sign(at: vector)) }
  }

  /// The point of the system that a solution of the homogeneous system stands for.
  func point(_ vector: [Integer]) -> [Rational] {
    guard hasScale, let scale = vector.last else { return vector.map { Rational($0) } }
    return vector.dropLast().map { Rational($0, scale) }
  }

  /// The certificate with multipliers of the integer rows, unless it proves nothing.
  func certificate(_ multipliers: [(row: Int, value: Rational)]) -> InfeasibilityCertificate? {
    let given = multipliers.compactMap { row, value -> (row: Int, value: Rational)? in
      guard row < system.halfSpaces.count, !value.isZero else { return nil }
      return (row, value * system.halfSpaces[row].row.scale)
    }.sorted { $0.row < $1.row }
    let integers = IntegerRow(given.map(\.value)).entries
    let certificate = InfeasibilityCertificate(
      terms: zip(given, integers).map { .init(row: $0.row, multiplier: $1) })
    return certificate.refutes(system) ? certificate : nil
  }
}
