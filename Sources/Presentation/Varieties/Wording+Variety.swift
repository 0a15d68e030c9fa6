import NetworkVarieties
import Networks

extension Wording {
  /// `Pattern variety of 4,3,3 with biases on 101, 011`.
  static func title(_ variety: ReLUVariety) -> String {
    let (kind, patterns) =
      switch variety {
      case .pattern(let variety):
        ("Pattern", variety.patterns.map(\.description).filter { !$0.isEmpty })
      case .output(let variety):
        (
          "Output",
          zip(variety.patterns, variety.pointsOfBlock).map { pattern, points in
            "\(pattern)\(pattern.layers.isEmpty ? "" : " ")(\(counted(points.count, "point")))"
          }
        )
      }
    return "\(kind) variety of \(widths(variety.architecture))"
      + (variety.architecture.hasBiases ? " with biases" : "")
      + (patterns.isEmpty ? "" : " on " + patterns.joined(separator: ", "))
  }

  /// How outputs were treated, in one sentence or two.
  static func treatment(_ variety: OutputVariety) -> String {
    let relations =
      variety.relationCount == 0
      ? "The points of each block are independent, so there are no linear relations. "
      : "The points imply \(counted(variety.relationCount, "linear relation")); "
        + "\(counted(variety.reducedDimension, "coordinate")) remain. "
    guard variety.reducedDimension > 0 else {
      return relations + "Without biases all outputs on these points are zero."
    }
    guard variety.blockCount > 1 else {
      return relations
        + "What remains is, by a linear change of coordinates, the pattern variety of "
        + "\(widths(variety.reducedVariety.architecture))."
    }
    guard variety.isPatternVariety else {
      return relations
        + "The points of some block span less than all points do, so the outputs are treated "
        + "directly."
    }
    return relations
      + "The points of every block span what all points span, so what remains is, by a linear "
      + "change of coordinates, the pattern variety of "
      + "\(widths(variety.reducedVariety.architecture))."
  }

  /// Which given blocks became one, in a sentence; `nil` where none did.
  static func merging(_ variety: ReLUVariety) -> String? {
    let blocks = variety.blockOfGiven
    guard blocks != Array(blocks.indices) else { return nil }
    let parts = blocks.enumerated().map { "\($0 + 1) is block \($1 + 1)" }
    return "Given blocks with equal patterns are one block: given block "
      + parts.joined(separator: ", ") + "."
  }
}
