import NetworkVarieties

extension ConstraintReport {
  /// A table with a row for each constraint, and whether these are all.
  ///
  /// The columns are as wide as the first rows need, and names that are longer than that stand out.
  func writeText(version: String, to body: (String) throws -> Void) rethrows {
    let header = ["matrix", "size", "rank <=", "minors of size", "number", "source"]
    var table = StreamedTable(header: header, leftAligned: [0, 5], widest: 72)
    for constraint in constraints { try table.add(Self.row(constraint), to: body) }
    try table.end(to: body)
    let coverage = constraints.coverage
    if table.isEmpty, coverage.isComplete {
      try body("\nNo rank constraint beyond what the matrix sizes imply.\n")
    }
    var sentences = Wording.coverage(coverage, done: "listed")
    if constraints.isMinimal {
      sentences.append(
        "Constraints that follow from these, as parts or by sums of bounds, are left out.")
    }
    sentences.append(Wording.statement(self))
    let generators = Wording.minimalGenerators(self)
    let lines =
      TextLayout.wrapped(sentences.joined(separator: " "))
      + (generators.isEmpty ? [] : TextLayout.wrapped(generators))
      + (hilbert.map(Wording.sentences) ?? []).flatMap { TextLayout.wrapped($0) }
    try body("\n" + lines.joined(separator: "\n") + "\n")
  }

  private static func row(_ constraint: RankConstraint) -> [String] {
    [
      Wording.matrix(constraint.matrix), "\(constraint.rowCount)x\(constraint.columnCount)",
      "\(constraint.rankAtMost)", "\(constraint.minorSize)", "\(constraint.minorCount)",
      Wording.source(constraint.source),
    ]
  }
}
