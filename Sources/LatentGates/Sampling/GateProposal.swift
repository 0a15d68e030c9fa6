import ExactAlgebra
import Foundation

/// A law of patterns at a point that leans towards what is observed there, for importance sampling.
///
/// Gates are drawn one after the other. Given those that are drawn, the outputs have about a mean `m` and
/// a covariance `V`: a closed gate and an open one change `m`, and the gates to come make `V`. The odds of a gate are
/// those of the model times the ratio of the two likelihoods, where the Gaussian one has the covariance of the
/// noise plus `V`. What layers to come do is linearized at the mean path; in the last hidden layer
/// mean and covariance are exact. So with one hidden layer and many gates weights are nearly constant.
struct GateProposal: Sendable {
  private let observation: DrawnGates.Observation
  /// For each hidden layer, gate by gate, how the outputs change with what the gate passes.
  private let responses: [[Double]]
  /// The outputs where all gates of a layer pass zero.
  private let offsets: [[Double]]
  /// The inverse covariance of noise and of the gates of later layers; empty for classes.
  private let inverses: [[Double]]

  /// Gates in a layer up to which the likelihood of a class is computed for each of them; else its slope is,
  /// from time to time.
  private static let narrow = 32

  init(of gates: DrawnGates, at point: [Double], given observation: DrawnGates.Observation) {
    self.observation = observation
    let mean = MeanPath(of: gates, at: point)
    let outputs = gates.outputCount
    var (responses, offsets, inverses): ([[Double]], [[Double]], [[Double]]) = ([], [], [])
    var response = gates.layers[gates.hiddenCount].columns
    var covariance = [Double](repeating: 0, count: outputs * outputs)
    if case .gaussian(let variance) = gates.likelihood {
      for output in 0..<outputs { covariance[output * outputs + output] = variance }
    }
    for layer in (0..<gates.hiddenCount).reversed() {
      let passed = mean.passed[layer]
      var offset = mean.outputs
      for (gate, value) in passed.enumerated() {
        for output in 0..<outputs { offset[output] -= response[gate * outputs + output] * value }
      }
      responses.append(response)
      offsets.append(offset)
      if case .gaussian = gates.likelihood { inverses.append(Self.inverse(covariance, outputs)) }
      guard layer > 0 else { break }
      // What the layer before sees: its own gates scatter, and their means move with what comes in.
      let map = gates.layers[layer]
      var before = [Double](repeating: 0, count: map.inputCount * outputs)
      for gate in passed.indices {
        let p = mean.probabilities[layer][gate]
        let step = (1 - gates.slope) * mean.preactivations[layer][gate]
        let scatter = p * (1 - p) * step * step
        let own = Array(response[gate * outputs..<(gate + 1) * outputs])
        for (row, a) in own.enumerated() {
          for (column, b) in own.enumerated() {
            covariance[row * outputs + column] += scatter * a * b
          }
        }
        let logit = mean.preactivations[layer][gate] * gates.sharpness[layer]
        let growth = gates.slope + (1 - gates.slope) * (p + logit * p * (1 - p))
        for input in 0..<map.inputCount {
          let factor = growth * map.columns[input * map.outputCount + gate]
          for output in 0..<outputs { before[input * outputs + output] += factor * own[output] }
        }
      }
      response = before
    }
    (self.responses, self.offsets) = (responses.reversed(), offsets.reversed())
    self.inverses = inverses.reversed()
  }

  /// The inverse of a symmetric positive definite matrix, by elimination.
  private static func inverse(_ matrix: [Double], _ size: Int) -> [Double] {
    var (left, right) = (matrix, [Double](repeating: 0, count: size * size))
    for row in 0..<size { right[row * size + row] = 1 }
    for pivot in 0..<size {
      let scale = 1 / left[pivot * size + pivot]
      for column in 0..<size {
        left[pivot * size + column] *= scale
        right[pivot * size + column] *= scale
      }
      for row in 0..<size where row != pivot {
        let factor = left[row * size + pivot]
        guard factor != 0 else { continue }
        for column in 0..<size {
          left[row * size + column] -= factor * left[pivot * size + column]
          right[row * size + column] -= factor * right[pivot * size + column]
        }
      }
    }
    return right
  }

  /// The path on which each gate passes its mean.
  private struct MeanPath {
    var preactivations: [[Double]] = []
    var probabilities: [[Double]] = []
    var passed: [[Double]] = []
    var outputs: [Double] = []

    init(of gates: DrawnGates, at point: [Double]) {
      var values = point
      for (index, layer) in gates.layers.enumerated() {
        var sums = [Double](repeating: 0, count: layer.outputCount)
        values.withUnsafeBufferPointer { values in
          sums.withUnsafeMutableBufferPointer {
            layer.apply(values.baseAddress!, into: $0.baseAddress!)
          }
        }
        guard index < gates.hiddenCount else {
          outputs = sums
          return
        }
        let open = sums.map { DrawnGates.sigmoid($0 * gates.sharpness[index]) }
        values = zip(sums, open).map { $0 * ($1 + (1 - $1) * gates.slope) }
        preactivations.append(sums)
        probabilities.append(open)
        passed.append(values)
      }
    }
  }
}

extension GateProposal {
  /// What leans the gates of one layer along one path.
  final class Lean {
    fileprivate typealias Numbers = UnsafeMutableBufferPointer<Double>
    /// What an open gate adds to the outputs, gate by gate.
    fileprivate let steps: Numbers
    /// The same, multiplied by the inverse covariance of noise and of the gates to come.
    fileprivate let pulls: Numbers
    /// `pulls . steps / 2` of each gate.
    fileprivate let costs: Numbers
    /// The outputs, given the gates that are drawn, and for a gate that is open.
    fileprivate let mean: Numbers
    fileprivate let trial: Numbers
    /// Their start.
    fileprivate let start: Numbers
    fileprivate let inverse: Numbers
    fileprivate let product: Numbers

