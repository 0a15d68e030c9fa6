public import Varieties

extension PatternVariety {
  /// The computation of the ideal of the variety, with all symmetries that are known.
  public var gradedKernel: GradedKernel {
    do {
      return try GradedKernel(
        of: patternMap.normalizedPolynomialMap(into: ring), evaluatedBy: patternMap,
        symmetries: coordinateSymmetries, action: generalLinearAction)
    } catch {
      // Scaling W_L and b_L scales every block, so the ideal is homogeneous.
      preconditionFailure("the ideal of a pattern variety is not homogeneous")
    }
  }

  /// The ideal up to a degree; see `GradedKernel.ideal(upToDegree:options:)`.
  public func ideal(
    upToDegree degree: Int, options: GradedKernel.Options = .init()
  ) async throws -> GradedIdeal {
    try await gradedKernel.ideal(upToDegree: degree, options: options)
  }
}
