public import Laboratory

/// The state of a sweep in a few lines.
public struct SweepStatusText: CustomStringConvertible {
  public let description: String

  /// The state of a store, with its summary.
  public init(of store: SweepStore, summary: SweepSummary) {
    var lines = [
      "\(store.title)",
      "\(summary.finished) of \(summary.total) instances finished",
    ]
    for verdict in Verdict.allCases {
      lines.append("  \(verdict.words): \(summary.count(of: verdict))")
    }
    var part: [Int] = []
    for group in summary.groups {
      if group.part != part {
        part = group.part
        lines.append(
          zip(part, store.definition.family.partNouns).map(counted).joined(separator: ", "))
      }
      lines.append(
        "  \(group.verdict.words), \(group.words): \(group.instances) "
          + "(standing for \(group.members))")
    }
    description = lines.joined(separator: "\n") + "\n"
  }
}
