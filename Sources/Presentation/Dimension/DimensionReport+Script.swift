import NetworkVarieties
import Varieties

extension DimensionReport {
  var findings: [String] { [found.finding] }

  func lines(in script: SystemScript<some AlgebraSystem>) -> [String] {
    script.system.jacobianCheck(
      images: "images", parameterCount: variety.patternMap.parameterCount,
      expected: found.dimension.value)
  }
}

extension VarietyDimension {
  /// The dimension in a sentence.
  var finding: String {
    "Dimension \(dimension.value) of \(variety.ambientDimension) "
      + "(\(Wording.dimensionStatus(dimension))), seed \(dimension.evidence.seed)."
  }
}
