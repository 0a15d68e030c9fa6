import Laboratory

/// A table in LaTeX, with the statement of the claim above it.
struct LaTeXTable {
  let table: SweepTable
  let isFragment: Bool

  func write(to body: (String) throws -> Void) throws {
    let store = table.store
    let claim = store.definition.claim
    if !isFragment { try body(Self.preamble) }
    try body("% \(store.definition), reluvar \(store.version)\n")
    try body("\\noindent\\textbf{\(claim.name.escapedForLaTeX).} \(claim.statement.latex)\n\n")
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
    let definition = table.store.definition
    let columns = definition.family.columns.latex
    try begin(
      columns: columns.map(\.layout).joined() + "rlp{0.32\\textwidth}",
      titles: columns.map(\.title) + ["Members", "Verdict", "Result"], to: body)
    try table.store.forEachRecord { record in
      let (instance, finding) = (record.instance.instance, record.finding)
      try row(
        instance.latexCells + [
          "\(instance.memberCount)", finding.verdict.words,
          definition.claim.words(for: finding.outcome).escapedForLaTeX
            + (table.hasTimings ? " (\(record.seconds) s)" : ""),
        ], to: body)
    }
    try body("\\end{longtable}\n")
  }

  private func writeGroups(to body: (String) throws -> Void) throws {
    let summary = try table.store.summary()
    let nouns = table.store.definition.family.partNouns
    try begin(
      columns: nouns.map { _ in "r" }.joined() + "lp{0.4\\textwidth}rr",
      titles: nouns.map { $0.sentenceCase + "s" } + [
        "Verdict", "Result", "Instances", "Members",
      ], to: body)
    for group in summary.groups {
      try row(
        group.part.map { "\($0)" } + [
          group.verdict.words, group.words.escapedForLaTeX, "\(group.instances)",
          "\(group.members)",
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
}
