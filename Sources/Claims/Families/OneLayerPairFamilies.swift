/// Pairs of patterns that differ in one hidden layer: a ``OneLayerPairFamily`` for each number of
/// hidden layers, those with few first.
public struct OneLayerPairFamilies: PatternInstanceFamily {
  /// The size; widths are those of inputs and outputs.
  public let size: FamilySize

  /// The families of a size.
  public init(_ size: FamilySize) { self.size = size }

  public static var remark: String { "two blocks that differ in one hidden layer" }

  public static var options: Set<FamilyOption> { [.depth, .bias, .maximumDegree] }

  public static func objection(to size: FamilySize) -> String? {
    size.hiddenLayers.upperBound <= 3
      ? nil : "more than 3 hidden layers give no other ideals (--depth 1-3)"
  }

  public var instances: AnySequence<PatternInstance> {
    AnySequence(
      size.hiddenLayers.lazy.flatMap { [size] layers in
        OneLayerPairFamily(
          maximumWidth: size.maximumWidth, hiddenLayers: layers, hasBiases: size.hasBiases
        ).instances
      })
  }

  /// `2 blocks, 1-3 hidden layers, with biases, width 5`.
  public var description: String { size.networkText }
}
