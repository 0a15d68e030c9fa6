import ExactAlgebra
import Formulas
import NetworkVarieties
import Varieties

extension ProblemReport {
  /// The report as a document.
  ///
  /// - Parameter version: the version of the program.
  public func document(version: String) -> ReportDocument {
    ReportDocument(
      title: title,
      lead: [
        "Equations of the maps that a ReLU network realizes on given activation patterns, of \(code: problem.file.oneLine)."
      ],
      sections: [summary, variety.definition, dimensionSection, constraintSection, idealSection]
        + hilbertSection + equationSection + [provenance(version: version)])
  }

  /// What the report is about; without patterns that are too long for a title.
  private var title: String {
    let title = Wording.title(variety)
    guard title.count > Self.longestTitle else { return title }
    return String(title.split(separator: " on ")[0])
      + " on \(counted(variety.patterns.count, "pattern"))"
  }

  private static let longestTitle = 80

  private var summary: DocumentSection {
    var facts: [DocumentFact] = []
    if let found = dimension.value?.found {
      facts.append(
        DocumentFact(
          "dimension",
          MarkedText([
            .strong("\(found.dimension.value)"),
            .words(
              " of \(variety.ambientDimension), "
                + (found.dimension.isProved ? "proved" : "a lower bound, proved")),
          ])))
      facts.append(DocumentFact("codimension", MarkedText("\(found.codimension)")))
    }
    if let list = constraints.value?.constraints {
      facts.append(DocumentFact("rank constraints", "\(Array(list).count)"))
    }
    if let report = derivation.value {
      let ideal = report.derivation.ideal
      facts.append(
        DocumentFact(
          "minimal generators",
          MarkedText(
            ideal.pieces.filter { !$0.minimalGeneratorCount.isZero }.map {
              "\($0.minimalGeneratorCount) of degree \($0.degree)"
            }.joined(separator: ", ").orNone + ", up to degree \(ideal.maximumDegree)")))
      facts.append(
        DocumentFact(
          "all of them?",
          report.derivation.completeness.isComplete
            ? "yes, proved" : "open beyond degree \(ideal.maximumDegree)"))
      if let hilbert = report.derivation.hilbert {
        facts.append(DocumentFact("degree of the variety", "\(hilbert.degree.description)"))
      }
    }
    let blocks: [DocumentBlock] = facts.isEmpty ? [] : [.facts(facts)]
    return DocumentSection(
      "Summary", anchor: "summary", blocks + (isComplete ? [] : [.limitNotice]))
  }

  private var dimensionSection: DocumentSection {
    DocumentSection(
      "Dimension", anchor: "dimension",
      (dimension.notice(on: "the dimension").map { [$0] } ?? dimension.value?.blocks ?? [])
        + [.command(commands.dimension)])
  }

  private var constraintSection: DocumentSection {
    DocumentSection(
      "Rank constraints", anchor: "constraints",
      (constraints.notice(on: "rank constraints").map { [$0] } ?? constraints.value?.blocks ?? [])
        + [.command(commands.constraints)])
  }

  private var idealSection: DocumentSection {
    DocumentSection(
      "The ideal", anchor: "ideal",
      (derivation.notice(on: "the ideal").map { [$0] } ?? derivation.value?.idealBlocks ?? [])
        + [.command(commands.derivation)])
  }

  private var hilbertSection: [DocumentSection] {
    let blocks = derivation.value?.hilbertBlocks ?? []
    return blocks.isEmpty
      ? [] : [DocumentSection("Degree and Hilbert series", anchor: "hilbert", blocks)]
  }

  private var equationSection: [DocumentSection] {
    let blocks = derivation.value?.generatorBlocks ?? []
    return blocks.isEmpty ? [] : [DocumentSection("Equations", anchor: "equations", blocks)]
  }

  private func provenance(version: String) -> DocumentSection {
    let seed =
      derivation.value?.derivation.ideal.seed ?? dimension.value?.found.dimension.evidence.seed
    let primes = derivation.value?.derivation.ideal.primes.map(String.init) ?? []
    return .provenance(
      (seed.map { [DocumentFact("seed", MarkedText("\($0)"))] } ?? [])
        + (primes.isEmpty
          ? []
          : [
            DocumentFact(
              primes.count == 1 ? "prime" : "primes", MarkedText(primes.joined(separator: ", ")))
          ]),
      version: version, again: commands.report)
  }
}

extension String {
  /// The text, or that there is nothing.
  fileprivate var orNone: String { isEmpty ? "none" : self }
}
