import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

extension DerivationReport {
  /// The dimension, a table with a row for each degree, what is known of the ideal as a whole, and
  /// the generators.
  func writeText(version: String, to body: (String) throws -> Void) rethrows {
    let lines =
      derivation.dimension.textLines + [""] + degreeTable + [""] + findingLines
      + endLines(version: version)
    try body(lines.joined(separator: "\n") + "\n")
    try writeGenerators(to: body)
  }

  /// The largest number of irreducible representations in a row of the table.
  private static let largestSummandCount = 12

  private var degreeTable: [String] {
    let rows = DegreeRow.rows(of: derivation.ideal).map { row in
      let piece = row.last
      return [
        row.degrees, Wording.dimension(piece), "\(piece.minimalGeneratorCount)",
        Wording.status(piece.status),
        piece.representation.map { Wording.representation($0, atMost: Self.largestSummandCount) }
          ?? "",
      ]
    }
    return TextLayout.table(
      header: ["degree", "dim J_d", "new generators", "status", "as a representation"],
      rows: rows, leftAligned: [3, 4])
  }

  private var findingLines: [String] {
    var lines = TextLayout.wrapped(Wording.codimension(derivation))
    if statesCompleteness { lines += TextLayout.wrapped(Wording.statement(derivation)) }
    if derivation.ideal.isByTheorem {
      lines += TextLayout.wrapped(Wording.certificate(derivation.ideal))
    }
    if let hilbert = derivation.hilbert {
      lines += Wording.sentences(hilbert).flatMap { TextLayout.wrapped($0) }
    }
    lines += (originSentences() + [Wording.unwritten(derivation).joined(separator: " ")])
      .filter { !$0.isEmpty }.flatMap { TextLayout.wrapped($0) }
    if let tangent = derivation.tangentSpace {
      lines += [""] + Wording.sentences(tangent).flatMap { TextLayout.wrapped($0) } + [""]
    }
    return lines
  }

  private func endLines(version: String) -> [String] {
    let ideal = derivation.ideal
    let primes = ideal.primes.map(String.init).joined(separator: ", ")
    var lines = [
      (primes.isEmpty ? "Seed" : "Primes \(primes); seed")
        + " \(ideal.seed); reluvar \(version), FLINT \(FLINTVersion.loaded)"
    ]
    if let limit = ideal.limit { lines += TextLayout.wrapped("Stopped: \(limit).") }
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private func writeGenerators(to body: (String) throws -> Void) rethrows {
    switch selection {
    case .none: break
    case .all:
      for (index, generator) in derivation.ideal.generators.written.enumerated() {
        let title =
          (["g\(index + 1)", "degree \(generator.degree)"] + origin(generator.origin))
          .joined(separator: ", ") + ":"
        try body(Self.paragraph(title, generator.text))
      }
    case .highestWeight, .families:
      for (index, generator) in derivation.ideal.highestWeightGenerators.enumerated()
      where selection == .highestWeight || !generator.isMinor {
        let content = Wording.representation(generator.representation)
        let title =
          "h\(index + 1), degree \(generator.degree), highest weight vector of \(content), "
          + (["dimension \(generator.representation.dimension)"] + origin(generator.origin))
          .joined(separator: ", ") + ":"
        try body(Self.paragraph(title, generator.polynomial.description))
      }
    }
  }

  /// Where a generator comes from, if that is known.
  private func origin(_ origin: GeneratorOrigin?) -> [String] {
    Wording.origin(origin, among: derivation.comparedConstraints).map { [$0] } ?? []
  }

  private static func paragraph(_ title: String, _ polynomial: String) -> String {
    "\n\(title)\n\(TextLayout.filled(polynomial, indent: "  "))\n"
  }
}
