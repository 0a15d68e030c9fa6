import ExactAlgebra

/// A result about a variety whose equations can be written as an ideal and nothing else, for programs
/// that read no scripts.
protocol IdealReport: VarietyReport {
  /// Hands the generators of the ideal to `body`, none of them zero, each when it is made.
  func forEachGenerator(_ body: (Polynomial) throws -> Void) rethrows
}

extension IdealReport {
  /// Hands the ideal to `body`, generator by generator.
  ///
  /// - Precondition: the format is one of `OutputFormat.ofIdeals`.
  func writeIdeal(in form: OutputForm, to body: (String) throws -> Void) rethrows {
    switch form.format {
    case .mrdi: try writeMRDI(in: form, to: body)
    case .msolve: try writeMsolve(to: body)
    default: preconditionFailure("a format that ideals are not written in")
    }
  }

  /// An object that OSCAR loads: the ideal in the ring of the coordinates over the rationals.
  ///
  /// It is written as OSCAR from version 1.4 on writes it. Sources: A. Della Vecchia, M. Joswig and B. Lorenz, *A
  /// FAIR file format for mathematical software*, 2024, and the schema https://www.oscar-system.org/schemas/mrdi.json.
  private func writeMRDI(in form: OutputForm, to body: (String) throws -> Void) rethrows {
    let file = MRDIFile(of: variety.ring)
    var writer = JSONObjectWriter()
    try writer.add(file.head(of: "MPolyIdeal"), to: body)
    try writer.beginList("data", elements: .line, to: body)
    var isZero = true
    try forEachGenerator { generator in
      try writer.addElement(text: file.text(of: generator), to: body)
      isZero = false
    }
    // As OSCAR writes the zero ideal, whose generator is the polynomial without terms.
    if isZero { try writer.addElement(text: "[]", to: body) }
    try writer.endList(to: body)
    try writer.add(
      file.end(
        name: Wording.title(variety),
        description: (Wording.merging(variety).map { [$0] } ?? []) + findings
          + (form.network?.lines ?? []), version: form.version), to: body)
    try writer.end(to: body)
  }

  /// Input for msolve: the variables, the characteristic, and the generators, separated by commas.
  ///
  /// Source: the description of its input at https://msolve.lip6.fr. No monomial occurs twice in a polynomial.
  private func writeMsolve(to body: (String) throws -> Void) rethrows {
    try body(variety.ring.variableNames.joined(separator: ",") + "\n0\n")
    var isFirst = true
    try forEachGenerator { generator in
      try body((isFirst ? "" : ",\n") + generator.description)
      isFirst = false
    }
    try body(isFirst ? "0\n" : "\n")
  }
}
