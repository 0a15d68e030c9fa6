public import ExactAlgebra
import LongWork

/// Whether a system of inequalities has a solution, with the reason.
public enum Feasibility: Hashable, Sendable {
  /// It has, this one; strict inequalities hold strictly.
  case feasible([Rational])
  /// It has none.
  case infeasible(InfeasibilityCertificate)

  /// The solution, if there is one.
  public var point: [Rational]? {
    if case .feasible(let point) = self { point } else { nil }
  }

  /// The reason, if there is no solution.
  public var certificate: InfeasibilityCertificate? {
    if case .infeasible(let certificate) = self { certificate } else { nil }
  }
}

extension InequalitySystem {
  /// How floating point is tried.
  static let perturbations = [1e-7, 1e-5, 0]

  /// Decides exactly whether some point satisfies all inequalities.
  ///
  /// A simplex run in floating point proposes a point or a basis. Points are rounded to small
  /// numbers and tested, bases are solved and tested, both over the integers; where no proposal
  /// passes, `ExactSimplex` solves the program over the integers, and its answer is tested alike. So
  /// every answer is exact, and it depends on the system only. Source: Motzkin 1936; proof in
  /// the article of this module.
  ///
  /// - Complexity: about `10 * n` steps of `n * (m + n)` operations for `m` inequalities in
  ///   dimension `n` where floating point suffices.
  public func feasibility() -> Feasibility {
    if let answer = feasibilityByProposal() { return answer }
    return AlternativeProgram(of: self).answerByExactSimplex()
  }

  /// The same answer, as long as `Interruption` lets it be found.
  ///
  /// - Throws: as `Interruption.check`.
  public func feasibilityInTime() throws -> Feasibility {
    if let answer = feasibilityByProposal() { return answer }
    return try AlternativeProgram(of: self).answerByExactSimplex(checking: Interruption.check)
  }

  /// The same answer, as exact, where floating point leads to it; `nil` where it does not.
  ///
  /// For large systems in a search that can do without some answers: exact steps may take long.
  public func feasibilityByProposal() -> Feasibility? {
    let alternative = AlternativeProgram(of: self)
    if alternative.isTrivial { return .feasible(.init(repeating: 0, count: dimension)) }
    // A lazy sequence would compute its first element twice.
    for perturbation in Self.perturbations {
      if let answer = alternative.answer(perturbation: perturbation) { return answer }
    }
    return nil
  }
}
