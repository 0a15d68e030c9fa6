public import Enclosures
import ExactAlgebra
import Foundation
import LongWork

/// How much the gates say about the input, and about the class, from draws: for any number of gates; in nats.
///
/// A pattern `A` is drawn at a point `x` of the sample. Its probability at each of the points is computed, so
/// that `P(A) = sum_x w(x) P(A | x)` is known, and `ln P(A | x) - ln P(A)` is a draw whose mean is `I(A; X)`. The entropy
/// `H(A | X)` is the mean of the entropies of the gates along the path; `H(A)` is the sum of both.
public struct GateInformationEstimate: Sendable {
  /// What the gates of the first layers say.
  public struct Layer: Sendable {
    /// How many hidden layers, from the first on.
    public let layerCount: Int
    /// The entropy of the pattern of these layers.
    public let entropy: ReportedNumber
    /// Its entropy given the input.
    public let conditionalEntropy: ReportedNumber
    /// What it says about the input.
    public let aboutInput: ReportedNumber
  }

  /// The pattern of the first layer, of the first two, and so on; the last one is the whole pattern.
  public let layers: [Layer]
  /// The probabilities of the classes that the model draws; `nil` for a Gaussian likelihood.
  public let classes: [ReportedNumber]?
  /// `I(A; Y)` with the class `Y` that the model draws; `nil` for a Gaussian likelihood.
  public let aboutClass: ReportedNumber?
  /// The number of draws, at all points together.
  public let draws: Int

  /// The information of a model over a sample.
  ///
  /// The work grows with the product of the numbers of draws and of points.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - sample: the points, with their weights.
  ///   - draws: how many, at all points together.
  ///   - seed: what random numbers follow from.
  ///   - threads: the number of threads; estimates do not depend on it.
  /// - Throws: `GateModelError` where a point does not belong to the network, and for numbers beyond double
  ///   precision; also as `Interruption.check`.
  /// - Precondition: there is a hidden layer, and there are draws and threads.
  public init(
    of model: GateModel, over sample: GateSample, draws: Int = 2_000, seed: UInt64 = 1,
    threads: Int = 1
  ) async throws {
    precondition(draws > 0 && threads > 0, "no draws, or no threads")
    precondition(!model.temperatures.isEmpty, "no gates")
    try sample.validate(for: model, isSummed: false)
    let mixture = try PatternMixture(of: model, over: sample)
    let parts = stride(from: 0, to: draws, by: Self.blockSize).map {
      $0..<min($0 + Self.blockSize, draws)
    }
    let terms = try await concurrentMap(parts, width: threads) { part in
      try mixture.terms(of: part, among: draws, seed: seed)
    }.flatMap { $0 }
    self.draws = draws
    layers = model.temperatures.indices.map { layer in
      Layer(
        layerCount: layer + 1,
        entropy: .mean(of: terms.map { $0.conditional[layer] + $0.about[layer] }),
        conditionalEntropy: .mean(of: terms.map { $0.conditional[layer] }),
        aboutInput: .mean(of: terms.map { $0.about[layer] }))
    }
    guard model.likelihood == .softmax else {
      (classes, aboutClass) = (nil, nil)
      return
    }
    let classCount = model.network.architecture.outputCount
    let shares = (0..<classCount).map { label in
      terms.reduce(0) { $0 + $1.classes[label] } / Double(draws)
    }
    classes = (0..<classCount).map { label in .mean(of: terms.map { $0.classes[label] }) }
    // I(A; Y) is the mean divergence of the law of the class, given A, from its law.
    aboutClass = .mean(
      of: terms.map { term in
        zip(term.classes, shares).reduce(0) { $1.0 > 0 ? $0 + $1.0 * log($1.0 / $1.1) : $0 }
      })
  }

  private static let blockSize = 16
}

extension ReportedNumber {
  /// The mean of independent numbers, with its standard error.
  fileprivate static func mean(of numbers: [Double]) -> ReportedNumber {
    let n = Double(numbers.count)
    let mean = numbers.reduce(0, +) / n
    let square = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return .estimated(
      value: mean, standardError: n > 1 ? (square / (n - 1) / n).squareRoot() : .infinity)
  }
}

/// The law of the pattern over a sample, as a mixture of its laws at the points.
private struct PatternMixture: Sendable {
  let gates: DrawnGates
  let points: [[Double]]
  let logWeights: [Double]
  /// The sums of the weights up to each point.
  let borders: [Double]
  /// The pre-activations of the first layer, point by point.
  let first: [Double]

  /// Terms of a sum that are so much smaller than a known one, as logarithms, are left out: `exp(-46) < 1e-19`.
  private static let negligible = 46.0

