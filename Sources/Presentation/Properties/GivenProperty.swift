/// The property that somebody asked for, as it was given.
public struct GivenProperty: Hashable, Sendable {
  /// The file.
  public let file: String

  /// The property in a file.
  public init(from file: String) { self.file = file }
}
