public import Laboratory

/// A family of patterns that is kept as its size.
public protocol PatternInstanceFamily: SizedFamily where Instance == PatternInstance {
  /// The size.
  var size: FamilySize { get }
}

extension PatternInstanceFamily {
  /// Reads a size.
  public init(from decoder: any Decoder) throws { self.init(try FamilySize(from: decoder)) }
  /// Writes the size.
  public func encode(to encoder: any Encoder) throws { try size.encode(to: encoder) }
}
