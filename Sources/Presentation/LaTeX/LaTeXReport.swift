import ExactAlgebra
import NetworkVarieties
import Networks
import Varieties

/// A report for LaTeX with amsmath, as a document or as a fragment to be read by `\input`.
struct LaTeXReport {
  private let report: Report
  private let version: String
  private let isFragment: Bool

  init(_ report: Report, isFragment: Bool, version: String) {
    self.report = report
    self.isFragment = isFragment
    self.version = version
  }

  var text: String {
    let provenance = "% written by reluvar \(version), FLINT \(FLINTVersion.loaded)"
    let lines =
      isFragment
      ? [provenance, "% needs \\usepackage{amsmath,amssymb}"] + body
      : [
        provenance,
        "\\documentclass{article}",
        "\\usepackage[margin=25mm]{geometry}",
        "\\usepackage{amsmath,amssymb}",
        "\\allowdisplaybreaks",
        "\\begin{document}",
      ] + body + ["\\end{document}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var variety: ReLUVariety { report.variety }

  private static func formula(_ matrix: RankConstraint.Matrix) -> String {
    "$\(LaTeX.matrix(matrix))$"
  }

  private var body: [String] {
    switch report {
    case .constraints(let report):
      setting + constraintLines(report.constraints)
        + [Wording.statement(report, matrix: Self.formula), ""]
    case .dimension(let report):
      setting + dimensionLines(report)
    case .derivation(let report):
      setting + dimensionLines(report.dimensionReport)
        + derivedConstraintLines(report) + idealLines(report)
    }
  }

  // MARK: the variety

  private var setting: [String] {
    let architecture = variety.architecture
    let patterns = LaTeX.list(variety.patterns.map(LaTeX.pattern))
    let biases = architecture.hasBiases ? " with biases" : ""
    let kind =
      switch variety {
      case .pattern: "Pattern"
      case .output: "Output"
      }
    return [
      "\\section*{\(kind) variety $\(LaTeX.variety(variety))$}",
      "\\begin{sloppypar}",
      "Architecture $(n_0,\\dots,n_{\(architecture.layerCount)}) = "
        + "(\(LaTeX.list(architecture.widths.map(String.init))))$\(biases), activation patterns "
        + "$\\mathbf A = (\(patterns))$; for each block "
        + "$i = 1,\\dots,\(variety.patterns.count)$",
    ] + (architecture.hasBiases ? biasedProduct : product) + coordinates + [
      "\\end{sloppypar}",
      "",
    ]
  }

  private var coordinates: [String] {
    let biases = variety.architecture.hasBiases
    switch variety {
    case .pattern:
      return [
        (Wording.merging(variety).map { $0 + " " } ?? "")
          + "The coordinates are the entries $m^{(i)}_{rc}$ of $M_i$"
          + (biases ? " and $c^{(i)}_r$ of $c_i$" : "")
          + "; the ideal of the variety is $\(LaTeX.ideal(of: variety))$."
      ]
    case .output(let output):
      let sizes = LaTeX.list(output.pointsOfBlock.map { "\($0.count)" })
      return [
        "The points are the columns of $X_i$, in numbers $(\(sizes))$. The coordinates are the "
          + "outputs $y_{rp}$, output $r$ on point $p$: the columns of "
          + "$Y_i = M_i X_i\(biases ? " + c_i \\mathbf 1^\\top" : "")$. The ideal of the "
          + "variety is $\(LaTeX.ideal(of: variety))$.",
        [Wording.merging(variety), Wording.treatment(output)].compactMap { $0 }
          .joined(separator: " "),
      ] + points(of: output)
    }
  }

  /// The points where they fit a line.
  private func points(of variety: OutputVariety) -> [String] {
    let texts = variety.points.map { $0.map(LaTeX.number) }
    let isShort = variety.points.joined().allSatisfy { $0.description.count <= 6 }
    guard isShort, variety.pointsOfBlock.allSatisfy({ $0.count <= 8 }) else { return [] }
    return variety.pointsOfBlock.enumerated().flatMap { block, points in
      let rows = (0..<variety.architecture.inputCount).map { input in
        points.map { texts[$0][input] }.joined(separator: " & ")
      }
      return [
        "\\[",
        "X_{\(block + 1)} = \\begin{bmatrix} \(rows.joined(separator: " \\\\ ")) \\end{bmatrix}",
        "\\]",
      ]
    }
  }

  private var product: [String] {
    let last = variety.architecture.layerCount
    let factors = stride(from: last, through: 1, by: -1).map { layer in
      layer == last ? "W_{\(layer)}" : "D_{\(layer)}^{(i)} W_{\(layer)}"
    }
    return LaTeX.display(product: factors, named: "M_i")
  }

  private var biasedProduct: [String] {
    let last = variety.architecture.layerCount
    let factors = stride(from: last, through: 1, by: -1).map { layer in
      layer == last
        ? "[\\, W_{\(layer)} \\mid b_{\(layer)} \\,]"
        : "\\begin{bmatrix} D_{\(layer)}^{(i)} W_{\(layer)} & D_{\(layer)}^{(i)} b_{\(layer)} "
          + "\\\\ 0 & 1 \\end{bmatrix}"
    }
    return LaTeX.display(product: factors, named: "[\\, M_i \\mid c_i \\,]")
  }

  // MARK: dimension

  private func dimensionLines(_ report: DimensionReport) -> [String] {
    let relation = report.dimension.isProved ? "=" : "\\ge"
    let evidence = report.dimension.evidence
    return [
      "\\paragraph{Dimension.} $\\dim \(LaTeX.variety(variety)) \(relation) "
        + "\(report.dimension.value)$ in a space of dimension $\(variety.ambientDimension)$ "
        + "(\(Wording.dimensionStatus(report.dimension))); expected dimension "
        + "\(Wording.expectation(report)). Jacobian rank "
        + "$\(evidence.rank)$ modulo the prime $\(evidence.prime)$, seed $\(evidence.seed)$.",
      "",
    ]
  }

  // MARK: rank constraints

  /// The constraints of a derivation, as far as they were found in its time.
  private func derivedConstraintLines(_ report: DerivationReport) -> [String] {
    constraintLines(report.constraints ?? RankConstraintList(of: variety))
  }

  private func constraintLines(_ constraints: RankConstraintList) -> [String] {
    var explanations = Explanations()
    let items = constraints.map { constraint in
      explanations.add(constraint)
      return "\\item $\\operatorname{rank} \(LaTeX.matrix(constraint.matrix)) \\le "
        + "\(constraint.rankAtMost)$: $\(constraint.minorCount)$ minors of size "
        + "$\(constraint.minorSize)$ of a $\(constraint.rowCount) \\times "
        + "\(constraint.columnCount)$ matrix (\(Wording.source(constraint.source)))."
    }
    let coverage = Wording.coverage(constraints.coverage, done: "listed")
    guard !items.isEmpty else {
      let nothing = coverage.isEmpty ? ["None beyond what the matrix sizes imply."] : coverage
      return ["\\paragraph{Rank constraints.} " + nothing.joined(separator: " "), ""]
    }
    return ["\\paragraph{Rank constraints.}"] + explanations.lines
      + ["\\begin{itemize}"] + items + ["\\end{itemize}"] + coverage + [""]
  }

  /// What stands beside the blocks in constraints on outputs.
  private struct Explanations {
    private var hasRelations = false
    private var isRestricted = false

    mutating func add(_ constraint: RankConstraint) {
      switch constraint.matrix {
      case .relations: hasRelations = true
      case .restricted: isRestricted = true
      case .blocks: break
      }
    }

    var lines: [String] {
      (hasRelations
        ? ["The columns of $K_i$ are the linear relations of the points of block $i$."] : [])
        + (isRestricted
          ? [
            "The columns of $T_d$ are a basis of the $d$-dimensional space of inputs on which the "
              + "points determine the matrix before it."
          ] : [])
    }
  }

  // MARK: the ideal

  private func idealLines(_ report: DerivationReport) -> [String] {
    let rows = report.ideal.pieces.map { piece in
      let content = piece.representation.map(LaTeX.representation) ?? ""
      return "\(piece.degree) & \(piece.dimension) & \(piece.minimalGeneratorCount) & "
        + "\(Wording.status(piece.status)) & \(content.isEmpty ? "" : "$\(content)$") \\\\"
    }
    return [
      "\\paragraph{The ideal, degree by degree.} " + Wording.certificate(report.ideal),
      "\\begin{center}",
      "\\begin{tabular}{rrrlp{0.42\\linewidth}}",
      "$d$ & $\\dim \(LaTeX.ideal(of: variety, inDegree: "d"))$ & new & status & as a representation \\\\",
      "\\hline",
    ] + rows + [
      "\\end{tabular}", "\\end{center}",
      Wording.codimension(report),
    ] + (report.statesCompleteness ? [Wording.statement(report, matrix: Self.formula)] : [])
      + report.originSentences(matrix: Self.formula)
      + (report.tangentSpace.map(Wording.sentences) ?? []) + [
        primes(report.ideal) + " $\(report.ideal.seed)$.",
        "",
      ] + generatorLines(report)
  }

  private func primes(_ ideal: GradedIdeal) -> String {
    let primes = ideal.primes.map { "$\($0)$" }.joined(separator: ", ")
    return primes.isEmpty ? "Seed" : "Primes \(primes); seed"
  }

  /// The generators that are minors, by the matrix that they come from.
  private func familyLines(_ report: DerivationReport) -> [String] {
    let items = report.originCounts.compactMap { entry -> String? in
      guard case .condition(let index) = entry.origin else {
        return entry.origin == .relation
          ? "\\item the $\(entry.count)$ linear relations of the points" : nil
      }
      let constraint = report.comparedConstraints[index]
      return "\\item the $\(constraint.condition.minorSize)$-minors of "
        + "$\(LaTeX.matrix(constraint.matrix))$: $\(entry.count)$ in degree $\(entry.degree)$"
    }
    guard !items.isEmpty else { return [] }
    return [
      "\\paragraph{Families of minimal generators.} Modulo what comes before them, degree by "
        + "degree:", "\\begin{itemize}",
    ] + items + ["\\end{itemize}"]
  }

  private func generatorLines(_ report: DerivationReport) -> [String] {
    let notation = LaTeX.notation(for: variety)
    let capacity = LaTeX.lineCapacity(isFragment: isFragment)
    switch report.selection {
    case .none:
      return []
    case .all:
      guard !report.ideal.generators.isEmpty else { return [] }
      return ["\\paragraph{Minimal generators.}"]
        + report.ideal.generators.enumerated().flatMap { index, generator in
          LaTeX.display(
            generator.polynomial, named: "g_{\(index + 1)}", notation: notation,
            lineCapacity: capacity)
        }
    case .highestWeight, .families:
      let isWhole = report.selection == .highestWeight
      let families = isWhole ? [] : familyLines(report)
      let vectors = report.ideal.highestWeightGenerators.enumerated().filter {
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
              generator.polynomial, named: "h_{\(index + 1)}", notation: notation,
              lineCapacity: capacity)
        }
    }
  }
}
