import Foundation
import Laboratory

/// A table as one JSON document, an entry on a line.
struct JSONTable {
  let table: SweepTable

  private struct Head: Encodable {
    let sweep: SweepDefinition
    let statement: String
    let source: String
    let total: Int
    let version: String
  }

  func write(to body: (String) throws -> Void) throws {
    let name = table.rows == .instances ? "findings" : "groups"
    try body("{\"head\": \(try text(head)),\n\"\(name)\": [")
    var separator = "\n"
    try forEachEntry { entry in
      try body(separator + entry)
      separator = ",\n"
    }
    try body("\n]}\n")
  }

  /// The entries, each on a line, and then the head.
  func writeLines(to body: (String) throws -> Void) throws {
    try forEachEntry { try body($0 + "\n") }
    try body(try text(head) + "\n")
  }

  private var head: Head {
    let store = table.store
    let claim = store.definition.claim
    return Head(
      sweep: store.definition, statement: claim.statement.latex, source: claim.source,
      total: store.range.count, version: store.version)
  }

  private func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self)
  }

  /// Hands each entry to `body`, in the order of the table.
  private func forEachEntry(_ body: (String) throws -> Void) throws {
    let store = table.store
    switch table.rows {
    case .instances:
      try store.forEachRecord { record in
        try body(
          text(
            JSONEntry(
              entry: entry(record), evidence: record.finding.evidence,
              seconds: table.hasTimings ? record.seconds : nil)))
      }
    case .groups:
      let nouns = store.definition.family.partNouns.map(Self.name(ofNoun:))
      for group in try store.summary().groups { try body(text(Self.entry(group, nouns: nouns))) }
    }
  }

  /// The entry of a finding: what says which instance it is about, and the rest.
  private func entry(_ record: SweepRecord) -> [String: CodedValue] {
    let (instance, finding) = (record.instance.instance, record.finding)
    let claim = table.store.definition.claim
    let words = claim.words(for: finding)
    let rest: [String: CodedValue] = [
      "number": .number(record.instance.number), "claim": .text(claim.name),
      "orbitSize": .text("\(instance.memberCount)"), "verdict": .text(finding.verdict.rawValue),
      "scope": .text(words.scope), "explanation": .text(words.explanation),
      "finding": finding.detail ?? CodedValue(of: finding.outcome),
      "version": .text(record.version),
    ]
    guard case .record(let own) = CodedValue(of: instance) else { return rest }
    return own.merging(rest) { _, common in common }
  }

  private static func entry(_ group: SweepSummary.Group, nouns: [String]) -> CodedValue {
    .record(
      [
        "verdict": .text(group.verdict.rawValue), "outcome": .text(group.words),
        "instances": .number(group.instances), "members": .text("\(group.members)"),
      ].merging(zip(nouns, group.part.map(CodedValue.number))) { common, _ in common })
  }

  /// `hiddenLayers` for hidden layers.
  private static func name(ofNoun noun: String) -> String {
    let words = "\(noun)s".split(separator: " ")
    return String(words[0]) + words.dropFirst().map(\.capitalized).joined()
  }
}

/// An entry with what no `CodedValue` holds: numbers that may be large or have fractions.
private struct JSONEntry: Encodable {
  let entry: [String: CodedValue]
  let evidence: Evidence
  let seconds: Double?

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodedName.self)
    for (name, value) in entry { try container.encode(value, forKey: CodedName(name)) }
    try container.encode(evidence, forKey: CodedName("evidence"))
    try container.encodeIfPresent(seconds, forKey: CodedName("seconds"))
  }
}
