import ExactAlgebra
import Networks

/// A network in floating point, for bounds that hold for the exact one.
struct BoundingNetwork: Sendable {
  /// A layer; matrices are row by row.
  struct Layer: Sendable {
    let inputCount: Int
    let outputCount: Int
    /// A row for each neuron, rounded.
    let weights: [Double]
    /// A row for each input.
    let transposedWeights: [Double]
    let biases: [Double]
    /// Absolute values of the weights.
    let sizes: [Double]

    init?(_ layer: Network.Layer) {
      guard (layer.weights.joined() + (layer.biases ?? [])).allSatisfy(\.isInRoundingRange) else {
        return nil
      }
      outputCount = layer.weights.count
      inputCount = layer.weights[0].count
      weights = layer.weights.joined().map { Double(approximating: $0) }
      transposedWeights = layer.weights[0].indices.flatMap { input in
        layer.weights.map { Double(approximating: $0[input]) }
      }
      biases =
        layer.biases?.map { Double(approximating: $0) }
        ?? [Double](repeating: 0, count: outputCount)
      sizes = weights.map(\.magnitude)
    }
  }

  /// The layers, the output layer last.
  let layers: [Layer]
  /// What the activation multiplies negative numbers by, rounded.
  let slope: Double
  /// The number of the first neuron of each hidden layer, and that of all hidden neurons.
  let firstNeurons: [Int]
  /// How large the relative rounding errors of all sums of a bound are together.
  let roundingError: Double

  /// By how much more than zero a form has to be where a part of a box is cut off, relatively.
  let cutMargin: Double

  /// `nil` where a weight is beyond double precision.
  ///
  /// - Parameter leavesMargin: whether bounds are to be so far from exact ones that a check in fixed point, with its
  ///   own rounding errors, finds them too.
  init?(_ network: Network, leavesMargin: Bool = false) {
    let activation = network.activation.negativeSlope
    let layers = network.layers.compactMap { Layer($0) }
    guard layers.count == network.layers.count, activation.isInRoundingRange else { return nil }
    self.layers = layers
    slope = Double(approximating: activation)
    var firsts = [0]
    for layer in layers.dropLast() { firsts.append(firsts[firsts.count - 1] + layer.outputCount) }
    firstNeurons = firsts
    let sums = layers.reduce(64) { $0 + 2 * ($1.inputCount + $1.outputCount) + 32 }
    roundingError = max(Double(sums) * 0x1p-51, leavesMargin ? 0x1p-30 : 0)
    cutMargin = leavesMargin ? 1e-3 : 1e-6
  }

  var inputCount: Int { layers[0].inputCount }
  var outputCount: Int { layers[layers.count - 1].outputCount }
  /// The number of hidden layers.
  var depth: Int { layers.count - 1 }
  /// The number of all hidden neurons.
  var neuronCount: Int { firstNeurons[depth] }

  /// The numbers of the neurons of a hidden layer, which counts from 0.
  func neurons(of layer: Int) -> Range<Int> { firstNeurons[layer]..<firstNeurons[layer + 1] }

  /// The hidden layer of a neuron, and its place there.
  func place(of neuron: Int) -> (layer: Int, neuron: Int) {
    let layer = (0..<depth).first { neuron < firstNeurons[$0 + 1] }!
    return (layer, neuron - firstNeurons[layer])
  }
}
