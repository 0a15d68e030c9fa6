/// One input after the other through the layers of a network, in floating point with bounds for what rounding
/// does, in buffers that are used again.
///
/// The caller writes the sums of the first layer and bounds for their errors; the outputs and their bounds
/// stand in the same places afterwards.
package struct RoundedPass {
  /// Behind the first one, the last one with the outputs.
  private let layers: [RoundedLayer]
  /// What the activation multiplies negative numbers by.
  private let slope: Double
  /// The values behind the activation, with room for the widest layer.
  private let values: UnsafeMutablePointer<Double>
  /// Sums before it.
  package let sums: UnsafeMutablePointer<Double>
  /// Bounds for the errors of sums, and of values behind the activation.
  package let errors: UnsafeMutablePointer<Double>

  /// So many numbers the buffer of a pass has.
  ///
  /// - Parameter widest: the number of neurons of the widest layer, the first and last one included.
  package static func bufferCount(widest: Int) -> Int { 3 * widest }

  /// A pass in a buffer.
  package init(
    layers: [RoundedLayer], slope: Double, widest: Int, in buffer: UnsafeMutablePointer<Double>
  ) {
    self.layers = layers
    self.slope = slope
    values = buffer
    sums = buffer + widest
    errors = buffer + 2 * widest
  }

  /// Evaluates the layers behind the first one.
  ///
  /// - Parameters:
  ///   - count: the number of neurons of the first layer.
  ///   - hasOutputs: whether outputs are wanted.
  /// - Returns: the pattern; `nil` where rounding could decide on a neuron.
  package func evaluate(count: Int, hasOutputs: Bool) -> PackedPattern? {
    var state = State()
    guard !layers.isEmpty else { return state.pattern }
    for neuron in 0..<count { activate(neuron, error: errors[neuron], &state) }
    state.first = count
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      if isLast && !hasOutputs { break }
      layer.sums(of: values, into: sums)
      let (largest, error) = (state.largest, state.error)
      if isLast {
        for output in 0..<layer.outputCount {
          errors[output] = layer.error(of: output, largest: largest, error: error)
        }
        break
      }
      (state.largest, state.error) = (0, 0)
      evaluate(layer, largest: largest, error: error, &state)
      state.first += layer.outputCount
    }
    return state.isDecided ? state.pattern : nil
  }

  /// What is known after some neurons.
  private struct State {
    var pattern = PackedPattern()
    /// Whether the pattern is known so far.
    var isDecided = true
    /// The largest value of the layer, and the largest error.
    var largest = 0.0
    var error = 0.0
    /// The number of the first neuron of the layer.
    var first = 0
  }

  /// The neurons of a layer whose sums are there.
  private func evaluate(
    _ layer: RoundedLayer, largest: Double, error: Double, _ state: inout State
  ) {
    // Which sums are close to zero, before values and errors of the inputs are overwritten.
    var doubtful: [(neuron: Int, error: Double)] = []
    for neuron in 0..<layer.outputCount {
      let bound = layer.error(of: neuron, largest: largest, error: error)
      if sums[neuron].magnitude <= bound, bound > 0 {
        doubtful.append((neuron, layer.error(of: neuron, values, errors: errors)))
      }
    }
    for neuron in 0..<layer.outputCount {
      let bound =
        doubtful.isEmpty
        ? nil : doubtful.first { $0.neuron == neuron }?.error
      activate(
        neuron, error: bound ?? layer.error(of: neuron, largest: largest, error: error), &state)
    }
  }

  /// Applies the activation to one sum.
  private func activate(_ neuron: Int, error: Double, _ state: inout State) {
    let sum = sums[neuron]
    var value = sum
    var bound = error
    if sum > error {
      state.pattern.activate(state.first + neuron)
    } else if sum < -error || error == 0 && sum == 0 {
      value = slope * sum
      bound = slope == 0 ? 0 : slope.magnitude * (error + sum.magnitude * 0x1p-51)
    } else {
      // Either side, or a number that is none.
      state.isDecided = false
      value = sum > 0 ? sum : slope * sum
      bound = max(1, slope.magnitude) * (error + sum.magnitude * 0x1p-51)
    }
    values[neuron] = value
    errors[neuron] = bound
    state.largest = max(state.largest, value.magnitude)
    state.error = max(state.error, bound)
  }
}
