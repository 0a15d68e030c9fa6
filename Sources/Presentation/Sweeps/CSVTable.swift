import Laboratory

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
    let definition = table.store.definition
    let titles =
      ["claim"] + definition.family.columns.names + [
        "orbit_size", "verdict", "scope", "explanation", "evidence", "seed", "primes", "version",
      ]
    try body(CSVLine.text(titles + (table.hasTimings ? ["seconds"] : [])))
    try table.store.forEachRecord { record in
      let (instance, finding) = (record.instance.instance, record.finding)
      let words = definition.claim.words(for: finding)
      try body(
        CSVLine.text(
          [definition.claim.name] + instance.cells + [
            "\(instance.memberCount)", finding.verdict.rawValue, words.scope,
            words.explanation, words.evidence, "\(finding.evidence.seed)",
            Self.list(finding.evidence.primes), record.version,
          ] + (table.hasTimings ? ["\(record.seconds)"] : [])))
    }
  }

  private func writeGroups(to body: (String) throws -> Void) throws {
    let nouns = table.store.definition.family.partNouns.map { "\($0)s".replacing(" ", with: "_") }
    try body(CSVLine.text(nouns + ["verdict", "outcome", "instances", "members"]))
    for group in try table.store.summary().groups {
      try body(
        CSVLine.text(
          group.part.map { "\($0)" } + [
            group.verdict.rawValue, group.words, "\(group.instances)", "\(group.members)",
          ]))
    }
  }

  private static func list(_ numbers: [some BinaryInteger]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }
}
