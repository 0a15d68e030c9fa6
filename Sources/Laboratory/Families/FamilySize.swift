/// How large the instances of a family are.
public struct FamilySize: Hashable, Sendable, Codable {
  /// The largest width of a layer; where a claim is about signatures, of inputs and outputs.
  public var maximumWidth: Int
  /// The numbers of blocks.
  public var blocks: ClosedRange<Int>
  /// The numbers of hidden layers.
  public var hiddenLayers: ClosedRange<Int>
  /// Whether layers have biases.
  public var hasBiases: Bool
  /// The largest number of hidden neurons, where a claim is about signatures.
  public var maximumHidden: Int?

  /// The size of a family.
  public init(
    maximumWidth: Int, blocks: ClosedRange<Int>, hiddenLayers: ClosedRange<Int> = 1...1,
    hasBiases: Bool = false, maximumHidden: Int? = nil
  ) {
    self.maximumWidth = maximumWidth
    self.blocks = blocks
    self.hiddenLayers = hiddenLayers
    self.hasBiases = hasBiases
    self.maximumHidden = maximumHidden
  }
}

/// What the instances of a claim are.
public enum FamilyDomain: Hashable, Sendable {
  /// Sets of patterns on architectures; see `PatternFamily`.
  case patterns
  /// Shallow networks without biases by their signature counts; see `SignatureFamily`.
  case signatures

  /// The instances of a size: families with few hidden layers come first, then those with few
  /// blocks.
  public func instances(of size: FamilySize) -> AnySequence<Instance> {
    switch self {
    case .patterns:
      AnySequence(
        size.hiddenLayers.lazy.flatMap { layers in
          size.blocks.lazy.flatMap { blocks in
            PatternFamily(
              maximumWidth: size.maximumWidth, hiddenLayers: layers, blocks: blocks,
              hasBiases: size.hasBiases
            ).instances
          }
        })
    case .signatures:
      AnySequence(
        size.blocks.lazy.flatMap { blocks in
          SignatureFamily(
            maximumWidth: size.maximumWidth, blocks: blocks, maximumHidden: size.maximumHidden
          ).instances
        })
    }
  }
}
