/// A table as comma separated values.
struct CSVTable {
  let table: SweepTable

  func write(to body: (String) throws -> Void) throws {
    switch table.rows {
    case .instances: try writeInstances(to: body)
    case .groups: try writeGroups(to: body)
    }
  }

  private func writeInstances(to body: (String) throws -> Void) throws {
    let titles = [
      "claim", "widths", "bias", "blocks", "orbit_size", "verdict", "scope", "explanation",
      "evidence", "seed", "primes", "version",
    ]
    try body(Self.line(titles + (table.hasTimings ? ["seconds"] : [])))
    let claim = table.store.definition.claim.rawValue
    try table.store.forEachRecord { record in
      let (instance, finding) = (record.instance.instance, record.finding)
      try body(
        Self.line(
          [
            claim, Self.list(instance.architecture.widths),
            "\(instance.architecture.hasBiases)",
            instance.patterns.map(\.description).joined(separator: " "),
            "\(instance.orbitSize)", finding.verdict.kind.rawValue, finding.scope,
            finding.explanation, finding.evidence.summary, "\(finding.evidence.seed)",
            Self.list(finding.evidence.primes), record.version,
          ] + (table.hasTimings ? ["\(record.seconds)"] : [])))
    }
  }

  private func writeGroups(to body: (String) throws -> Void) throws {
    try body(
      Self.line(["hidden_layers", "blocks", "verdict", "outcome", "instances", "members"]))
    for group in try table.store.summary().groups {
      try body(
        Self.line([
          "\(group.hiddenLayers)", "\(group.blocks)", group.verdict.rawValue, group.outcome,
          "\(group.instances)", "\(group.members)",
        ]))
    }
  }

  private static func list(_ numbers: [some BinaryInteger]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }

  private static func line(_ fields: [String]) -> String {
    fields.map { field in
      field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }.joined(separator: ",") + "\n"
  }
}
