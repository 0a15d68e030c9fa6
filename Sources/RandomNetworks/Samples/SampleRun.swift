/// The evaluation of a network on one sample after the other, in buffers that are used again.
struct SampleRun {
  let layers: [RoundedLayer]
  /// What the activation multiplies negative numbers by.
  let slope: Double
  let hasOutputs: Bool
  /// The values behind the activation, with room for the widest layer.
  let values: UnsafeMutablePointer<Double>
  /// Sums before it.
  let sums: UnsafeMutablePointer<Double>
  /// Bounds for the errors of values.
  let errors: UnsafeMutablePointer<Double>

  /// Evaluates the layers behind the first one, whose sums have been drawn.
  ///
  /// - Parameter isSure: whether it is known from which part of the law they are.
  mutating func evaluate(
    _ source: RandomSums, _ size: RandomSums.DrawSize, isSure: Bool, into block: inout SampleBlock
  ) {
    var state = State(isDecided: isSure)
    if layers.isEmpty {
      block.patterns.append(isSure ? PackedPattern() : nil)
      guard hasOutputs else { return }
      for output in 0..<source.count {
        block.append(sums[output], isSure ? source.error(of: output, size) : .infinity)
      }
      return
    }
    for neuron in 0..<source.count {
      activate(neuron, error: source.error(of: neuron, size), &state)
    }
    state.first = source.count
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      if isLast && !hasOutputs { break }
      layer.sums(of: values, into: sums)
      let (largest, error) = (state.largest, state.error)
      if isLast {
        for output in 0..<layer.outputCount {
          block.append(
            sums[output],
            isSure ? layer.error(of: output, largest: largest, error: error) : .infinity)
        }
        break
      }
      (state.largest, state.error) = (0, 0)
      evaluate(layer, largest: largest, error: error, &state)
      state.first += layer.outputCount
    }
    block.patterns.append(state.isDecided ? state.pattern : nil)
  }

  /// What is known after some neurons of a sample.
  private struct State {
    var pattern = PackedPattern()
    /// Whether the pattern is known so far.
    var isDecided: Bool
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
    guard !doubtful.isEmpty else {
      for neuron in 0..<layer.outputCount {
        activate(
          neuron, error: layer.error(of: neuron, largest: largest, error: error), &state)
      }
      return
    }
    for neuron in 0..<layer.outputCount {
      let bound =
        doubtful.first { $0.neuron == neuron }?.error
        ?? layer.error(of: neuron, largest: largest, error: error)
      activate(neuron, error: bound, &state)
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

extension SampleBlock {
  fileprivate mutating func append(_ value: Double, _ error: Double) {
    outputs.append(value)
    errors.append(error.isFinite ? error : .infinity)
  }
}
