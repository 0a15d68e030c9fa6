import Certification
import ExactAlgebra
import Formulas
import NetworkVarieties
import Varieties

extension DerivationReport {
  /// As many terms as a document shows of all generators, and of one.
  private static let largestSum = (all: 6_000, one: 400)

  // MARK: the ideal

  /// The ideal, degree by degree, in a document.
  var idealBlocks: [DocumentBlock] {
    let ideal = derivation.ideal
    var blocks: [DocumentBlock] = ideal.pieces.isEmpty ? [] : [.table(degreeTable)]
    if let limit = ideal.limit {
      blocks.append(
        .notice(
          MarkedText(
            "Not complete: \(limit). "
              + (ideal.pieces.isEmpty
                ? "No degree is finished." : "The degrees above are finished."))))
    }
    if !ideal.pieces.isEmpty {
      blocks.append(.paragraph(MarkedText(Wording.certificate(ideal))))
      blocks.append(.paragraph(MarkedText(Wording.codimension(derivation))))
    }
    if statesCompleteness { blocks.append(.paragraph(completeness)) }
    let origins = MarkedText.sentences { originSentences(matrix: $0) }
    if !origins.isEmpty {
      blocks += [.paragraph("Where the new generators come from:"), .list(origins)]
    }
    blocks += MarkedText.sentences { Wording.unwritten(derivation, matrix: $0) }.map {
      .paragraph($0)
    }
    return blocks
  }

  /// Whether the generators are all, and why.
  var completeness: MarkedText { .sentence { Wording.statement(derivation, matrix: $0) } }

  private var degreeTable: DocumentTable {
    let degree = Formula.name("d")
    return DocumentTable(
      caption: "The ideal, degree by degree",
      columns: [
        .init("degree \(degree)"),
        .init(
          "\(Formula.row([.name("dim"), .symbol(.application), .ideal(of: variety, inDegree: "d")]))"
        ),
        .init("new generators"), .init("status", .left), .init("as a representation", .wide),
      ],
      rows: DegreeRow.rows(of: derivation.ideal).map { row in
        let piece = row.last
        return [
          .init(MarkedText(row.degrees), key: "\(row.first.degree)"),
          piece.dimension.map(DocumentTable.Cell.number) ?? .init("-"),
          .number(piece.minimalGeneratorCount),
          .init(MarkedText(Wording.status(piece.status))),
          .init(Self.summands(of: piece.representation)),
        ]
      })
  }

  /// A formula for each summand, so that the line may be broken between them.
  private static func summands(of content: RepresentationContent?) -> MarkedText {
    let parts = (content?.summands ?? []).map { summand, multiplicity in
      MarkedText(
        multiplicity > 1
          ? [.number(multiplicity), .symbol(.narrowTimes), .representation(summand)]
          : .representation(summand))
    }
    return .joined(parts, by: " + ")
  }

  // MARK: degree and Hilbert series

  /// Degree, Hilbert series and Hilbert polynomial; empty for linear spaces, and where they are not known.
  var hilbertBlocks: [DocumentBlock] {
    guard let hilbert = derivation.hilbert, !hilbert.degree.isOne else { return [] }
    let source = Wording.source(hilbert.source).map { DocumentBlock.paragraph(MarkedText($0)) }
    let degree: [DocumentBlock] = [
      .paragraph("The degree of the variety is \(MarkedText(.number(hilbert.degree))).")
    ]
    guard let series = hilbert.series, Wording.isShort(series) else { return degree + source }
    let numerator: Formula = [.name("N"), .fenced(.name("t"), .round)]
    let quotient: Formula = [
      numerator, .symbol(.slash),
      .raised(.fenced([1, .symbol(.minus), .name("t")], .round), .number(series.dimension)),
    ]
    let start: Formula = [.name("k"), .symbol(.atLeast), .number(series.polynomialStart)]
    return degree + [
      .paragraph("Its Hilbert series is \(quotient) with the numerator"),
      .equation(
        DocumentEquation(
          anchor: "numerator", name: numerator, terms: Formula.numeratorTerms(series), width: 1.5)),
      .paragraph("and its Hilbert polynomial, for \(start), is"),
      .equation(
        DocumentEquation(
          anchor: "hilbert-polynomial",
          name: [.name("P"), .fenced(.name("k"), .round)],
          terms: Formula.polynomialTerms(series), width: 4)),
    ] + source
  }

  // MARK: generators

  /// The generators in a document, as far as they are not too long.
  var generatorBlocks: [DocumentBlock] {
    let ideal = derivation.ideal
    switch selection {
    case .none: return []
    case .all:
      guard !ideal.generators.isEmpty else {
        return [
          .paragraph(ideal.unwritten.isEmpty ? "There is none." : "None of them is written out.")
        ]
      }
      return equations(
        ideal.generators.enumerated().lazy.map { index, generator in
          ("g", index + 1, generator.polynomial, self.remark(on: generator))
        })
    case .highestWeight, .families:
      return [
        .paragraph(
          "One highest weight vector of each irreducible representation is shown; linear changes of inputs and "
            + "outputs give the others.")
      ]
        + equations(
          ideal.highestWeightGenerators.enumerated().lazy.filter {
            selection == .highestWeight || !$0.element.isMinor
          }.map { index, generator in
            ("h", index + 1, generator.polynomial, self.remark(on: generator))
          })
    }
  }

  private func equations(
    _ generators: some Sequence<(name: String, number: Int, Polynomial, MarkedText)>
  ) -> [DocumentBlock] {
    var blocks: [DocumentBlock] = []
    var termCount = 0
    var hiddenCount = 0
    var lastRemark: MarkedText?
    for (name, number, polynomial, remark) in generators {
      guard termCount < Self.largestSum.all else {
        hiddenCount += 1
        continue
      }
      let terms = Formula.terms(of: polynomial, on: variety)
      let shown = Array(terms.prefix(Self.largestSum.one))
      termCount += shown.count
      blocks.append(
        .equation(
          DocumentEquation(
            anchor: "\(name)\(number)", name: .letter(name, number),
            remark: remark == lastRemark ? "" : remark, terms: shown,
            hiddenCount: terms.count - shown.count)))
      lastRemark = remark
    }
    if hiddenCount > 0 {
      blocks.append(
        .paragraph(
          MarkedText(
            "\(counted(hiddenCount, "more polynomial")) \(hiddenCount == 1 ? "is" : "are") left out here; the "
              + "command writes all.")))
    }
    return blocks
  }

  private func remark(on generator: Generator) -> MarkedText {
    origin("Degree \(generator.degree)", generator.origin)
  }

  private func remark(on generator: HighestWeightGenerator) -> MarkedText {
    let representation = Formula.representation(generator.representation)
    return "Highest weight vector of \(representation), dimension "
      + "\(generator.representation.dimension.description), "
      + origin("degree \(generator.degree)", generator.origin)
  }

  private func origin(_ words: String, _ origin: GeneratorOrigin?) -> MarkedText {
    .sentence { matrix in
      ([words]
        + [
          Wording.origin(origin, among: derivation.comparedConstraints, matrix: matrix)
        ].compactMap { $0 }).joined(separator: ", ") + ":"
    }
  }
}
