public import Formulas
public import Laboratory

/// The dimension is what counting parameters predicts.
///
/// Refuted instances are defective; the witness says by how much.
public struct ExpectedDimension: VarietyClaim {
  /// The claim.
  public init() {}

  public let name = "expected-dimension"
  public typealias Family = PatternFamilies
  public let source = "Alexandr and Montufar, arXiv 2508.03867"
  public var statement: MarkedText {
    let dimension: Formula = [.name("dim"), .symbol(.application), .variety]
    return
      "\(dimension) is the smaller one of the ambient dimension and the number of live parameters less that of "
      + "live hidden neurons, where a hidden neuron is live if it lies on an active path to the outputs in "
      + "some block, and a parameter if it does."
  }

  public func varietyFinding(
    on instance: PatternInstance, settings: ClaimSettings
  ) async throws -> VarietyFinding {
    DimensionComparison(instance: instance, seed: settings.seed).finding { $0.expectedDimension }
  }
}
