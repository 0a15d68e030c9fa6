public import Varieties

extension PatternVariety {
  /// The computation of the ideal of the variety, with all symmetries that are known.
  ///
  /// - Throws: `PatternVarietyError.expansionTooLarge` where the parametrization, which has to
  ///   be expanded for gradings and proofs, exceeds `maximumExpansionSize`.
  public var gradedKernel: GradedKernel {
    get throws(PatternVarietyError) {
      let terms = patternMap.termCount
      guard terms * Double(patternMap.parameterCount) <= Double(Self.maximumExpansionSize) else {
        throw .expansionTooLarge(terms: terms, parameters: patternMap.parameterCount)
      }
      do {
        return try GradedKernel(
          of: patternMap.normalizedPolynomialMap(into: ring), evaluatedBy: patternMap,
          symmetries: coordinateSymmetries, action: generalLinearAction)
      } catch {
        // Scaling W_L and b_L scales every block, so the ideal is homogeneous.
        preconditionFailure("the ideal of a pattern variety is not homogeneous")
      }
    }
  }

  /// The ideal up to a degree; see `GradedKernel.ideal(upToDegree:options:)`.
  public func ideal(
    upToDegree degree: Int, options: GradedKernel.Options = .init()
  ) async throws -> GradedIdeal {
    try await gradedKernel.ideal(upToDegree: degree, options: options)
  }
}
