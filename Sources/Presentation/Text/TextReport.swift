import ExactAlgebra
import Varieties

/// A summary of a report for people, in lines of at most about a hundred characters.
struct TextReport {
  private let report: Report
  private let version: String
  private static let lineWidth = 96

  init(_ report: Report, version: String) {
    self.report = report
    self.version = version
  }

  /// Hands the text to `body` in pieces.
  func write(to body: (String) throws -> Void) rethrows {
    if case .constraints(let report) = report {
      try body(heading.joined(separator: "\n") + "\n")
      return try writeConstraints(of: report, to: body)
    }
    let lines: [String] =
      switch report {
      case .constraints: []
      case .dimension(let report): dimensionLines(report)
      case .derivation(let report): derivationLines(report)
      }
    try body((heading + lines).joined(separator: "\n") + "\n")
    if case .derivation(let report) = report { try writeGenerators(of: report, to: body) }
  }

  private var heading: [String] {
    let title =
      [Wording.title(report.variety)]
      + (Wording.merging(report.variety).map { Self.wrapped($0) } ?? [])
    guard case .output(let variety) = report.variety else { return title }
    return title + Self.wrapped(Wording.treatment(variety))
  }

  // MARK: constraints

  /// The columns are as wide as the first rows need, and names that are longer than that stand out.
  private func writeConstraints(
    of report: ConstraintReport, to body: (String) throws -> Void
  ) rethrows {
    let header = ["matrix", "size", "rank <=", "minors of size", "number", "source"]
    var table = StreamedTable(header: header, leftAligned: [0, 5], widest: 72)
    for constraint in report.constraints {
      let row = [
        Wording.matrix(constraint.matrix),
        "\(constraint.rowCount)x\(constraint.columnCount)", "\(constraint.rankAtMost)",
        "\(constraint.minorSize)", "\(constraint.minorCount)",
        Wording.source(constraint.source),
      ]
      try table.add(row, to: body)
    }
    try table.end(to: body)
    let coverage = report.constraints.coverage
    if table.isEmpty, coverage.isComplete {
      try body("\nNo rank constraint beyond what the matrix sizes imply.\n")
    }
    var sentences = Wording.coverage(coverage, done: "listed")
    if report.constraints.isMinimal {
      sentences.append(
        "Constraints that follow from these, as parts or by sums of bounds, are left out.")
    }
    sentences.append(Wording.statement(report))
    try body("\n" + Self.wrapped(sentences.joined(separator: " ")).joined(separator: "\n") + "\n")
  }

  // MARK: dimension

  private func dimensionLines(_ report: DimensionReport) -> [String] {
    let variety = report.variety
    let evidence = report.dimension.evidence
    return [
      "",
      "  dimension            \(report.dimension.value) of \(variety.ambientDimension)"
        + " (\(Wording.dimensionStatus(report.dimension)))",
      "  expected dimension   \(Wording.expectation(report))",
      "  parameters           \(variety.architecture.parameterCount), "
        + "\(variety.patternMap.parameterCount) live, "
        + counted(variety.liveNetwork.liveHiddenNeuronCount, "live hidden neuron"),
      "  evidence             Jacobian rank \(evidence.rank) modulo \(evidence.prime), "
        + "seed \(evidence.seed)",
    ]
      + (report.end.map {
        ["  upper bounds         not all were tried: \(Wording.end($0)) was reached"]
      } ?? [])
  }

  // MARK: derivation

  private func derivationLines(_ report: DerivationReport) -> [String] {
    let rows = report.ideal.pieces.map { piece in
      [
        "\(piece.degree)", "\(piece.dimension)", "\(piece.minimalGeneratorCount)",
        Wording.status(piece.status), piece.representation.map(Wording.representation) ?? "",
      ]
    }
    var lines = dimensionLines(report.dimensionReport) + [""]
    lines += Self.table(
      header: ["degree", "dim J_d", "new generators", "status", "as a representation"],
      rows: rows, leftAligned: [3, 4])
    lines += [""] + Self.wrapped(Wording.codimension(report))
    if report.statesCompleteness { lines += Self.wrapped(Wording.statement(report)) }
    lines += report.originSentences().flatMap { Self.wrapped($0) }
    if let tangent = report.tangentSpace {
      lines += [""] + Wording.sentences(tangent).flatMap { Self.wrapped($0) } + [""]
    }
    let primes = report.ideal.primes.map(String.init).joined(separator: ", ")
    lines += [
      (primes.isEmpty ? "Seed" : "Primes \(primes); seed")
        + " \(report.ideal.seed); reluvar \(version), FLINT \(FLINTVersion.loaded)"
    ]
    if let limit = report.ideal.limit { lines += Self.wrapped("Stopped: \(limit).") }
    if let seconds = report.seconds { lines.append("Time \(Self.rounded(seconds)) s") }
    return lines
  }

  private func writeGenerators(
    of report: DerivationReport, to body: (String) throws -> Void
  ) rethrows {
    switch report.selection {
    case .none: break
    case .all:
      for (index, generator) in report.ideal.generators.enumerated() {
        let title =
          (["g\(index + 1)", "degree \(generator.degree)"] + origin(generator.origin, report))
          .joined(separator: ", ") + ":"
        try body(Self.paragraph(title, generator.polynomial))
      }
    case .highestWeight, .families:
      for (index, generator) in report.ideal.highestWeightGenerators.enumerated()
      where report.selection == .highestWeight || !generator.isMinor {
        let content = Wording.representation(generator.representation)
        let title =
          "h\(index + 1), degree \(generator.degree), highest weight vector of \(content), "
          + (["dimension \(generator.representation.dimension)"]
          + origin(generator.origin, report)).joined(separator: ", ") + ":"
        try body(Self.paragraph(title, generator.polynomial))
      }
    }
  }

  /// Where a generator comes from, if that is known.
  private func origin(_ origin: GeneratorOrigin?, _ report: DerivationReport) -> [String] {
    Wording.origin(origin, among: report.comparedConstraints).map { [$0] } ?? []
  }

  private static func paragraph(_ title: String, _ polynomial: Polynomial) -> String {
    let lines = ["", title] + wrapped(polynomial.description, indent: "  ")
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: layout

  /// Columns padded to their widest entry, two blanks apart.
  private static func table(
    header: [String], rows: [[String]], leftAligned: Set<Int>
  ) -> [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { line($0, widths: widths, leftAligned: leftAligned) }
  }

  /// A row of a table; cells that are too wide push the others on.
  static func line(_ row: [String], widths: [Int], leftAligned: Set<Int>) -> String {
    let cells = row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: max(widths[column] - cell.count, 0))
      return leftAligned.contains(column) ? cell + padding : padding + cell
    }
    let line = "  " + cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Words filled into lines.
  static func wrapped(_ text: String, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(separator: " ") {
      if line.count > indent.count, line.count + word.count + 1 > lineWidth {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }

  static func rounded(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1000).rounded())
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
