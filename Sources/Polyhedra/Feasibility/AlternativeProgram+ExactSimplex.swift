import ExactAlgebra

extension AlternativeProgram {
  /// Decides over the integers, without floating point and to the end.
  func answerByExactSimplex() -> Feasibility { answerByExactSimplex {} }

  /// Decides over the integers, without floating point.
  ///
  /// - Parameter check: called at each step; what it throws ends the work.
  func answerByExactSimplex(checking check: () throws -> Void) rethrows -> Feasibility {
    switch try ExactSimplex.solve(self, checking: check) {
    case .direction(let direction):
      let vector = direction.map { Rational($0) }.primitiveIntegers
      precondition(isSolution(vector), "a dual solution that is none")
      return .feasible(point(vector))
    case .multipliers(let multipliers):
      let certificate = certificate(multipliers.map { ($0.row, Rational($0.value)) })
      guard let certificate else { preconditionFailure("a solution that is no certificate") }
      return .infeasible(certificate)
    }
  }
}
