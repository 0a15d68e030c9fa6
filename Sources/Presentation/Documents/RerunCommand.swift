/// A command line that finds a part of a document again.
public struct RerunCommand: Hashable, Sendable {
  /// The words as a shell takes them, `reluvar` first.
  public let words: [String]

  /// A command line.
  ///
  /// - Parameter words: the words, quoted where the shell needs it.
  public init(_ words: [String]) { self.words = words }

  /// The line.
  var line: String { words.joined(separator: " ") }
}
