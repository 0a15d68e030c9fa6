/// The list of regions that somebody gave.
public struct GivenRegionList: Hashable, Sendable {
  /// The file.
  public let file: String

  /// The list in a file.
  public init(from file: String) { self.file = file }
}
