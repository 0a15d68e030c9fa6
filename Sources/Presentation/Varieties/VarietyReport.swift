import NetworkVarieties

/// A result about a variety, written for people, for programs, for LaTeX and for computer algebra
/// systems.
///
/// A result of a new kind says here what it has in each form; what all have in common, such as the
/// title, the parametrization and the document around it, is added.
protocol VarietyReport: Presentable {
  /// The variety.
  var variety: ReLUVariety { get }

  /// Hands what stands below the title to `body`.
  func writeText(version: String, to body: (String) throws -> Void) rethrows

  /// Hands all members of the object to `body`, in alphabetical order.
  func writeMembers(
    by writer: inout JSONObjectWriter, version: String, to body: (String) throws -> Void
  ) rethrows

  /// What stands behind the definition of the variety.
  func latexLines(isFragment: Bool) -> [String]

  /// What stands behind the parametrization, with a check that the system can make.
  func lines(in script: SystemScript<some AlgebraSystem>) -> [String]

  /// What was found, in comments at the beginning of a script; asked for after its lines.
  var findings: [String] { get }
}

extension OutputFormat {
  /// The formats of results about varieties: all but lines of JSON and ideals alone.
  static let ofVarieties = ofEquations.filter { $0 != .jsonl && !ofIdeals.contains($0) }
}

extension VarietyReport {
  /// Hands the report to `body` in pieces, so that long lists take little memory.
  func writeForm(_ form: OutputForm, to body: (String) throws -> Void) rethrows {
    switch form.format {
    case .text:
      try body(heading.joined(separator: "\n") + "\n")
      try writeText(version: form.version, to: body)
    case .json:
      var writer = JSONObjectWriter()
      try form.begin(&writer, to: body)
      try writeMembers(by: &writer, version: form.version, to: body)
      try writer.end(to: body)
    case .latex:
      let document = LaTeXDocument(isFragment: form.isFragment, version: form.version)
      try body(
        document.text(variety.latexDefinition + latexLines(isFragment: form.isFragment)))
    case .macaulay2: try body(script(in: Macaulay2(), form))
    case .singular: try body(script(in: Singular(), form))
    case .oscar: try body(script(in: OSCAR(), form))
    case .sage: try body(script(in: Sage(), form))
    case .jsonl, .csv, .mrdi, .msolve, .vnnlib, .graphml:
      preconditionFailure("a format that varieties are not written in")
    }
  }

  private func script(in system: some AlgebraSystem, _ form: OutputForm) -> String {
    SystemScript(on: variety, in: system).text(of: self, version: form.version)
  }

  private var heading: [String] {
    let title =
      [Wording.title(variety)] + (Wording.merging(variety).map { TextLayout.wrapped($0) } ?? [])
    guard case .output(let variety) = variety else { return title }
    return title + TextLayout.wrapped(Wording.treatment(variety))
  }
}
