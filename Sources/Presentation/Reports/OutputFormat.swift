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
}

extension OutputFormat {
  /// The formats of results that are equations.
  public static let ofEquations = allCases.filter { $0 != .csv }
  /// The formats of results that are not about equations.
  static let textAndJSON = [text, json]
}
