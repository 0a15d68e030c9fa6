import ExactAlgebra
import Networks

/// A network with all that bounds on sets within one box need.
struct CheckedNetwork {
  let network: Network
  /// The number of the first neuron of each hidden layer, and that of all.
  let firstNeurons: [Int]
  /// Bounds of the pre-activations of each hidden layer are multiples of `2^-scale`.
  private(set) var scales: [Int] = []
  private let magnitudes: [[[Rational]]]
  private var layers: [FixedPointLayer]
  private var units: [Rational] = []

  /// Slopes of lines, where forms are exact, are multiples of `2^-30`, or have the denominator of the activation beside it.
  private let one: Integer

  init(_ network: Network) {
    self.network = network
    let hidden = network.layers.dropLast().map(\.affineForms)
    magnitudes = hidden.map { $0.map { $0.map(\.magnitude) } }
    layers = hidden.map { FixedPointLayer($0) }
    var firsts = [0]
    for layer in hidden { firsts.append(firsts[firsts.count - 1] + layer.count) }
    firstNeurons = firsts
    one = network.activation.negativeSlope.denominator * Integer(1 << 30)
  }

  var depth: Int { network.layers.count - 1 }

  /// The hidden layer of a neuron and its place there; `nil` where there is no such neuron.
  func place(of neuron: Int) -> (layer: Int, place: Int)? {
    guard let layer = (0..<depth).first(where: { neuron < firstNeurons[$0 + 1] }) else {
      return nil
    }
    return (layer, neuron - firstNeurons[layer])
  }

  /// All inputs in a box, with scales that are made for it.
  mutating func root(_ box: CheckedBox) -> CheckedSet {
    var sizes = box.sides.map { side in
      [side.lower, side.upper].compactMap { $0?.magnitude }.max() ?? 1
    }
    units = sizes.map { Rational(2).power([$0].binarySize) }
    // Without bounds some numbers are larger than those that are known here.
    let bits = box.isBounded ? 56 : 36
    let slope = max(1, network.activation.negativeSlope.magnitude)
    scales = []
    for layer in magnitudes {
      let reach = layer.map { row in
        zip(row, sizes).reduce(row[row.count - 1]) { $0 + $1.0 * $1.1 }
      }
      scales.append(bits - reach.binarySize)
      sizes = reach.map { slope * $0 }
    }
    if depth > 0 { layers[0] = FixedPointLayer(network.layers[0].affineForms, units: units) }
    return CheckedSet(box: box, widths: network.architecture.hiddenWidths)
  }

  // MARK: bounds

  /// Sharpens the bounds of all neurons of a set whose sign is not known.
  ///
  /// - Parameter exactly: with integers of any size, where fixed point is not sharp enough.
  func sharpen(
    _ set: inout CheckedSet, exactly: Bool, _ interruption: () throws -> Void
  ) throws {
    guard !set.isEmpty else { return }
    var fixed =
      exactly
      ? nil
      : FixedPointBounds(
        on: set.box, units: units, layers: layers, activation: network.activation.negativeSlope,
        scales: scales)
    for layer in 0..<depth {
      try interruption()
      narrow(&set, layer)
      if set.isEmpty { return }
      for place in set.ranges[layer].indices where set.ranges[layer][place].isUnstable {
        let bias = network.layers[layer].biases?[place] ?? 0
        func least(isNegative: Bool) -> Int? {
          guard fixed == nil else {
            return fixed!.least(
              neuron: place, isNegative: isNegative, bias: isNegative ? -bias : bias)
          }
          let form = self.form(neuron: place, layer: layer, isNegative: isNegative)
          return self.least(of: form, above: layer, on: set)
            .flatMap { Int(exactly: $0.floor(scale: scales[layer])) }
        }
        if let value = least(isNegative: false) { set.ranges[layer][place].raise(to: value) }
        if let value = least(isNegative: true), value > .min {
          set.ranges[layer][place].cut(at: -value)
        }
        if set.ranges[layer][place].isEmpty {
          set.isEmpty = true
          return
        }
      }
      if fixed != nil, layer + 1 < depth, !fixed!.append(set.ranges[layer]) { fixed = nil }
    }
  }

