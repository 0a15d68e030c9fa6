import Enclosures
import ExactAlgebra
import Formulas
import Networks
import RandomNetworks

extension LawReport {
  /// The law in a document.
  ///
  /// - Parameters:
  ///   - rows: the largest number of rows of a table.
  ///   - picture: the law as a picture, if there is one.
  func blocks(rows: Int, picture: DocumentPicture?) -> [DocumentBlock] {
    let entropy = law.entropy
    var facts = [
      DocumentFact("input", MarkedText("\(input)".oneLine)),
      DocumentFact("patterns", MarkedText(patternCountText)),
      DocumentFact("mass", MarkedText("\(law.mass.digits) (\(law.mass.status))")),
    ]
    if !law.isComplete {
      facts.append(
        DocumentFact("mass not listed", MarkedText(law.remainingMass.upperBoundText)))
    }
    facts.append(
      DocumentFact(
        "entropy",
        MarkedText("\(entropy.digits) nats, \(entropy.inBits.digits) bits (\(entropy.status))")))
    let words = MarkedText(statement)
    var blocks: [DocumentBlock] = [
      .facts(facts), law.end == .limitReached ? .notice(words) : .paragraph(words),
    ]
    if let picture { blocks.append(.picture(picture)) }
    let patterns = law.patterns.prefix(rows)
    if !patterns.isEmpty {
      blocks.append(
        .table(
          Self.table(
            patterns.count == law.patterns.count
              ? "All patterns, most probable first"
              : "The \(patterns.count) most probable patterns of \(law.patterns.count)",
            titles: ["pattern", "probability"],
            patterns.map { (.pattern($0.pattern), $0.probability) })))
    }
    if law.layers.count > 1 { blocks.append(.table(layerTable)) }
    return blocks + outputBlocks(rows: rows)
  }

  private var layerTable: DocumentTable {
    DocumentTable(
      caption: "Patterns of the first hidden layers, and their entropy in nats",
      columns: [
        .init("hidden layers"), .init("patterns"), .init("entropy"), .init("status", .left),
      ],
      rows: law.layers.map { layer in
        [
          .number(layer.layerCount), .number(layer.patterns.count), .reported(layer.entropy),
          .init(MarkedText(layer.entropy.status)),
        ]
      })
  }

  private func outputBlocks(rows: Int) -> [DocumentBlock] {
    var blocks: [DocumentBlock] = []
    if let moments = law.outputMoments {
      let means = moments.mean.enumerated().map { index, mean in
        (DocumentTable.Cell(MarkedText("mean of ") + MarkedText(.letter("f", index + 1))), mean)
      }
      let covariances = moments.covariance.enumerated().flatMap { row, entries in
        entries.enumerated().filter { $0.offset >= row }.map { column, entry in
          (
            row == column
              ? DocumentTable.Cell("variance of \(MarkedText(.letter("f", row + 1)))" as MarkedText)
              : .init(
                "covariance of \(MarkedText(.letter("f", row + 1))), \(MarkedText(.letter("f", column + 1)))"
              ),
            entry
          )
        }
      }
      blocks.append(
        .table(
          Self.table(
            law.hasWholeMoments
              ? "Moments of the output"
              : "Moments of the output, given the patterns that are listed",
            titles: ["moment", "value"], means + covariances)))
    }
    let atoms = (0..<law.network.architecture.outputCount).flatMap { output in
      law.atoms(of: output).map { atom in
        (
          DocumentTable.Cell(
            MarkedText([.letter("f", output + 1), .symbol(.equals), .number(atom.value)])),
          atom.probability
        )
      }
    }
    if !atoms.isEmpty {
      blocks.append(
        .table(
          Self.table(
            "Values that an output takes with a probability of their own",
            titles: ["value", "probability"], Array(atoms.prefix(rows)))))
    }
    return blocks
  }

  /// Numbers with what they are worth.
  private static func table(
    _ caption: String, titles: [MarkedText], _ rows: [(DocumentTable.Cell, ReportedNumber)]
  ) -> DocumentTable {
    let hasBounds = rows.contains { $0.1.decimals.bounds != nil && $0.1.status != "exact" }
    return DocumentTable(
      caption: MarkedText(caption),
      columns: [.init(titles[0], .left), .init(titles[1], .left)]
        + (hasBounds ? [.init("at least", .left), .init("at most", .left)] : []) + [
          .init("status", .left)
        ],
      rows: rows.map { name, number in
        let bounds = number.decimals.bounds
        return [name, .reported(number)]
          + (hasBounds
            ? [.bound(bounds?.lower), .bound(bounds?.upper)] : [])
          + [.init(MarkedText(number.status))]
      })
  }
}

extension DocumentTable.Cell {
  /// A number of which something is known.
  static func reported(_ number: ReportedNumber) -> DocumentTable.Cell {
    .init(MarkedText(number.digits), key: number.decimals.value)
  }

  /// A bound; nothing where there is none.
  fileprivate static func bound(_ text: String?) -> DocumentTable.Cell {
    text.map { .init(MarkedText($0), key: $0) } ?? ""
  }
}
