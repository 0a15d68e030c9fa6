import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

extension DerivationReport {
  func latexLines(isFragment: Bool) -> [String] {
    derivation.dimension.latexLines + (constraints.map(LaTeX.paragraph) ?? []) + idealLines
      + generatorLines(lineCapacity: LaTeX.lineCapacity(isFragment: isFragment))
  }

  private var idealLines: [String] {
    let ideal = derivation.ideal
    let rows = DegreeRow.rows(of: ideal).map { row in
      let piece = row.last
      let content = piece.representation.map(LaTeX.representation) ?? ""
      return "\(row.degrees) & \(Wording.dimension(piece)) & \(piece.minimalGeneratorCount) & "
        + "\(Wording.status(piece.status)) & \(content.isEmpty ? "" : "$\(content)$") \\\\"
    }
    return [
      "\\paragraph{The ideal, degree by degree.} " + Wording.certificate(ideal),
      "\\begin{center}",
      "\\begin{tabular}{rrrlp{0.42\\linewidth}}",
      "$d$ & $\\dim \(LaTeX.ideal(of: variety, inDegree: "d"))$ & new & status & as a representation \\\\",
      "\\hline",
    ] + rows + ["\\end{tabular}", "\\end{center}"] + findingLines + ["\(seed).", ""]
      + (derivation.hilbert.map(LaTeX.paragraph) ?? [])
  }

  private var findingLines: [String] {
    [Wording.codimension(derivation)]
      + (statesCompleteness ? [Wording.statement(derivation, matrix: LaTeX.formula)] : [])
      + originSentences(matrix: LaTeX.formula)
      + Wording.unwritten(derivation, matrix: LaTeX.formula)
      + (derivation.tangentSpace.map(Wording.sentences) ?? [])
  }

  private var seed: String {
    let primes = derivation.ideal.primes.map { "$\($0)$" }.joined(separator: ", ")
    return (primes.isEmpty ? "Seed" : "Primes \(primes); seed") + " $\(derivation.ideal.seed)$"
  }

  /// The generators that are minors, by the matrix that they come from.
  private var familyLines: [String] {
    let items = derivation.ideal.originCounts.compactMap { entry -> String? in
      guard case .condition(let index) = entry.origin else {
        return entry.origin == .relation
          ? "\\item the $\(entry.count)$ linear relations of the points" : nil
      }
      let constraint = derivation.comparedConstraints[index]
      return "\\item the $\(constraint.condition.minorSize)$-minors of "
        + "$\(LaTeX.matrix(constraint.matrix))$: $\(entry.count)$ in degree $\(entry.degree)$"
    }
    guard !items.isEmpty else { return [] }
    return [
      "\\paragraph{Families of minimal generators.} Modulo what comes before them, degree by "
        + "degree:", "\\begin{itemize}",
    ] + items + ["\\end{itemize}"]
  }

  private func generatorLines(lineCapacity: Double) -> [String] {
    let ideal = derivation.ideal
    switch selection {
    case .none:
      return []
    case .all:
      guard !ideal.generators.isEmpty else { return [] }
      return ["\\paragraph{Minimal generators.}"]
        + ideal.generators.enumerated().flatMap { index, generator in
          LaTeX.display(
            generator.polynomial, on: variety, named: "g_{\(index + 1)}",
            lineCapacity: lineCapacity)
        }
    case .highestWeight, .families:
      let isWhole = selection == .highestWeight
      let families = isWhole ? [] : familyLines
      let vectors = ideal.highestWeightGenerators.enumerated().filter {
        isWhole || !$0.element.isMinor
      }
      guard !vectors.isEmpty else { return families }
      return families
        + [
          "\\paragraph{Highest weight vectors of \(families.isEmpty ? "the" : "the other") "
            + "minimal generators.}"
        ]
        + vectors.flatMap { index, generator in
          ["$h_{\(index + 1)} \\in \(LaTeX.representation(generator.representation))$:"]
            + LaTeX.display(
              generator.polynomial, on: variety, named: "h_{\(index + 1)}",
              lineCapacity: lineCapacity)
        }
    }
  }
}
