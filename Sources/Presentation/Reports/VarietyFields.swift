import NetworkVarieties

/// The keys that all reports share.
struct VarietyFields: Encodable {
  let widths: [Int]
  let bias: Bool
  let blocks: [String]
  let variety: String
  let pointsOfBlock: [[Int]]?
  /// For each given block the block that it is, from 1; where blocks were merged.
  let blockOfGiven: [Int]?
  let version: String

  init(_ variety: ReLUVariety, _ version: String) {
    widths = variety.architecture.widths
    bias = variety.architecture.hasBiases
    blocks = variety.patterns.map(\.description)
    switch variety {
    case .pattern:
      self.variety = "pattern"
      pointsOfBlock = nil
    case .output(let output):
      self.variety = "output"
      pointsOfBlock = output.pointsOfBlock.map { $0.map { $0 + 1 } }
    }
    let given = variety.blockOfGiven
    blockOfGiven = given == Array(given.indices) ? nil : given.map { $0 + 1 }
    self.version = version
  }
}
