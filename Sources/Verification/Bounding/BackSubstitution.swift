import CRealKernels

/// Bounds of linear forms in the neurons of a network on a box, proved in spite of rounding.
///
/// A form in the activations of a layer is bounded from below by a form in its pre-activations, line by line (`Relaxation`),
/// that is, by one in the activations of the layer before, and so on down to the inputs, where the least value on a box
/// is seen. Source: Singh, Gehr, Püschel and Vechev, *An abstract domain for certifying neural networks*, 2019, and
/// Zhang, Weng, Chen, Hsieh and Daniel, *Efficient neural network robustness certification with general activation
/// functions*, 2018.
///
/// Rounding: the coefficients that floating point gives are taken as they are. What they miss is, for `v` in front
/// of the sums `W a + b` of a layer, at most `n u |v| (|W| X + |b|)`, where `|a| <= X`, `u` is the rounding unit and `n` counts
/// operations; constants miss as much of what was added to them. All of this is `n u` times a
/// *mass*, a sum of absolute values that is carried along with each form.
///
/// One object serves one thread.
final class BackSubstitution {
  let network: BoundingNetwork
  /// For each hidden neuron: the lines below and above its activation, slope and constant of each.
  private var linesBelow: [Double]
  private var linesAbove: [Double]
  /// The largest distance of both.
  private var gaps: [Double]
  /// For each pre-activation, outputs last: a bound of its absolute value, and of all partial sums in it.
  private var reach: [Double]
  /// For the inputs and each hidden neuron: a bound of the absolute activation.
  private var sizes: [[Double]]
  /// Coefficients in front of the activations below, and of those further below.
  private var coefficients: [Double] = []
  private var nextCoefficients: [Double] = []
  private var constants: [Double] = []
  private var masses: [Double] = []
  private(set) var box: InputBox

  init(_ network: BoundingNetwork) {
    self.network = network
    linesBelow = Array(repeating: 0, count: 2 * network.neuronCount)
    linesAbove = linesBelow
    gaps = Array(repeating: 0, count: network.neuronCount)
    reach = Array(repeating: 0, count: network.neuronCount + network.outputCount)
    sizes = network.layers.map { Array(repeating: 0, count: $0.inputCount) }
    box = InputBox(lower: [], upper: [])
  }

  // MARK: a box

  /// What the forms of neurons in inputs tell of a neuron that may have both signs: how much its bounds change with each input.
  private(set) var sensitivities: [(neuron: Int, changes: [Double])] = []

  /// Sharpens bounds of all hidden neurons on a box.
  ///
  /// - Parameters:
  ///   - bounds: ones that hold there; those of neurons that are known to have one sign are left as they are.
  ///   - box: the box.
  ///   - start: the first layer whose bounds can become sharper.
  func sharpen(_ bounds: inout NeuronBounds, on box: InputBox, from start: Int = 0) {
    self.box = box
    sensitivities.removeAll(keepingCapacity: true)
    for input in 0..<network.inputCount {
      sizes[0][input] = max(
        Self.smallest, box.lower[input].magnitude, box.upper[input].magnitude)
    }
    for layer in 0..<network.depth {
      setReach(of: layer)
      defer { for neuron in network.neurons(of: layer) { setLines(of: neuron, layer, bounds) } }
      guard layer >= start else { continue }
      let first = network.firstNeurons[layer]
      narrow(&bounds, layer)
      let unstable = network.neurons(of: layer).filter { bounds.isUnstable($0) }
      let least = leastValues(ofNeurons: unstable.map { $0 - first }, layer: layer, bounds)
      for (place, neuron) in unstable.enumerated() {
        // NaN is no bound.
        if least[2 * place] > bounds.lower[neuron] { bounds.lower[neuron] = least[2 * place] }
        if -least[2 * place + 1] < bounds.upper[neuron] {
          bounds.upper[neuron] = -least[2 * place + 1]
        }
        guard bounds.isUnstable(neuron) else { continue }
        let inputs = network.inputCount
        let changes = (0..<inputs).map { input in
          (coefficients[2 * place * inputs + input].magnitude
            + coefficients[(2 * place + 1) * inputs + input].magnitude)
            * box.width(of: input)
        }
        sensitivities.append((neuron, changes))
      }
    }
    setReach(of: network.depth)
  }

