import Foundation

/// A table as one JSON document, an entry on a line.
struct JSONTable {
  let table: SweepTable

  private struct Entry: Encodable {
    let number: Int
    let claim: String
    let widths: [Int]
    let bias: Bool
    let blocks: [String]
    let orbitSize: String
    let verdict: String
    let scope: String
    let explanation: String
    let finding: Verdict
    let evidence: Evidence
    let version: String
    let seconds: Double?
  }

  private struct Group: Encodable {
    let hiddenLayers: Int
    let blocks: Int
    let verdict: String
    let outcome: String
    let instances: Int
    let members: String
  }

  private struct Head: Encodable {
    let sweep: SweepDefinition
    let statement: String
    let source: String
    let total: Int
    let version: String
  }

  func write(to body: (String) throws -> Void) throws {
    let store = table.store
    let claim = store.definition.claim.claim
    let head = Head(
      sweep: store.definition, statement: claim.statement, source: claim.source,
      total: store.range.count, version: store.version)
    let name = table.rows == .instances ? "findings" : "groups"
    let encoder = JSONEncoder.canonical
    func text(_ value: some Encodable) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    try body("{\"head\": \(try text(head)),\n\"\(name)\": [")
    var separator = "\n"
    func add(_ entry: some Encodable) throws {
      try body(separator + text(entry))
      separator = ",\n"
    }
    switch table.rows {
    case .instances: try store.forEachRecord { try add(entry($0)) }
    case .groups: for group in try store.summary().groups { try add(Self.entry(group)) }
    }
    try body("\n]}\n")
  }

  private func entry(_ record: SweepRecord) -> Entry {
    let (instance, finding) = (record.instance.instance, record.finding)
    return Entry(
      number: record.instance.number, claim: table.store.definition.claim.rawValue,
      widths: instance.architecture.widths, bias: instance.architecture.hasBiases,
      blocks: instance.patterns.map(\.description), orbitSize: "\(instance.orbitSize)",
      verdict: finding.verdict.kind.rawValue, scope: finding.scope,
      explanation: finding.explanation, finding: finding.verdict, evidence: finding.evidence,
      version: record.version, seconds: table.hasTimings ? record.seconds : nil)
  }

  private static func entry(_ group: SweepSummary.Group) -> Group {
    Group(
      hiddenLayers: group.hiddenLayers, blocks: group.blocks, verdict: group.verdict.rawValue,
      outcome: group.outcome, instances: group.instances, members: "\(group.members)")
  }

}
