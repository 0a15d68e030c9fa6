/// The problem that somebody asked about, as it was given.
public struct GivenProblem: Hashable, Sendable {
  /// The file.
  public let file: String

  /// The problem in a file.
  public init(from file: String) { self.file = file }
}