  /// Bounds of a layer by those of the activations before it, each for itself.
  private func narrow(_ bounds: inout NeuronBounds, _ layer: Int) {
    let weights = network.layers[layer]
    let (first, inputs) = (network.firstNeurons[layer], weights.inputCount)
    let (least, largest) = activationBounds(before: layer, bounds)
    for neuron in 0..<weights.outputCount where bounds.isUnstable(first + neuron) {
      var (lower, upper) = (weights.biases[neuron], weights.biases[neuron])
      for input in 0..<inputs {
        let weight = weights.weights[neuron * inputs + input]
        lower += weight * (weight > 0 ? least[input] : largest[input])
        upper += weight * (weight > 0 ? largest[input] : least[input])
      }
      let error = reach[first + neuron] * network.roundingError + 1e-180
      if lower - error > bounds.lower[first + neuron] {
        bounds.lower[first + neuron] = lower - error
      }
      if upper + error < bounds.upper[first + neuron] {
        bounds.upper[first + neuron] = upper + error
      }
    }
  }

  /// Between which numbers the inputs of a layer lie; their rounding errors are small beside their size.
  private func activationBounds(
    before layer: Int, _ bounds: NeuronBounds
  ) -> (least: [Double], largest: [Double]) {
    guard layer > 0 else { return (box.lower, box.upper) }
    var (least, largest): ([Double], [Double]) = ([], [])
    for neuron in network.neurons(of: layer - 1) {
      guard bounds.lower[neuron].isFinite, bounds.upper[neuron].isFinite else {
        least.append(-.infinity)
        largest.append(.infinity)
        continue
      }
      let ends = [bounds.lower[neuron], bounds.upper[neuron]].map {
        $0 > 0 ? $0 : network.slope * $0
      }
      let kink = bounds.isUnstable(neuron) ? 0 : ends[0]
      least.append(min(ends[0], ends[1], kink))
      largest.append(max(ends[0], ends[1], kink))
    }
    return (least, largest)
  }

  /// Takes other lines for neurons that may have both signs, for bounds of forms; until bounds are sharpened again.
  ///
  /// - Parameter bounds: those that were sharpened last.
  func follow(_ ray: Relaxation.Ray, _ bounds: NeuronBounds) {
    for neuron in 0..<network.neuronCount where bounds.isUnstable(neuron) {
      setLines(of: neuron, bounds, ray)
    }
  }

  private func setLines(of neuron: Int, _ bounds: NeuronBounds, _ ray: Relaxation.Ray) {
    let lines = Relaxation(
      from: bounds.lower[neuron], to: bounds.upper[neuron], slope: network.slope, ray: ray)
    (linesBelow[2 * neuron], linesBelow[2 * neuron + 1]) = (lines.below.slope, lines.below.constant)
    (linesAbove[2 * neuron], linesAbove[2 * neuron + 1]) = (lines.above.slope, lines.above.constant)
    gaps[neuron] = lines.gap
  }

  private func setLines(of neuron: Int, _ layer: Int, _ bounds: NeuronBounds) {
    let (lower, upper) = (bounds.lower[neuron], bounds.upper[neuron])
    setLines(of: neuron, bounds, .longer)
    let most = max(
      Self.smallest, upper,
      lower < 0 ? network.slope.magnitude * -lower * (1 + 0x1p-40) + Self.smallest : 0)
    let place = neuron - network.firstNeurons[layer]
    sizes[layer + 1][place] = min(
      most, max(1, network.slope.magnitude) * reach[neuron] * (1 + 0x1p-40))
  }

  /// More than all that products and sums lose by underflow; sizes are at least as large, so that nothing that is multiplied by
  /// large coefficients counts as zero.
  private static let smallest = 1e-290