  /// What one draw says.
  struct Terms: Sendable {
    /// The entropy of the gates of the first layers along the path.
    var conditional: [Double]
    /// `ln P(A | x) - ln P(A)` for the first layers.
    var about: [Double]
    /// The law of the class, given the pattern.
    var classes: [Double]
  }

  init(of model: GateModel, over sample: GateSample) throws(GateModelError) {
    let gates = try DrawnGates(model)
    self.gates = gates
    var rounded: [[Double]] = []
    for point in sample.points { rounded.append(try DrawnGates.rounded(point)) }
    points = rounded
    let weights = sample.weights.map { Double(approximating: $0) }
    logWeights = weights.map { log($0) }
    var sum = 0.0
    borders = weights.map {
      sum += $0
      return sum
    }
    let path = DrawnPath(of: gates)
    first = rounded.flatMap { point in
      path.start(at: point, gates)
      return Array(path.preactivations[0])
    }
  }

  func terms(of draws: Range<Int>, among count: Int, seed: UInt64) throws -> [Terms] {
    let other = DrawnPath(of: gates)
    let layers = gates.hiddenCount
    var found: [Terms] = []
    for draw in draws {
      try Interruption.check()
      var uniform = UniformDraws(seed: seed, point: 0, block: draw)
      // Points in proportion to their weights.
      let place = (Double(draw) + uniform.next()) / Double(count) * borders[borders.count - 1]
      let point = borders.firstIndex { place < $0 } ?? borders.count - 1
      let walk = GateWalk(in: gates, at: points[point], given: nil, proposal: nil)
      walk.draw(0, using: &uniform)
      let path = walk.path
      var own: [Double] = []
      var entropies: [Double] = []
      for layer in 0..<layers {
        own.append((own.last ?? 0) + path.logPrior(of: layer))
        entropies.append((entropies.last ?? 0) + Self.entropy(of: path, layer))
      }
      var mixtures = [LogSum](repeating: LogSum(), count: layers)
      var classes = [LogSum](repeating: LogSum(), count: isClassifier ? gates.outputCount : 0)
      let least = own[layers - 1] + logWeights[point] - Self.negligible
      for index in points.indices where logWeights[index] > -.infinity {
        var logarithm = logWeights[index]
        for layer in 0..<layers {
          move(other, to: layer, at: index, like: path)
          logarithm += other.logPrior(of: layer)
          mixtures[layer].add(logarithm)
          if logarithm < least { break }
        }
        guard isClassifier, logarithm >= least else { continue }
        other.finish(gates)
        for label in classes.indices {
          classes[label].add(logarithm + DrawnGates.logSoftmax(other.outputs, label))
        }
      }
      var all = LogSum()
      for sum in classes { all.add(sum.value) }
      found.append(
        Terms(
          conditional: entropies, about: zip(own, mixtures).map { $0 - $1.value },
          classes: classes.map { exp($0.value - all.value) }))
    }
    return found
  }

  private var isClassifier: Bool {
    if case .softmax = gates.likelihood { true } else { false }
  }

  /// Prepares a layer of a path at a point, with the states of another path.
  private func move(_ path: DrawnPath, to layer: Int, at point: Int, like drawn: DrawnPath) {
    let sums = path.preactivations[layer]
    if layer == 0 {
      for gate in sums.indices { sums[gate] = first[point * sums.count + gate] }
    } else {
      gates.layers[layer].apply(path.inputs[layer].baseAddress!, into: sums.baseAddress!)
    }
    let (logits, sharpness) = (path.logits[layer], gates.sharpness[layer])
    for gate in sums.indices {
      logits[gate] = sums[gate] * sharpness
      path.set(gate, of: layer, isOpen: drawn.states[layer][gate], gates)
    }
  }

  /// The sum of the entropies of the gates of a layer.
  private static func entropy(of path: DrawnPath, _ layer: Int) -> Double {
    path.logits[layer].reduce(0) { sum, logit in
      // With p = sigma(t): -p ln p - (1-p) ln(1-p) = ln(1 + exp(-|t|)) + |t| sigma(-|t|).
      let size = logit.magnitude
      let power = exp(-size)
      return sum + log1p(power) + (power > 0 ? size * power / (1 + power) : 0)
    }
  }
}

/// The logarithm of a sum of exponentials.
private struct LogSum {
  private var largest = -Double.infinity
  private var sum = 0.0

  mutating func add(_ logarithm: Double) {
    guard logarithm > -.infinity else { return }
    if logarithm > largest {
      sum = sum * exp(largest - logarithm) + 1
      largest = logarithm
    } else {
      sum += exp(logarithm - largest)
    }
  }

  var value: Double { largest + log(sum) }
}
