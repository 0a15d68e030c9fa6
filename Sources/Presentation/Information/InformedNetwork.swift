public import Interchange

/// A network of a file with what was found of it.
public struct InformedNetwork<Information: Sendable>: Sendable {
  /// What was found.
  public let information: Information
  /// The network and its file.
  public let reading: NetworkReading

  /// What was found of a network.
  public init(_ information: Information, of reading: NetworkReading) {
    self.information = information
    self.reading = reading
  }
}
