import ExactAlgebra

/// Inputs of a node: a box, what is known of the pre-activations there, and signs that were given to neurons.
struct CheckedSet {
  /// Between which numbers a pre-activation lies, as multiples of a power of two that its layer has.
  struct Range: Equatable {
    var lower: Int?
    var upper: Int?

    /// Whether both signs are possible.
    var isUnstable: Bool { (lower ?? -1) < 0 && (upper ?? 1) > 0 }

    var isEmpty: Bool {
      guard let lower, let upper else { return false }
      return lower > upper
    }

    mutating func raise(to value: Int) { lower = lower.map { max($0, value) } ?? value }
    mutating func cut(at value: Int) { upper = upper.map { min($0, value) } ?? value }

    /// The largest absolute value.
    var size: Int? {
      guard let lower, let upper else { return nil }
      return max(Int(clamping: lower.magnitude), Int(clamping: upper.magnitude))
    }
  }

  var box: CheckedBox
  /// For each hidden layer and neuron.
  var ranges: [[Range]]
  /// Signs `s` of neurons with `s z <= 0`.
  var signs: [Int: Int] = [:]
  /// Whether nothing is in it.
  var isEmpty: Bool

  init(box: CheckedBox, widths: ArraySlice<Int>) {
    self.box = box
    ranges = widths.map { Array(repeating: Range(), count: $0) }
    isEmpty = box.isEmpty
  }

  /// The parts with `x <= value` and `x >= value` for an input `x`.
  func parts(input: Int, at value: Rational) -> (CheckedSet, CheckedSet) {
    var (below, above) = (self, self)
    below.box.sides[input].cut(at: value)
    above.box.sides[input].raise(to: value)
    below.isEmpty = isEmpty || below.box.sides[input].isEmpty
    above.isEmpty = isEmpty || above.box.sides[input].isEmpty
    return (below, above)
  }

  /// The parts with `z <= 0` and `z >= 0` for a neuron with pre-activation `z`.
  func parts(neuron: Int, layer: Int, place: Int) -> (CheckedSet, CheckedSet) {
    var (below, above) = (self, self)
    below.signs[neuron] = 1
    above.signs[neuron] = -1
    below.ranges[layer][place].cut(at: 0)
    // A bound that was rounded to zero must not make the neuron an active one: the sign that was given counts.
    if below.ranges[layer][place].lower == 0 { below.ranges[layer][place].lower = -1 }
    above.ranges[layer][place].raise(to: 0)
    below.isEmpty = isEmpty || below.ranges[layer][place].isEmpty
    above.isEmpty = isEmpty || above.ranges[layer][place].isEmpty
    return (below, above)
  }
}
