/// Whether a claim holds on an instance.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// It holds, as far as the finding says; proved.
  case confirmed
  /// It does not hold; proved.
  case refuted
  /// Neither is proved.
  case notReached

  /// The word for readers.
  public var words: String { self == .notReached ? "not reached" : rawValue }
}
