import Networks

/// How results are put into words, in every format alike; each result has its words in its folder.
enum Wording {
  static func widths(_ architecture: Architecture) -> String {
    architecture.widths.map(String.init).joined(separator: ",")
  }

  /// A text that takes a line, with its middle left out where it is longer.
  static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : "\(text.prefix(36))...\(text.suffix(12))"
  }

  /// `M1, M2 and M3`.
  static func list(_ words: [String]) -> String {
    words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words.last!
  }
}

extension String {
  /// The text with a capital letter at its beginning.
  var sentenceCase: String { prefix(1).uppercased() + dropFirst() }
}
