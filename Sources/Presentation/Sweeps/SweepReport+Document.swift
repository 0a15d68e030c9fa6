import Formulas
import Laboratory

extension SweepReport {
  /// The report as a document.
  ///
  /// - Parameter version: the version of the program.
  public func document(version: String) -> ReportDocument {
    ReportDocument(
      title: "Sweep of \(claim.name)",
      lead: [
        "A claim tested on a family: \(store.title). The store is \(code: store.path.oneLine)."
      ],
      sections: [summarySection, claimSection, resultSection] + refutationSection
        + [findingSection] + regionSection + [provenance(version: version)])
  }

  private var claim: any Claim { store.definition.claim }

  private var summarySection: DocumentSection {
    var blocks: [DocumentBlock] = [
      .facts(
        [
          DocumentFact(
            "instances finished",
            MarkedText([.strong("\(summary.finished)"), .words(" of \(summary.total)")]))
        ]
          + Verdict.allCases.map { DocumentFact($0.words, "\(summary.count(of: $0))") })
    ]
    let missing = summary.total - summary.finished
    if missing > 0 {
      blocks.append(
        .notice(
          MarkedText(
            "Not complete: \(counted(missing, "instance")) \(missing == 1 ? "is" : "are") missing.")
        ))
    }
    return DocumentSection(
      "Summary", anchor: "summary", blocks + [.command(commands.status)])
  }

  private var claimSection: DocumentSection {
    DocumentSection(
      "The claim", anchor: "claim",
      [
        .paragraph(claim.statement),
        .facts([
          DocumentFact("name", .code(claim.name)),
          DocumentFact("source", MarkedText(claim.source)),
          DocumentFact("tested on", MarkedText(store.definition.family.description)),
        ]),
      ])
  }

  private var resultSection: DocumentSection {
    let nouns = store.definition.family.partNouns
    let rows = summary.groups.map { group -> [DocumentTable.Cell] in
      group.part.map { .number($0) } + [
        .init(MarkedText(group.verdict.words)), .init(MarkedText(group.words)),
        .number(group.instances), .number(group.members),
      ]
    }
    let table = DocumentTable(
      caption: "Instances with the same result, and the members of the family that they stand for",
      columns: nouns.map { .init(MarkedText("\($0)s")) }
        + [
          .init("verdict", .left), .init("result", .wide), .init("instances"), .init("members"),
        ], rows: rows)
    return DocumentSection(
      "Results", anchor: "results",
      (rows.isEmpty ? [.paragraph("There is none so far.")] : [.table(table)])
        + [.command(commands.groups)])
  }

  private var refutationSection: [DocumentSection] {
    guard !refutations.isEmpty else { return [] }
    let count = summary.count(of: .refuted)
    let caption =
      refutations.count == count
      ? "All \(counted(count, "refutation"))"
      : "The first \(refutations.count) of \(count) refutations"
    return [
      DocumentSection(
        "Refutations", anchor: "refutations", [.table(table(of: refutations, caption: caption))])
    ]
  }

  private var findingSection: DocumentSection {
    let isWhole = findings.count == summary.finished
    let caption =
      isWhole
      ? "All \(counted(findings.count, "finding"))"
      : "The first \(findings.count) of \(summary.finished) findings"
    return DocumentSection(
      "Findings", anchor: "findings",
      (findings.isEmpty
        ? [.paragraph("There is none so far.")] : [.table(table(of: findings, caption: caption))])
        + [.command(commands.findings)])
  }

  private func table(of records: [SweepRecord], caption: String) -> DocumentTable {
    DocumentTable(
      caption: MarkedText(caption),
      columns: [
        .init("number"), .init("instance", .left), .init("members"), .init("verdict", .left),
        .init("scope", .left), .init("explanation", .wide),
      ],
      rows: records.map { record in
        let words = claim.words(for: record.finding)
        return [
          .number(record.instance.number), .init(.code("\(record.instance.instance)")),
          .number(record.instance.instance.memberCount),
          .init(MarkedText(record.finding.verdict.words)), .init(MarkedText(words.scope)),
          .init(MarkedText(words.explanation)),
        ]
      })
  }

  private var regionSection: [DocumentSection] {
    guard let regions else { return [] }
    return [
      DocumentSection(
        "Activation regions", anchor: "regions",
        regions.blocks(listing: [], picture: [])
          + (commands.regions.map { [.command($0)] } ?? []))
    ]
  }

  private func provenance(version: String) -> DocumentSection {
    .provenance(
      [
        DocumentFact("seed", "\(store.definition.seed)"),
        DocumentFact("found by", "reluvar \(store.version)"),
      ], version: version, again: commands.report)
  }
}
