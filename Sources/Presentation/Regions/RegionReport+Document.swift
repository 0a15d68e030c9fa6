import ExactAlgebra
import Formulas
import Networks
import Regions

extension RegionReport {
  /// The regions in a document.
  ///
  /// - Parameters:
  ///   - entries: the first ones, in the order of their patterns.
  ///   - picture: what shows them, if there is something.
  func blocks(
    listing entries: [RegionEntry], picture: [DocumentBlock]
  ) -> [DocumentBlock] {
    let statement = MarkedText(RegionText(self, version: "").statement)
    var facts = [
      DocumentFact(
        "domain", MarkedText("\(domain.description.oneLine), of dimension \(dimension)")),
      DocumentFact("regions", MarkedText("\(count)" + (isComplete ? "" : " so far"))),
    ]
    if let range = statistics.facetCountRange, let mean = statistics.meanFacetCount {
      facts += [
        DocumentFact(
          "bounded", "\(statistics.boundedCount) of \(statistics.detailedCount)"),
        DocumentFact(
          "facets",
          "\(range.lowerBound) to \(range.upperBound), \(mean.decimal(digits: 2)) on average"),
      ]
    }
    var blocks: [DocumentBlock] = [
      .facts(facts), isComplete ? .paragraph(statement) : .notice(statement),
    ]
    if layerCounts.count > 1 { blocks.append(.table(layerTable)) }
    blocks += picture
    if !entries.isEmpty { blocks.append(.table(table(of: entries))) }
    return blocks
  }

  private var layerTable: DocumentTable {
    DocumentTable(
      caption: "Regions of the first hidden layers",
      columns: [.init("hidden layers"), .init("regions")],
      rows: layerCounts.enumerated().map { [.number($0 + 1), .number($1)] })
  }

  private func table(of entries: [RegionEntry]) -> DocumentTable {
    let hasFacets = entries.contains { $0.details?.facetCount != nil }
    let caption =
      entries.count == count && isComplete
      ? "All \(counted(count, "region"))" : "The first \(counted(entries.count, "region"))"
    let rounding = decimals.map {
      ", with a point inside, rounded to \(counted($0, "decimal"))"
    }
    return DocumentTable(
      caption: MarkedText(caption + (rounding ?? ", with a point inside")),
      columns: [.init("number"), .init("pattern", .left)]
        + (hasFacets ? [.init("facets"), .init("bounded", .left)] : [])
        + [.init("point inside", .left)],
      rows: entries.enumerated().map { index, entry in
        let details = entry.details
        return [.number(index + 1), .pattern(entry.pattern)]
          + (hasFacets
            ? [
              details?.facetCount.map { .number($0) } ?? "",
              .init(MarkedText(details?.isBounded.map { $0 ? "yes" : "no" } ?? "")),
            ] : [])
          + [.init(MarkedText(details?.interiorPoint.map(notation.text) ?? ""))]
      })
  }

  /// Where points lie, in a document.
  ///
  /// - Parameter rows: the largest number of rows.
  func pointBlocks(rows: Int) -> [DocumentBlock] {
    guard let survey else { return [] }
    let boundary = places.filter { $0.location.position == .boundary }
    var facts = [
      DocumentFact("points", "\(survey.locations.count)"),
      DocumentFact("inside of regions", "\(survey.count(.inside))"),
      DocumentFact("on boundaries", "\(survey.count(.boundary))"),
    ]
    if !outsidePoints.isEmpty {
      facts.append(DocumentFact("outside of the domain", "\(outsidePoints.count)"))
    }
    facts.append(DocumentFact("regions that contain points", "\(survey.entries.count)"))
    let entries = survey.entries.prefix(rows)
    var blocks: [DocumentBlock] = [.facts(facts)]
    if !isComplete {
      blocks.append(.notice("Not complete: a limit was reached. Points after that are missing."))
    }
    if !entries.isEmpty {
      let isWhole = entries.count == survey.entries.count
      blocks.append(
        .table(
          DocumentTable(
            caption: isWhole
              ? "Regions that contain points"
              : "The first \(entries.count) regions that contain points",
            columns: [.init("pattern", .left), .init("points")],
            rows: entries.map { [.pattern($0.pattern), .number($0.inside.count)] })))
    }
    blocks += boundary.prefix(rows).map { place in
      .paragraph(MarkedText("Point \(place.point) lies \(RegionText.text(place.location))."))
    }
    return blocks
  }
}