  /// `|W| X + |b|`, rounded up; NaN where numbers are so large that small ones might count.
  private func setReach(of layer: Int) {
    let weights = network.layers[layer]
    let first = network.firstNeurons[layer]
    let inputs = weights.inputCount
    for neuron in 0..<weights.outputCount {
      var sum = weights.biases[neuron].magnitude
      for input in 0..<inputs {
        sum += weights.sizes[neuron * inputs + input] * sizes[layer][input]
      }
      sum = sum * (1 + 0x1p-30) + Self.smallest
      reach[first + neuron] = sum < 1e100 ? sum : .nan
    }
  }

  /// The least values of neurons and of their negatives.
  private func leastValues(
    ofNeurons neurons: [Int], layer: Int, _ bounds: NeuronBounds
  ) -> [Double] {
    let weights = network.layers[layer]
    let inputs = weights.inputCount
    start(rows: 2 * neurons.count, columns: inputs)
    for (place, neuron) in neurons.enumerated() {
      for sign in 0..<2 {
        let row = 2 * place + sign
        for input in 0..<inputs {
          let weight = weights.weights[neuron * inputs + input]
          coefficients[row * inputs + input] = sign == 0 ? weight : -weight
        }
        constants[row] = sign == 0 ? weights.biases[neuron] : -weights.biases[neuron]
        masses[row] = reach[network.firstNeurons[layer] + neuron]
      }
    }
    for below in stride(from: layer - 1, through: 0, by: -1) {
      descend(through: below, recording: nil)
    }
    return leastValues()
  }

  // MARK: forms in the outputs

  /// A linear form in inputs, hidden pre-activations and outputs.
  struct Form: Sendable {
    var inputs: [Double]
    var outputs: [Double]
    /// The absolute values of all that these coefficients were summed of.
    var inputSizes: [Double]
    var outputSizes: [Double]
    /// Neurons that were given a sign, with multipliers of their pre-activations.
    var neurons: [(neuron: Int, coefficient: Double)] = []
    var constant: Double
    /// The absolute value of all that the constant was summed of.
    var constantSize: Double
    /// How many forms were summed.
    var count = 1
  }

  /// How a form is bounded.
  struct Bound: Sendable {
    /// The least value, or less.
    let least: Double
    /// Coefficients of the inputs in a form that is below.
    let coefficients: [Double]
    /// Its constant, without rounding errors.
    let constant: Double
    /// Coefficients of the hidden activations on the way, for each neuron.
    let weights: [Double]
  }

  /// Bounds forms on the box and with the bounds that were sharpened last.
  func bounds(of forms: [Form]) -> [Bound] {
    let outputs = network.outputCount
    let last = network.layers[network.depth]
    start(rows: forms.count, columns: last.inputCount)
    var rows: [Double] = []
    for (row, form) in forms.enumerated() {
      rows += form.outputs
      constants[row] = form.constant
      masses[row] = form.constantSize
      for output in 0..<outputs {
        constants[row] += form.outputs[output] * last.biases[output]
        masses[row] += form.outputSizes[output] * reach[network.neuronCount + output]
      }
    }
    multiply(rows, last, into: &coefficients, rows: forms.count)
    let recording = Recording(rows: forms.count, neurons: network.neuronCount)
    for layer in stride(from: network.depth - 1, through: 0, by: -1) {
      descend(through: layer, recording: recording, forms)
    }
    for (row, form) in forms.enumerated() {
      for (input, coefficient) in form.inputs.enumerated() {
        coefficients[row * network.inputCount + input] += coefficient
        masses[row] += form.inputSizes[input] * sizes[0][input]
      }
    }
    // The sum of many forms has more rounding errors than those of the layers.
    for (row, form) in forms.enumerated() where form.count > 1 {
      let size = sizeOfTerms(in: form)
      constants[row] -= size * Double(form.count + 4) * 0x1p-50
      masses[row] += size
    }
    let least = leastValues()
    return forms.indices.map { row in
      let inputs = network.inputCount
      return Bound(
        least: least[row],
        coefficients: Array(coefficients[row * inputs..<(row + 1) * inputs]),
        constant: constants[row],
        weights: Array(
          recording.weights[row * network.neuronCount..<(row + 1) * network.neuronCount]))
    }
  }

