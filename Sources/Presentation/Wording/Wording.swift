import Networks

/// How results are put into words, in every format alike; each result has its words in its folder.
enum Wording {
  static func widths(_ architecture: Architecture) -> String {
    architecture.widths.map(String.init).joined(separator: ",")
  }

  /// `M1, M2 and M3`.
  static func list(_ words: [String]) -> String {
    words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words.last!
  }
}
