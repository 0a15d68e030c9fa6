public import Formulas
public import Laboratory

/// The dimension of a shallow network without biases is a sum over signatures.
public struct ShallowDimensionFormula: VarietyClaim {
  /// The claim.
  public init() {}

  public let name = "shallow-dimension-formula"
  public typealias Family = SignatureFamilies
  public let source =
    "the dimension bound by signatures, in the documentation of Claims, taken as an equality"
  public var statement: MarkedText {
    let rank = Formula.lowered(.name("r"), .name("S"))
    let (inputs, outputs) = (Formula.letter("n", 0), Formula.letter("n", 2))
    let ambient: Formula = [.name("k"), .symbol(.times), inputs, .symbol(.times), outputs]
    let sum: Formula = [
      .sum(over: .name("S")), rank, .symbol(.times),
      .fenced([inputs, .symbol(.plus), outputs, .symbol(.minus), rank], .round),
    ]
    let dimension: Formula = [
      .name("dim"), .symbol(.application), .variety, .symbol(.equals),
      .minimum(of: [ambient, sum]),
    ]
    let ranks: Formula = [
      rank, .symbol(.equals), .minimum(of: [.neuronsOfS, inputs, outputs]),
    ]
    return
      "For a shallow network without biases, \(dimension) with \(ranks) and \(.neuronsOfS) the "
      + "number of hidden neurons that are active exactly in the blocks of \(.name("S"))."
  }

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
