public import NetworkVarieties

/// A result about a variety, ready to be written in any format.
public enum Report: Sendable {
  /// The rank constraints of a variety.
  case constraints(ConstraintReport)
  /// The dimension of a variety.
  case dimension(DimensionReport)
  /// The ideal of a variety up to a degree.
  case derivation(DerivationReport)
}

extension Report: Presentable {
  /// All but lines of JSON, in which only constraints are written.
  public static var formats: [OutputFormat] { OutputFormat.allCases.filter { $0 != .jsonl } }

  /// Hands the report to `body` in pieces.
  ///
  /// In the format for people, generators are expanded one orbit at a time, so that long lists
  /// take little memory.
  public func write(
    as format: OutputFormat, isFragment: Bool = false, version: String,
    to body: (String) throws -> Void
  ) rethrows {
    switch format {
    case .text: try TextReport(self, version: version).write(to: body)
    case .json: try JSONReport(self, version: version).write(to: body)
    case .latex: try body(LaTeXReport(self, isFragment: isFragment, version: version).text)
    case .macaulay2: try body(SystemScript(self, in: Macaulay2(), version: version).text)
    case .singular: try body(SystemScript(self, in: Singular(), version: version).text)
    case .oscar: try body(SystemScript(self, in: OSCAR(), version: version).text)
    case .sage: try body(SystemScript(self, in: Sage(), version: version).text)
    case .jsonl:
      guard case .constraints(let report) = self else {
        preconditionFailure("a format that the result is not written in")
      }
      try report.writeLines(version: version, to: body)
    }
  }

  /// The variety that the report is about.
  public var variety: ReLUVariety {
    switch self {
    case .constraints(let report): report.variety
    case .dimension(let report): report.variety
    case .derivation(let report): report.variety
    }
  }
}
