/// Sets of patterns on architectures of a size: a ``PatternFamily`` for each number of hidden layers
/// and of blocks, those with few hidden layers first, then those with few blocks.
public struct PatternFamilies: PatternInstanceFamily {
  /// The size.
  public let size: FamilySize

  /// The families of a size.
  public init(_ size: FamilySize) { self.size = size }

  public static var options: Set<FamilyOption> {
    Set(FamilyOption.allCases).subtracting([.networks])
  }

  public static func objection(to size: FamilySize) -> String? {
    size.maximumHidden == nil ? nil : "--max-hidden is for shallow claims"
  }

  public var instances: AnySequence<PatternInstance> {
    AnySequence(
      size.hiddenLayers.lazy.flatMap { [size] layers in
        size.blocks.lazy.flatMap { blocks in
          PatternFamily(
            maximumWidth: size.maximumWidth, hiddenLayers: layers, blocks: blocks,
            hasBiases: size.hasBiases
          ).instances
        }
      })
  }

  /// `2 blocks, 1 hidden layer, without biases, width 4`.
  public var description: String { size.networkText }
}