    init(widest: Int, outputs: Int) {
      func numbers(_ count: Int) -> Numbers {
        let buffer = Numbers.allocate(capacity: max(count, 1))
        buffer.initialize(repeating: 0)
        return buffer
      }
      steps = numbers(widest * outputs)
      pulls = numbers(widest * outputs)
      costs = numbers(widest)
      (mean, trial, start) = (numbers(outputs), numbers(outputs), numbers(outputs))
      (inverse, product) = (numbers(outputs * outputs), numbers(outputs))
    }

    deinit {
      for buffer in [steps, pulls, costs, mean, trial, start, inverse, product] {
        buffer.deallocate()
      }
    }
  }

  /// What leans the gates of a layer that is prepared on a path.
  func prepare(_ layer: Int, of path: DrawnPath, _ gates: DrawnGates, _ lean: Lean) {
    let outputs = gates.outputCount
    let (values, probabilities) = (path.preactivations[layer], path.probabilities[layer])
    let responses = responses[layer]
    for output in 0..<outputs { lean.start[output] = offsets[layer][output] }
    responses.withUnsafeBufferPointer { responses in
      for gate in values.indices {
        let (value, p) = (values[gate], probabilities[gate])
        let passed = value * (p + (1 - p) * gates.slope)
        let step = value * (1 - gates.slope)
        for output in 0..<outputs {
          let response = responses[gate * outputs + output]
          lean.start[output] += response * passed
          lean.steps[gate * outputs + output] = response * step
        }
      }
    }
    guard case .gaussian = gates.likelihood else { return }
    for place in 0..<outputs * outputs { lean.inverse[place] = inverses[layer][place] }
    // From the last gate back: each adds its scatter to the covariance of those before.
    for gate in values.indices.reversed() {
      let step = lean.steps.baseAddress! + gate * outputs
      let pull = lean.pulls.baseAddress! + gate * outputs
      var size = 0.0
      for row in 0..<outputs {
        var sum = 0.0
        for column in 0..<outputs { sum += lean.inverse[row * outputs + column] * step[column] }
        pull[row] = sum
        size += sum * step[row]
      }
      lean.costs[gate] = size / 2
      let scatter = probabilities[gate] * (1 - probabilities[gate])
      let factor = scatter / (1 + scatter * size)
      for row in 0..<outputs {
        for column in 0..<outputs {
          lean.inverse[row * outputs + column] -= factor * pull[row] * pull[column]
        }
      }
    }
  }

  /// Draws the gates of a layer, from the proposal or something else.
  ///
  /// - Returns: `ln` of the probability with which the proposal draws them.
  func draw(
    _ layer: Int, of path: DrawnPath, _ gates: DrawnGates, _ lean: Lean, by source: GateSource,
    using draws: inout UniformDraws
  ) -> Double {
    let outputs = gates.outputCount
    let (logits, probabilities) = (path.logits[layer], path.probabilities[layer])
    for output in 0..<outputs { lean.mean[output] = lean.start[output] }
    let refresh = max(1, logits.count / Self.narrow)
    var proposal = LogarithmicProduct()
    for gate in logits.indices {
      let step = lean.steps.baseAddress! + gate * outputs
      let p = probabilities[gate]
      // From here on: the mean where this gate is closed.
      for output in 0..<outputs { lean.mean[output] -= p * step[output] }
      var gain = 0.0
      switch observation {
      case .outputs(let observed):
        let pull = lean.pulls.baseAddress! + gate * outputs
        for output in 0..<outputs { gain += pull[output] * (observed[output] - lean.mean[output]) }
        gain -= lean.costs[gate]
      case .label(let label):
        if logits.count <= Self.narrow {
          for output in 0..<outputs { lean.trial[output] = lean.mean[output] + step[output] }
          gain =
            DrawnGates.logSoftmax(lean.trial, label) - DrawnGates.logSoftmax(lean.mean, label)
        } else {
          if gate % refresh == 0 {
            gates.slopes(of: observation, at: lean.mean, into: lean.product.baseAddress!)
          }
          for output in 0..<outputs { gain += lean.product[output] * step[output] }
        }
      }
      let leaning = logits[gate] + gain
      let isOpen =
        switch source {
        case .model: draws.next() < p
        case .proposal: draws.next() < DrawnGates.sigmoid(leaning)
        case .mode(let mode): draws.next() < mode.open[layer][gate]
        case .given: path.states[layer][gate]
        }
      proposal.multiply(bySigmoidOf: isOpen ? leaning : -leaning)
      if isOpen { for output in 0..<outputs { lean.mean[output] += step[output] } }
      path.set(gate, of: layer, isOpen: isOpen, gates)
    }
    return proposal.logarithm
  }
}

/// Uniform numbers from a seed.
struct UniformDraws {
  private var generator: SeededGenerator

  /// The numbers of a block of draws at a point.
  init(seed: UInt64, point: Int, block: Int) {
    generator = SeededGenerator(seed: seed, stream: UInt64(point) << 24 + UInt64(block) + 1)
  }

  /// A number from 0 on and below 1.
  mutating func next() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

  /// Two independent standard Gaussian numbers.
  mutating func gaussianPair() -> (Double, Double) {
    let radius = (-2 * log(1 - next())).squareRoot()
    let angle = 2 * Double.pi * next()
    return (radius * cos(angle), radius * sin(angle))
  }
}
