import Enclosures

/// A layer of a walk through patterns: the weights that go into it, and its pre-activations while the gates of the layer before
/// are decided one after the other.
struct WalkedLayer {
  /// Pre-activations after each number of decided gates of the layer before.
  let values: Scratch<RoundedNumber>
  /// The gates of the layer, once they are evaluated.
  let gates: Scratch<RoundedGate>
  /// The weights that go into the layer, input by input.
  let columns: Scratch<RoundedNumber>
  private let biases: Scratch<RoundedNumber>

  var width: Int { gates.count }

  /// - Parameter isFirst: whether its inputs are those of the network, so that nothing is decided before it.
  init(_ layer: RoundedGateModel.Layer, isFirst: Bool) {
    let zero = RoundedNumber(exactly: 0)
    values = Scratch(
      repeating: zero, count: layer.outputCount * (isFirst ? 1 : layer.inputCount + 1))
    gates = Scratch(repeating: RoundedGate(), count: layer.outputCount)
    columns = Scratch(repeating: zero, count: layer.columns.count)
    biases = Scratch(repeating: zero, count: layer.outputCount)
    for index in layer.columns.indices { columns[index] = layer.columns[index] }
    for index in layer.biases.indices { biases[index] = layer.biases[index] }
  }

  /// The pre-activations before any gate is decided.
  func start() { values.base.update(from: biases.base, count: width) }

  /// The pre-activations after one more gate of the layer before, which passes a number, or nothing for `nil`.
  func advance(_ gate: Int, by value: RoundedNumber?) {
    let before = values.base + gate * width
    let after = before + width
    guard let value else { return after.update(from: before, count: width) }
    let column = columns.base + gate * width
    for output in 0..<width { after[output] = before[output] + column[output] * value }
  }

  func free() {
    gates.free()
    for numbers in [values, columns, biases] { numbers.free() }
  }
}
