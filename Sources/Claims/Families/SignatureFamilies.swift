/// Shallow networks without biases by their signature counts: a ``SignatureFamily`` for each number
/// of blocks.
public struct SignatureFamilies: PatternInstanceFamily {
  /// The size; widths are those of inputs and outputs.
  public let size: FamilySize

  /// The families of a size.
  public init(_ size: FamilySize) { self.size = size }

  public static var remark: String { "shallow, without biases" }

  public static var options: Set<FamilyOption> {
    Set(FamilyOption.allCases).subtracting([.networks])
  }

  public static func objection(to size: FamilySize) -> String? {
    !size.hasBiases && size.hiddenLayers == 1...1
      ? nil
      : "is about shallow networks without biases, so without --bias and --depth"
  }

  public var instances: AnySequence<PatternInstance> {
    AnySequence(
      size.blocks.lazy.flatMap { [size] blocks in
        SignatureFamily(
          maximumWidth: size.maximumWidth, blocks: blocks, maximumHidden: size.maximumHidden
        ).instances
      })
  }

  /// `2 blocks, width 4`.
  public var description: String {
    "\(FamilySize.text(size.blocks, "block")), \(size.widthText)"
  }
}
