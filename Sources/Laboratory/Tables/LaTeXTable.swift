import Networks

/// A table in LaTeX, with the statement of the claim above it.
struct LaTeXTable {
  let table: SweepTable
  let isFragment: Bool

  func write(to body: (String) throws -> Void) throws {
    let store = table.store
    let claim = store.definition.claim.claim
    if !isFragment { try body(Self.preamble) }
    try body("% \(store.definition), reluvar \(store.version)\n")
    try body("\\noindent\\textbf{\(Self.escaped(claim.name)).} \(claim.statement)\n\n")
    switch table.rows {
    case .instances: try writeInstances(to: body)
    case .groups: try writeGroups(to: body)
    }
    if !isFragment { try body("\\end{document}\n") }
  }

  private static let preamble = #"""
    \documentclass{article}
    \usepackage{amsmath,amssymb,longtable}
    \usepackage[margin=25mm]{geometry}
    \begin{document}

    """#

  private func writeInstances(to body: (String) throws -> Void) throws {
    try begin(
      columns: "lp{0.3\\textwidth}rlp{0.32\\textwidth}",
      titles: ["Widths", "Blocks", "Members", "Verdict", "Result"], to: body)
    try table.store.forEachRecord { record in
      let (instance, finding) = (record.instance.instance, record.finding)
      try row(
        [
          "$\(instance.architecture.widths.map(String.init).joined(separator: ","))$"
            + (instance.architecture.hasBiases ? " (biases)" : ""),
          instance.patterns.map { "\\texttt{\(Self.breakable($0))}" }.joined(separator: ", "),
          "\(instance.orbitSize)", Self.name(finding.verdict.kind),
          Self.escaped(finding.outcome)
            + (table.hasTimings ? " (\(record.seconds) s)" : ""),
        ], to: body)
    }
    try body("\\end{longtable}\n")
  }

  private func writeGroups(to body: (String) throws -> Void) throws {
    let summary = try table.store.summary()
    try begin(
      columns: "rrlp{0.4\\textwidth}rr",
      titles: ["Hidden layers", "Blocks", "Verdict", "Result", "Instances", "Members"], to: body)
    for group in summary.groups {
      try row(
        [
          "\(group.hiddenLayers)", "\(group.blocks)", Self.name(group.verdict),
          Self.escaped(group.outcome), "\(group.instances)", "\(group.members)",
        ], to: body)
    }
    try body("\\end{longtable}\n")
    if summary.finished < summary.total {
      try body("\\noindent \(summary.total - summary.finished) instances are missing.\n")
    }
  }

  private func begin(
    columns: String, titles: [String], to body: (String) throws -> Void
  ) throws {
    try body("\\begin{longtable}{\(columns)}\n\\hline\n")
    try row(titles, to: body)
    try body("\\hline\\endhead\n\\hline\\endfoot\n")
  }

  private func row(_ cells: [String], to body: (String) throws -> Void) throws {
    try body(cells.joined(separator: " & ") + " \\\\\n")
  }

  private static func name(_ verdict: Verdict.Kind) -> String {
    switch verdict {
    case .confirmed: "confirmed"
    case .refuted: "refuted"
    case .notReached: "not reached"
    }
  }

  /// A pattern that may be broken after its layers.
  private static func breakable(_ pattern: ActivationPattern) -> String {
    pattern.description.replacing("/", with: "/\\allowbreak ")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "%", "&", "#", "_", "{", "}", "$": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "<", ">", "|": result += "$\(character)$"
      case "x" where result.hasSuffix(")"): result += "$\\otimes$"
      default: result.append(character)
      }
    }
    return result
  }
}
