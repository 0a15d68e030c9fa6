/// What shows that a property holds: how the inputs are split, and why no part has a counterexample.
///
/// Lines of JSON; the article of this module has the format.
public struct Certificate: Sendable {
  /// The lines, each with a line feed at its end.
  public let bytes: [UInt8]

  /// A certificate that has not been looked at.
  public init(bytes: [UInt8]) { self.bytes = bytes }
}
