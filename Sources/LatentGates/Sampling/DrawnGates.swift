import ExactAlgebra
import Foundation
import Networks

/// A model in double precision, without bounds for its errors: for draws, and for sums that are only guides.
struct DrawnGates: Sendable {
  /// An affine map, column by column, so that closed gates of ReLU cost nothing.
  struct Layer: Sendable {
    let inputCount: Int
    let outputCount: Int
    /// The weights of the first input, then those of the second, and so on.
    let columns: [Double]
    let biases: [Double]
  }

  /// The logarithm of the density of what is observed.
  enum Likelihood: Sendable {
    case gaussian(variance: Double)
    case softmax
  }

  /// What is observed.
  enum Observation: Sendable {
    case outputs([Double])
    case label(Int)
  }

  /// All layers, the last one included.
  let layers: [Layer]
  /// `1 / tau` of each hidden layer.
  let sharpness: [Double]
  /// What a closed gate multiplies its pre-activation by.
  let slope: Double
  let likelihood: Likelihood
  /// Whether each layer has biases, for the order of parameters.
  let hasBiases: [Bool]

  var hiddenCount: Int { layers.count - 1 }
  var inputCount: Int { layers[0].inputCount }
  var outputCount: Int { layers[layers.count - 1].outputCount }
  var gateCount: Int { layers.dropLast().reduce(0) { $0 + $1.outputCount } }
  var widest: Int { layers.reduce(inputCount) { max($0, $1.outputCount) } }
  var parameterCount: Int {
    zip(layers, hasBiases).reduce(0) {
      $0 + $1.0.outputCount * ($1.0.inputCount + ($1.1 ? 1 : 0))
    }
  }

  init(layers: [Layer], hasBiases: [Bool], like other: DrawnGates) {
    (self.layers, self.hasBiases) = (layers, hasBiases)
    (sharpness, slope, likelihood) = (other.sharpness, other.slope, other.likelihood)
  }

  /// The rounded model.
  ///
  /// - Throws: `GateModelError.beyondDoublePrecision`.
  init(_ model: GateModel) throws(GateModelError) {
    let network = model.network
    layers = network.layers.map { layer in
      let forms = layer.affineForms.map { $0.map { Double(approximating: $0) } }
      let inputs = forms[0].count - 1
      return Layer(
        inputCount: inputs, outputCount: forms.count,
        columns: (0..<inputs).flatMap { input in forms.map { $0[input] } },
        biases: forms.map { $0[inputs] })
    }
    hasBiases = network.layers.map { $0.biases != nil }
    sharpness = model.temperatures.map { Double(approximating: 1 / $0) }
    slope = Double(approximating: network.activation.negativeSlope)
    switch model.likelihood {
    case .gaussian(let variance):
      let variance = Double(approximating: variance)
      guard variance > 0, variance.isFinite else { throw .beyondDoublePrecision }
      likelihood = .gaussian(variance: variance)
    case .softmax: likelihood = .softmax
    }
    guard layers.allSatisfy({ ($0.columns + $0.biases).allSatisfy(\.isFinite) }),
      sharpness.allSatisfy({ $0 > 0 && $0.isFinite }), slope.isFinite
    else { throw .beyondDoublePrecision }
  }

  /// A rounded point.
  ///
  /// - Throws: `GateModelError.beyondDoublePrecision`.
  static func rounded(_ point: [Rational]) throws(GateModelError) -> [Double] {
    let numbers = point.map { Double(approximating: $0) }
    guard numbers.allSatisfy(\.isFinite) else { throw .beyondDoublePrecision }
    return numbers
  }

  /// A rounded observation.
  ///
  /// - Throws: `GateModelError.beyondDoublePrecision`.
  static func rounded(_ observation: GateObservation) throws(GateModelError) -> Observation {
    switch observation {
    case .outputs(let outputs): .outputs(try rounded(outputs))
    case .label(let label): .label(label)
    }
  }
}

extension DrawnGates.Layer {
  /// `sums = W values + b`.
  func apply(_ values: UnsafePointer<Double>, into sums: UnsafeMutablePointer<Double>) {
    biases.withUnsafeBufferPointer { sums.update(from: $0.baseAddress!, count: outputCount) }
    columns.withUnsafeBufferPointer { columns in
      for input in 0..<inputCount {
        let value = values[input]
        guard value != 0 else { continue }
        let column = columns.baseAddress! + input * outputCount
        for output in 0..<outputCount { sums[output] += value * column[output] }
      }
    }
  }

  /// `result = W^T slopes`.
  func applyTransposed(
    _ slopes: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    columns.withUnsafeBufferPointer { columns in
      for input in 0..<inputCount {
        let column = columns.baseAddress! + input * outputCount
        var sum = 0.0
        for output in 0..<outputCount { sum += slopes[output] * column[output] }
        result[input] = sum
      }
    }
  }
}

extension DrawnGates {
  /// The logarithm of the density, or of the probability, of an observation.
  func logLikelihood(
    of observation: Observation, at outputs: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    switch (likelihood, observation) {
    case (.gaussian(let variance), .outputs(let observed)):
      var distance = 0.0
      for output in outputs.indices {
        distance += (outputs[output] - observed[output]) * (outputs[output] - observed[output])
      }
      return -0.5 * (Double(outputs.count) * log(2 * .pi * variance) + distance / variance)
    case (.softmax, .label(let label)): return Self.logSoftmax(outputs, label)
    default: preconditionFailure("an observation of another likelihood")
    }
  }

  /// The gradient of that logarithm with respect to the outputs.
  func slopes(
    of observation: Observation, at outputs: UnsafeMutableBufferPointer<Double>,
    into slopes: UnsafeMutablePointer<Double>
  ) {
    switch (likelihood, observation) {
    case (.gaussian(let variance), .outputs(let observed)):
      for output in outputs.indices {
        slopes[output] = (observed[output] - outputs[output]) / variance
      }
    case (.softmax, .label(let label)):
      let largest = outputs.max()!
      var sum = 0.0
      for output in outputs.indices {
        slopes[output] = exp(outputs[output] - largest)
        sum += slopes[output]
      }
      for output in outputs.indices { slopes[output] = -slopes[output] / sum }
      slopes[label] += 1
    default: preconditionFailure("an observation of another likelihood")
    }
  }

  /// `f_k - ln sum_j exp f_j`.
  static func logSoftmax(_ outputs: UnsafeMutableBufferPointer<Double>, _ label: Int) -> Double {
    let largest = outputs.max()!
    var sum = 0.0
    for output in outputs { sum += exp(output - largest) }
    return outputs[label] - largest - log(sum)
  }

  /// `1 / (1 + exp(-t))`.
  static func sigmoid(_ t: Double) -> Double {
    t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t))
  }
}
