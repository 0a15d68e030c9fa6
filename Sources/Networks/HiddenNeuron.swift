/// The place of a hidden neuron in a network.
public struct HiddenNeuron: Hashable, Comparable, Sendable {
  /// The number `1 ..< L` of its hidden layer.
  public let layer: Int
  /// Its number in the layer, from 0.
  public let index: Int

  /// The neuron of a layer, which counts from 1, with an index, which counts from 0.
  public init(layer: Int, index: Int) {
    precondition(layer >= 1 && index >= 0, "a neuron outside every hidden layer")
    self.layer = layer
    self.index = index
  }

  /// By layer, then by index.
  public static func < (a: HiddenNeuron, b: HiddenNeuron) -> Bool {
    (a.layer, a.index) < (b.layer, b.index)
  }
}
