/// The claims that are built in, by their names.
public enum BuiltInClaim: String, Hashable, Sendable, Codable, CaseIterable {
  case conjecture61 = "conjecture-6.1"
  case determinantalGeneration = "determinantal-generation"
  case kroneckerGeneration = "kronecker-generation"
  case expectedDimension = "expected-dimension"
  case shallowDimensionFormula = "shallow-dimension-formula"
  case codimensionByCubics = "codimension-by-cubics"

  /// The claim.
  public var claim: any Claim {
    switch self {
    case .conjecture61: Conjecture61()
    case .determinantalGeneration: DeterminantalGeneration()
    case .kroneckerGeneration: KroneckerGeneration()
    case .expectedDimension: ExpectedDimension()
    case .shallowDimensionFormula: ShallowDimensionFormula()
    case .codimensionByCubics: CodimensionByCubics()
    }
  }
}
