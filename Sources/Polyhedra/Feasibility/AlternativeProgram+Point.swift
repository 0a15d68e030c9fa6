import ExactAlgebra
import LongWork

extension AlternativeProgram {
  /// A point of the system, the same as that of `InequalitySystem.feasibility`; `nil` where there is none,
  /// without a certificate.
  ///
  /// Nearly always floating point proves that there is none.
  ///
  /// - Throws: as `Interruption.check`.
  func pointInTime() throws -> CellGenerator? {
    guard !isTrivial else {
      return CellGenerator(point: Array(repeating: 0, count: dimension))
    }
    for perturbation in InequalitySystem.perturbations {
      guard let proposal = FloatingPointSimplex.solve(self, perturbation: perturbation) else {
        continue
      }
      if certainlyRefutes(basis: proposal.basis, inverse: proposal.inverse) { return nil }
      if let vector = roundedSolution(near: proposal.direction) { return generator(vector) }
      if exactlyCancel(proposal.support) || exactlyRefutes(basis: proposal.basis) { return nil }
      if let vector = solution(ofBasis: proposal.basis) {
        return CellGenerator(point: point(vector))
      }
    }
    return try answerByExactSimplex(checking: Interruption.check)
      .point.map { CellGenerator(point: $0) }
  }

  /// The point that a solution of the homogeneous system stands for.
  private func generator(_ vector: [Int]) -> CellGenerator {
    CellGenerator(IntegerVector(hasScale ? vector : vector + [1]).primitive)
  }
}
