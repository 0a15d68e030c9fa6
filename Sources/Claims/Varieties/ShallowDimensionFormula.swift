public import Laboratory

/// The dimension of a shallow network without biases is a sum over signatures.
public struct ShallowDimensionFormula: VarietyClaim {
  /// The claim.
  public init() {}

  public let name = "shallow-dimension-formula"
  public typealias Family = SignatureFamilies
  public let source =
    "the dimension bound by signatures, in the documentation of Claims, taken as an equality"
  public let statement = #"""
    For a shallow network without biases,
    $\dim V^{\mathbf A}=\min\bigl(k\,n_0n_2,\;\sum_S r_S(n_0+n_2-r_S)\bigr)$ with
    $r_S=\min(h_S,n_0,n_2)$ and $h_S$ the number of hidden neurons that are active exactly in the
    blocks of $S$.
    """#

  public func varietyFinding(
    on instance: PatternInstance, settings: ClaimSettings
  ) async throws -> VarietyFinding {
    DimensionComparison(instance: instance, seed: settings.seed).finding { variety in
      let (inputs, outputs) = (variety.architecture.inputCount, variety.architecture.outputCount)
      let signatures = variety.liveNetwork.signatures(ofLayer: 1).map(\.blocks)
      let neurons = Dictionary(grouping: signatures.filter { !$0.isEmpty }) { $0 }
      let sum = neurons.values.reduce(0) { sum, neurons in
        let rank = min(neurons.count, inputs, outputs)
        return sum + rank * (inputs + outputs - rank)
      }
      return min(sum, variety.ambientDimension)
    }
  }
}
