import Foundation

/// What happens at a point on one pattern, in double precision: memory that is used for one path after
/// the other, by one thread.
final class DrawnPath {
  typealias Numbers = UnsafeMutableBufferPointer<Double>

  /// What comes into each layer, the last one included.
  let inputs: [Numbers]
  /// The pre-activations of each hidden layer.
  let preactivations: [Numbers]
  /// `z / tau` of each gate.
  let logits: [Numbers]
  /// The probability that each gate is open.
  let probabilities: [Numbers]
  /// The state of each gate.
  let states: [UnsafeMutableBufferPointer<Bool>]
  /// What the last layer gives.
  let outputs: Numbers
  /// Room for a computation on the numbers of one layer.
  let scratch: [Numbers]
  /// The logarithm of the probability of the pattern.
  var logPrior = 0.0
  /// The logarithm of the probability with which a proposal draws it.
  var logProposal = 0.0

  init(of gates: DrawnGates) {
    func numbers(_ count: Int) -> Numbers {
      let buffer = Numbers.allocate(capacity: count)
      buffer.initialize(repeating: 0)
      return buffer
    }
    let widths = gates.layers.dropLast().map(\.outputCount)
    inputs = ([gates.inputCount] + widths).map(numbers)
    preactivations = widths.map(numbers)
    logits = widths.map(numbers)
    probabilities = widths.map(numbers)
    states = widths.map {
      let buffer = UnsafeMutableBufferPointer<Bool>.allocate(capacity: $0)
      buffer.initialize(repeating: false)
      return buffer
    }
    outputs = numbers(gates.outputCount)
    scratch = [gates.widest, gates.widest].map(numbers)
  }

  deinit {
    for buffer in inputs + preactivations + logits + probabilities + scratch + [outputs] {
      buffer.deallocate()
    }
    for buffer in states { buffer.deallocate() }
  }

  /// Begins at a point: the gates of the first layer do not depend on a path.
  func start(at point: [Double], _ gates: DrawnGates) {
    for (index, number) in point.enumerated() { inputs[0][index] = number }
    prepare(0, gates)
  }

  /// The gates of a hidden layer, from what comes into it.
  func prepare(_ layer: Int, _ gates: DrawnGates) {
    let (sums, logits) = (preactivations[layer], logits[layer])
    gates.layers[layer].apply(inputs[layer].baseAddress!, into: sums.baseAddress!)
    let (probabilities, sharpness) = (probabilities[layer], gates.sharpness[layer])
    for gate in sums.indices {
      logits[gate] = sums[gate] * sharpness
      probabilities[gate] = DrawnGates.sigmoid(logits[gate])
    }
  }

  /// Opens or closes a gate.
  func set(_ gate: Int, of layer: Int, isOpen: Bool, _ gates: DrawnGates) {
    states[layer][gate] = isOpen
    inputs[layer + 1][gate] = preactivations[layer][gate] * (isOpen ? 1 : gates.slope)
  }

  /// The outputs at the end of the path.
  func finish(_ gates: DrawnGates) {
    let last = gates.layers.count - 1
    gates.layers[last].apply(inputs[last].baseAddress!, into: outputs.baseAddress!)
  }

  /// `ln P(A | x)` of the states, layer by layer, from the gates that were prepared.
  func logPrior(of layer: Int) -> Double {
    var product = LogarithmicProduct()
    let (states, logits) = (states[layer], logits[layer])
    for gate in states.indices {
      product.multiply(bySigmoidOf: states[gate] ? logits[gate] : -logits[gate])
    }
    return product.logarithm
  }

  /// Adds the gradient of `ln p(y | x, A) + ln P(A | x)` with respect to all parameters, times a weight, to
  /// numbers in the order of layers and neurons: the weights of a neuron, then its bias where there is one.
  func gradient(
    of gates: DrawnGates, given observation: DrawnGates.Observation,
    into gradient: UnsafeMutablePointer<Double>
  ) {
    var (slopes, arriving) = (scratch[0], scratch[1])
    gates.slopes(of: observation, at: outputs, into: slopes.baseAddress!)
    var end = gates.parameterCount
    for index in gates.layers.indices.reversed() {
      let layer = gates.layers[index]
      let stride = layer.inputCount + (gates.hasBiases[index] ? 1 : 0)
      end -= layer.outputCount * stride
      for neuron in 0..<layer.outputCount {
        let row = gradient + end + neuron * stride
        for input in 0..<layer.inputCount { row[input] = slopes[neuron] * inputs[index][input] }
        if gates.hasBiases[index] { row[layer.inputCount] = slopes[neuron] }
      }
      guard index > 0 else { break }
      layer.applyTransposed(slopes.baseAddress!, into: arriving.baseAddress!)
      for gate in states[index - 1].indices {
        let isOpen = states[index - 1][gate]
        let residual = (isOpen ? 1 : 0) - probabilities[index - 1][gate]
        arriving[gate] =
          arriving[gate] * (isOpen ? 1 : gates.slope) + residual * gates.sharpness[index - 1]
      }
      swap(&slopes, &arriving)
    }
  }
}

/// The logarithm of a product of many values of the sigmoid function, with few calls of the logarithm.
struct LogarithmicProduct {
  private var sum = 0.0
  private var product = 1.0
  private var count = 0

  /// Multiplies by `sigma(t)`.
  mutating func multiply(bySigmoidOf t: Double) {
    // ln sigma(t) = min(t, 0) - ln(1 + exp(-|t|)), and the last factor is at most 2.
    if t < 0 { sum += t }
    product *= 1 + exp(-t.magnitude)
    count += 1
    guard count == 512 else { return }
    sum -= log(product)
    (product, count) = (1, 0)
  }

  var logarithm: Double { sum - log(product) }
}
