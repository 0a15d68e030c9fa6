/// Points that somebody gave, as they were given.
public struct GivenPoints: Hashable, Sendable {
  /// The file.
  public let file: String

  /// The points of a file.
  public init(from file: String) { self.file = file }
}
