import NetworkVarieties
import Varieties

extension DimensionReport {
  func writeText(version: String, to body: (String) throws -> Void) rethrows {
    try body(found.textLines.joined(separator: "\n") + "\n")
  }
}

extension VarietyDimension {
  /// The dimension for people.
  var textLines: [String] {
    let evidence = dimension.evidence
    return [
      "",
      "  dimension            \(dimension.value) of \(variety.ambientDimension)"
        + " (\(Wording.dimensionStatus(dimension)))",
      "  expected dimension   \(Wording.expectation(self))",
      "  parameters           \(variety.architecture.parameterCount), "
        + "\(variety.patternMap.parameterCount) live, "
        + counted(variety.liveNetwork.liveHiddenNeuronCount, "live hidden neuron"),
      "  evidence             Jacobian rank \(evidence.rank) modulo \(evidence.prime), "
        + "seed \(evidence.seed)",
    ]
      + (end.map {
        ["  upper bounds         not all were tried: \(Wording.end($0)) was reached"]
      } ?? [])
  }
}
