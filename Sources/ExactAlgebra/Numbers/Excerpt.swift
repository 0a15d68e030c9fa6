extension StringProtocol {
  /// The text on one line, as it is shown in messages: a question mark for each control character
  /// or line separator.
  public var oneLine: String {
    String(
      unicodeScalars.map { scalar -> Character in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "?"
        default: Character(scalar)
        }
      })
  }

  /// The beginning of a text of any length on one line: at most 40 scalars.
  public var excerpt: String {
    let rest = unicodeScalars.dropFirst(40)
    return String(String.UnicodeScalarView(unicodeScalars.prefix(40))).oneLine
      + (rest.isEmpty ? "" : "...")
  }
}
