/// A digest of the weights of a network.
public struct NetworkDigest: Hashable, Sendable {
  /// Hexadecimal digits.
  public let text: String

  /// A digest.
  public init(_ text: String) { self.text = text }
}
