public import Varieties

extension PatternVariety {
  /// The computation of the ideal of the variety, with all symmetries that are known.
  ///
  /// Equations are verified on `PatternMap.normalizedPolynomialMap(into:)`, points are taken from
  /// `patternMap`; both images have the same closure.
  ///
  /// - Throws: `PatternVarietyError.expansionTooLarge` where the parametrization, which has to
  ///   be expanded for gradings and proofs, exceeds `maximumExpansionSize`.
  public var gradedKernel: GradedKernel {
    get throws(PatternVarietyError) {
      try checkExpansion()
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

  /// Whether the parametrization can be expanded.
  func checkExpansion() throws(PatternVarietyError) {
    let terms = patternMap.termCount
    guard terms * Double(patternMap.parameterCount) <= Double(Self.maximumExpansionSize) else {
      throw .expansionTooLarge(terms: terms, parameters: patternMap.parameterCount)
    }
  }

  /// The ideal in the degrees from 1 to a maximal one; see
  /// `GradedKernel.ideal(upToDegree:options:)`.
  ///
  /// - Throws: `PatternVarietyError.expansionTooLarge`, and `CancellationError` when the task is
  ///   cancelled.
  public func ideal(
    upToDegree degree: Int, options: GradedKernel.Options = .init()
  ) async throws -> GradedIdeal {
    try await gradedKernel.ideal(upToDegree: degree, options: options)
  }
}
