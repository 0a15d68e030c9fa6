import ExactAlgebra
import Formulas
import Interchange
import Networks
import Regions

extension NetworkReport {
  /// The report as a document.
  ///
  /// - Parameter version: the version of the program.
  public func document(version: String) -> ReportDocument {
    let widths = Wording.widths(reading.network.architecture)
    return ReportDocument(
      title: "Network \(widths)",
      lead: [
        "A ReLU network with given weights, \(code: reading.file.oneLine): its activation regions on \(domain.description.oneLine)"
          + (law == nil ? "" : ", its law under a random input")
          + (property == nil ? "." : ", and whether it has a property.")
      ],
      sections: [summary, shape, regionSection]
        + [pointSection, lawSection, propertySection].compactMap { $0 }
        + [
          .provenance(
            [DocumentFact("seed", "\(seed)")], version: version, again: commands.report)
        ])
  }

  private var summary: DocumentSection {
    var facts: [DocumentFact] = []
    if let report = regions.value?.report {
      facts.append(
        DocumentFact(
          "activation regions",
          MarkedText([
            .strong("\(report.count)"),
            .words(report.isComplete ? ", complete and exact" : " so far, others are missing"),
          ])))
    }
    if let survey = points?.value?.survey {
      facts.append(DocumentFact("points", "\(survey.locations.count)"))
    }
    if let law = law?.value?.law {
      facts.append(DocumentFact("patterns with a probability", "\(law.patterns.count)"))
      facts.append(DocumentFact("entropy of the pattern", "\(law.entropy.digits) nats"))
    }
    if let property = property?.value {
      facts.append(
        DocumentFact("property", MarkedText([.strong(property.decision.verdict.code)])))
    }
    let blocks: [DocumentBlock] = facts.isEmpty ? [] : [.facts(facts)]
    return DocumentSection(
      "Summary", anchor: "summary", blocks + (isComplete ? [] : [.limitNotice]))
  }

  // MARK: the network

  private var shape: DocumentSection {
    let network = reading.network
    let layers = DocumentTable(
      caption: "Layers",
      columns: [
        .init("layer"), .init("name", .left), .init("inputs"), .init("outputs"),
        .init("activation", .left), .init("weights and biases"),
      ],
      rows: reading.layers.enumerated().map { index, layer in
        let isLast = index == reading.layers.count - 1
        let hasBiases = network.layers[index].biases != nil
        return [
          .number(index + 1),
          .init(layer.name.map { .code($0.excerpt) } ?? "-"), .number(layer.inputs),
          .number(layer.outputs), .init(MarkedText(isLast ? "none" : "\(network.activation)")),
          .number(layer.outputs * (layer.inputs + (hasBiases ? 1 : 0))),
        ]
      })
    let facts = [
      DocumentFact("file", .code(reading.file.oneLine)),
      DocumentFact("format", MarkedText(Wording.format(reading.format))),
      DocumentFact("widths", MarkedText(Wording.widths(network.architecture))),
      DocumentFact("hidden neurons", "\(network.layers.dropLast().flatMap(\.weights).count)"),
      DocumentFact("digest of the weights", .code(digest.text)),
    ]
    let remarks = reading.remarks.map { remark in
      MarkedText((remark.isAssumption ? "Assumed: " : "Note: ") + Wording.text(remark) + ".")
    }
    return DocumentSection(
      "The network", anchor: "network",
      [.facts(facts), .table(layers)] + (remarks.isEmpty ? [] : [.list(remarks)]))
  }

  // MARK: parts

  private var regionSection: DocumentSection {
    let blocks =
      regions.notice(on: "the regions").map { [$0] + pictureBlocks }
      ?? regions.value.map { $0.report.blocks(listing: $0.entries, picture: pictureBlocks) }
    return DocumentSection(
      "Activation regions", anchor: "regions", (blocks ?? []) + [.command(commands.regions)])
  }

  private var pictureBlocks: [DocumentBlock] {
    guard let picture else { return [] }
    if let notice = picture.notice(on: "the picture") { return [notice] }
    return picture.value.map { [.picture($0)] + (commands.picture.map { [.command($0)] } ?? []) }
      ?? []
  }

  private var pointSection: DocumentSection? {
    guard let points else { return nil }
    return DocumentSection(
      "Points", anchor: "points",
      (points.notice(on: "the points").map { [$0] } ?? points.value?.pointBlocks(rows: rowCount)
        ?? []) + (commands.points.map { [.command($0)] } ?? []))
  }

  private var lawSection: DocumentSection? {
    guard let law else { return nil }
    return DocumentSection(
      "Law", anchor: "law",
      (law.notice(on: "the law").map { [$0] }
        ?? law.value.map { $0.blocks(rows: rowCount, picture: lawPicture) } ?? [])
        + (commands.law.map { [.command($0)] } ?? []))
  }

  private var propertySection: DocumentSection? {
    guard let property else { return nil }
    return DocumentSection(
      "Property", anchor: "property",
      (property.notice(on: "the property").map { [$0] } ?? property.value?.blocks ?? [])
        + (commands.property.map { [.command($0)] } ?? []))
  }
}
