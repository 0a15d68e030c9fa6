/// Text that is not what its reader expects, with the place of the first offence.
public struct ParsingError: Error, Hashable, CustomStringConvertible {
  /// What is wrong and what was expected, in one line.
  public let message: String
  /// The number of UTF-8 bytes before the offence (characters, where the text is ASCII); 0 where
  /// the reader does not tell places apart.
  public let offset: Int

  /// Creates an error for the byte at `offset`.
  public init(_ message: String, at offset: Int = 0) {
    self.message = message
    self.offset = offset
  }

  /// The message followed by the place, which is counted from 1.
  public var description: String { "\(message) (at character \(offset + 1))" }
}
