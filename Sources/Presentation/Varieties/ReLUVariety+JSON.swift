import NetworkVarieties

extension ReLUVariety {
  /// The keys that all reports on varieties share.
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "widths": architecture.widths, "bias": architecture.hasBiases,
      "blocks": patterns.map(\.description), "version": version,
    ]
    switch self {
    case .pattern:
      object["variety"] = "pattern"
    case .output(let output):
      object["variety"] = "output"
      object["pointsOfBlock"] = output.pointsOfBlock.map { $0.map { $0 + 1 } }
    }
    // For each given block the block that it is, from 1; where blocks were merged.
    if blockOfGiven != Array(blockOfGiven.indices) {
      object["blockOfGiven"] = blockOfGiven.map { $0 + 1 }
    }
    return object
  }
}
