import ExactAlgebra
import NetworkVarieties
import Varieties

extension DimensionReport {
  func writeMembers(
    by writer: inout JSONObjectWriter, version: String, to body: (String) throws -> Void
  ) rethrows {
    try writer.add(found.object(version: version), to: body)
  }
}

extension VarietyDimension {
  /// The keys of a dimension and of its variety.
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "parameterCount": variety.architecture.parameterCount,
      "liveParameterCount": variety.patternMap.parameterCount,
      "liveHiddenNeurons": variety.liveNetwork.liveHiddenNeuronCount,
      "ambientDimension": variety.ambientDimension,
    ]
    object["dimension"] = dimension.value
    object["dimensionStatus"] = dimension.isProved ? "proved" : "lowerBound"
    object["expectedDimension"] = variety.expectedDimension
    object["defect"] = defect
    object["evidence"] = dimension.evidenceObject
    object["dimensionLimit"] = end.map(Wording.end)
    if case .output = variety { object["relations"] = relations }
    return variety.object(version: version) + object
  }

  /// What the points force, and what is expected beyond that.
  private var relations: JSONObject {
    [
      "count": variety.relationCount, "remainingCoordinates": variety.remainingDimension,
      "expectedDimension": variety.expectedRemainingDimension, "defect": remainingDefect,
    ]
  }
}

extension Dimension {
  /// What the number rests on.
  fileprivate var evidenceObject: JSONObject {
    var object: JSONObject = [
      "primes": [evidence.prime], "seed": evidence.seed, "jacobianRank": evidence.rank,
      "jacobianRows": evidence.rowCount, "jacobianColumns": evidence.columnCount,
      "flint": FLINTVersion.loaded,
    ]
    if case .proved(_, let bound, _) = self { object["upperBound"] = Wording.bound(bound) }
    return object
  }
}