  /// A bound of the sum of the absolute values of all that a form was summed of.
  private func sizeOfTerms(in form: Form) -> Double {
    var size = form.constantSize
    for (output, factor) in form.outputSizes.enumerated() {
      size += factor * reach[network.neuronCount + output]
    }
    for (input, factor) in form.inputSizes.enumerated() { size += factor * sizes[0][input] }
    for (neuron, factor) in form.neurons { size += factor.magnitude * reach[neuron] }
    return size * (1 + 0x1p-20)
  }

  /// Coefficients of hidden activations, a row of all neurons for each form.
  private final class Recording {
    private(set) var weights: [Double]
    private let neuronCount: Int

    init(rows: Int, neurons: Int) {
      neuronCount = neurons
      weights = Array(repeating: 0, count: rows * neurons)
    }

    func keep(_ coefficients: [Double], first: Int, width: Int) {
      for row in 0..<(width == 0 ? 0 : coefficients.count / width) {
        for place in 0..<width {
          weights[row * neuronCount + first + place] = coefficients[row * width + place]
        }
      }
    }
  }

  /// The largest distance of the lines of a neuron.
  func gap(of neuron: Int) -> Double { gaps[neuron] }

  /// The line that a form takes for a neuron: below the activation where its coefficient is positive, and above it elsewhere.
  func line(of neuron: Int, weight: Double) -> Relaxation.Line {
    let lines = weight > 0 ? linesBelow : linesAbove
    return Relaxation.Line(slope: lines[2 * neuron], constant: lines[2 * neuron + 1])
  }

  // MARK: steps

  private func start(rows: Int, columns: Int) {
    Self.clear(&coefficients, rows * columns)
    Self.clear(&constants, rows)
    Self.clear(&masses, rows)
  }

  private static func clear(_ array: inout [Double], _ count: Int) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(0, count: count))
  }

  /// From the activations of a hidden layer to what comes into it.
  private func descend(
    through layer: Int, recording: Recording?, _ forms: [Form] = []
  ) {
    let weights = network.layers[layer]
    let (first, width) = (network.firstNeurons[layer], weights.outputCount)
    let rows = constants.count
    recording?.keep(coefficients, first: first, width: width)
    linesBelow.withUnsafeBufferPointer { below in
      linesAbove.withUnsafeBufferPointer { above in
        reach.withUnsafeBufferPointer { reach in
          real_follow_lines(
            rows, width, &coefficients, below.baseAddress! + 2 * first,
            above.baseAddress! + 2 * first, weights.biases, reach.baseAddress! + first, &constants,
            &masses)
        }
      }
    }
    for (row, form) in forms.enumerated() {
      for (neuron, coefficient) in form.neurons where network.neurons(of: layer).contains(neuron) {
        coefficients[row * width + neuron - first] += coefficient
        constants[row] += coefficient * weights.biases[neuron - first]
        masses[row] += coefficient.magnitude * reach[neuron]
      }
    }
    multiply(coefficients, weights, into: &nextCoefficients, rows: rows)
    swap(&coefficients, &nextCoefficients)
  }

  private func multiply(
    _ left: [Double], _ layer: BoundingNetwork.Layer, into sums: inout [Double], rows: Int
  ) {
    Self.clear(&sums, rows * layer.inputCount)
    real_multiply_add(rows, layer.outputCount, layer.inputCount, left, layer.weights, &sums)
  }

  /// The least values of the forms in the inputs, on the box.
  private func leastValues() -> [Double] {
    let inputs = network.inputCount
    return constants.indices.map { row in
      var sum = constants[row]
      var mass = masses[row] + sum.magnitude
      for input in 0..<inputs {
        let factor = coefficients[row * inputs + input]
        sum += factor * (factor > 0 ? box.lower[input] : box.upper[input])
        mass += factor.magnitude * sizes[0][input]
      }
      // Beyond this size numbers that underflow might count.
      guard mass < 1e100 else { return .nan }
      return sum - (mass * network.roundingError + 1e-180)
    }
  }
}