  /// Bounds of a layer by those of the activations before it, each for itself.
  private func narrow(_ set: inout CheckedSet, _ layer: Int) {
    guard layer > 0 else { return }
    var ends: [(lower: Int, upper: Int)] = []
    for range in set.ranges[layer - 1] {
      guard let pair = activationEnds(of: range) else { return }
      ends.append(pair)
    }
    for place in set.ranges[layer].indices where set.ranges[layer][place].isUnstable {
      let bias = network.layers[layer].biases?[place] ?? 0
      let found = layers[layer].interval(
        of: place, bias: bias, ends, scale: scales[layer - 1] - Self.cutBits, to: scales[layer])
      guard let found else { continue }
      set.ranges[layer][place].raise(to: found.lower)
      set.ranges[layer][place].cut(at: found.upper)
      if set.ranges[layer][place].isEmpty { set.isEmpty = true }
    }
  }

  /// So many bits of bounds are left out there, so that sums of products stay below 128 bits.
  private static let cutBits = 10

  /// Between which numbers an activation lies, rounded outwards.
  private func activationEnds(of range: CheckedSet.Range) -> (lower: Int, upper: Int)? {
    guard let lower = range.lower, let upper = range.upper else { return nil }
    let slope = network.activation.negativeSlope
    var values: [Integer] = [lower, upper].flatMap { end -> [Integer] in
      if end > 0 { return [Integer(end)] }
      let value = Rational(slope.numerator * Integer(end), slope.denominator)
      return [value.floor, -(-value).floor]
    }
    if lower < 0, upper > 0 { values.append(0) }
    guard let least = Int(exactly: values.min()!), let largest = Int(exactly: values.max()!),
      max(least.magnitude, largest.magnitude) < 1 << 60
    else { return nil }
    return (least >> Self.cutBits, -(-largest >> Self.cutBits))
  }

  private func form(neuron: Int, layer: Int, isNegative: Bool) -> ExactForm {
    let matrix = network.scaledLayers[layer].matrix
    let row = matrix.row(neuron)
    return ExactForm(
      row: isNegative ? row.map { -$0 } : row,
      denominator: matrix[matrix.rowCount - 1, matrix.columnCount - 1])
  }

  /// A bound below a form in the activations of the layers before one; `nil` where there is none.
  private func least(
    of form: ExactForm, above layer: Int, on set: CheckedSet
  ) -> Rational? {
    var form = form
    for below in stride(from: layer - 1, through: 0, by: -1) {
      let lowered = form.lowered(
        by: network.activation.negativeSlope, on: set.ranges[below], layer: below, one: one,
        scale: scales[below])
      guard let lowered else { return nil }
      form = lowered.pulledBack(through: network.scaledLayers[below])
    }
    return form.least(on: set.box)
  }

  /// A bound below a linear expression in inputs and outputs with multiples of pre-activations; `nil` where there is none.
  func least(
    of expression: LinearExpression, neurons: [(neuron: Int, coefficient: Integer)],
    on set: CheckedSet
  ) -> Rational? {
    let inputCount = network.architecture.inputCount
    var outputs = [Rational](repeating: 0, count: network.architecture.outputCount)
    var inputs: [(input: Int, coefficient: Rational)] = []
    for term in expression.terms {
      if term.variable < inputCount {
        inputs.append((term.variable, term.coefficient))
      } else {
        outputs[term.variable - inputCount] = term.coefficient
      }
    }
    let numbers = outputs + [expression.constant]
    let denominator = numbers.commonDenominator
    let row = numbers.map { $0.numerator * denominator.dividedExactly(by: $0.denominator) }
    var form = ExactForm(row: row, denominator: denominator)
    form.inputs = inputs
    form.neurons = neurons.map { neuron in
      let place = place(of: neuron.neuron)!
      return (place.layer, place.place, neuron.coefficient)
    }
    return least(of: form.pulledBack(through: network.scaledLayers[depth]), above: depth, on: set)
  }
}
