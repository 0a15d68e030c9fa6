/// A format that results can be written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// A summary for people.
  case text
  /// The keys that programs rely on.
  case json
  /// The same for long lists: one object in each line, a summary in the last one.
  case jsonl
  /// Comma separated values with a line of titles.
  case csv
  /// A document or a fragment for amsmath.
  case latex
  /// Input for Macaulay2.
  case macaulay2
  /// Input for Singular.
  case singular
  /// Input for OSCAR.
  case oscar
  /// Input for Sage.
  case sage
  /// An ideal as OSCAR saves and loads it.
  case mrdi
  /// Input for msolve.
  case msolve
  /// A region or what is outside of it, as a property in VNN-LIB.
  case vnnlib
  /// The graph of regions for programs that draw and study graphs.
  case graphml
}

extension OutputFormat {
  /// The formats of results that are equations.
  public static let ofEquations =
    [text, json, jsonl, latex, macaulay2, singular, oscar, sage] + ofIdeals
  /// The formats that hold an ideal and nothing else.
  public static let ofIdeals = [mrdi, msolve]
  /// Whether equations are written as polynomials for other programs, all of them.
  public var needsPolynomials: Bool {
    switch self {
    case .macaulay2, .singular, .oscar, .sage, .mrdi, .msolve: true
    case .text, .json, .jsonl, .csv, .latex, .vnnlib, .graphml: false
    }
  }
  /// The formats of results that are not about equations.
  static let textAndJSON = [text, json]
}
