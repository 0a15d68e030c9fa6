import Enclosures
import ExactAlgebra
import Networks

/// Sums over all patterns at one point in floating point, with bounds: the likelihood and the gradient.
///
/// The walk decides the gates of the layers before the last hidden one, one after the other; pre-activations of the next layer
/// grow with each decision. `LastLayerSums` sums over the last hidden layer. On the way back a node knows, for both of its
/// branches, the sum of `L` and that of the derivatives of `ln L + ln P` with respect to the pre-activations of the
/// next layer; so the cost of a node does not depend on the number of parameters.
final class PosteriorWalk {
  /// The sum over all patterns of `P(A | x) L(A)`.
  private(set) var evidence = RoundedNumber(exactly: 0)
  /// The sums of the gradients of `ln L + ln P`, weighted by `P L`, in the order of `ParameterGradient`.
  let gradient: Scratch<RoundedNumber>
  /// The sums of the gradients of `ln L`, weighted by `P`.
  let incompleteGradient: Scratch<RoundedNumber>
  /// What was taken away from `|y - f|^2 / (2 variance)`.
  private(set) var offset = 0.0

  private let model: RoundedGateModel
  private let observation: RoundedObservation
  private let last: LastLayerSums
  /// The place of the weights of each layer among the parameters, and that of its biases.
  private let places: [ParameterPlace]
  private let layers: [LayerState]
  private let contributions: Scratch<RoundedNumber>
  private let base: Scratch<RoundedNumber>
  private let hasSlope: Bool
  private var ranking: PatternRanking?

  /// Where the parameters of a layer stand.
  struct ParameterPlace {
    let start: Int
    let inputCount: Int
    let hasBiases: Bool

    func weight(_ output: Int, _ input: Int) -> Int {
      start + output * (inputCount + (hasBiases ? 1 : 0)) + input
    }

    func bias(_ output: Int) -> Int? { hasBiases ? weight(output, inputCount) : nil }
  }

  /// What the walk knows of a layer.
  private struct LayerState {
    let walked: WalkedLayer
    /// The sums over the patterns below: derivatives with respect to the pre-activations, for the full and for
    /// the incomplete gradient.
    let slopes: Scratch<RoundedNumber>
    let incompleteSlopes: Scratch<RoundedNumber>
    /// The sums of the closed branches that wait for the open one, by the number of decided gates of the layer.
    let waitingSlopes: Scratch<RoundedNumber>
    let waitingIncompleteSlopes: Scratch<RoundedNumber>

    init(_ layer: RoundedGateModel.Layer, isFirst: Bool) {
      walked = WalkedLayer(layer, isFirst: isFirst)
      let zero = RoundedNumber(exactly: 0)
      let (width, waiting) = (walked.width, walked.values.count)
      slopes = Scratch(repeating: zero, count: width)
      incompleteSlopes = Scratch(repeating: zero, count: width)
      waitingSlopes = Scratch(repeating: zero, count: waiting)
      waitingIncompleteSlopes = Scratch(repeating: zero, count: waiting)
    }

    func free() {
      walked.free()
      for numbers in [slopes, incompleteSlopes, waitingSlopes, waitingIncompleteSlopes] {
        numbers.free()
      }
    }
  }

  init(_ model: RoundedGateModel, network: Network, given observation: RoundedObservation) {
    self.model = model
    self.observation = observation
    last = LastLayerSums(gateCount: model.lastWidth, outputCount: model.outputCount)
    var start = 0
    places = network.layers.map { layer in
      let place = ParameterPlace(
        start: start, inputCount: layer.weights[0].count, hasBiases: layer.biases != nil)
      start += layer.weights.count * (place.inputCount + (place.hasBiases ? 1 : 0))
      return place
    }
    let zero = RoundedNumber(exactly: 0)
    gradient = Scratch(repeating: zero, count: start)
    incompleteGradient = Scratch(repeating: zero, count: start)
    layers = model.layers.enumerated().map { LayerState($1, isFirst: $0 == 0) }
    contributions = Scratch(repeating: zero, count: model.lastWidth * model.outputCount)
    base = Scratch(repeating: zero, count: model.outputCount)
    hasSlope = model.negativeSlope.value != 0
  }

  deinit {
    gradient.free()
    incompleteGradient.free()
    contributions.free()
    base.free()
    for layer in layers { layer.free() }
  }

  /// The gradient as a list.
  var gradientNumbers: [RoundedNumber] { (0..<gradient.count).map { gradient[$0] } }
  /// The incomplete gradient as a list.
  var incompleteGradientNumbers: [RoundedNumber] {
    (0..<incompleteGradient.count).map { incompleteGradient[$0] }
  }

  /// Walks through all patterns at a point.
  ///
  /// - Parameters:
  ///   - point: the point.
  ///   - maximumPatterns: how many of the patterns with the largest `P L` are kept.
  /// - Returns: the numbers of these patterns, the one with the largest first.
  func run(at point: [Rational], maximumPatterns: Int) -> [Int] {
    let inputs = point.map { RoundedNumber($0) }
    walk(inputs, maximumPatterns: maximumPatterns)
    if case .outputs = observation, !(evidence.value > 1e-200) {
      // All patterns are far from what is observed: distances are counted from the smallest one.
      offset = smallestDistance(from: inputs)
      walk(inputs, maximumPatterns: maximumPatterns)
    }
    return ranking?.numbers ?? []
  }

  private func walk(_ inputs: [RoundedNumber], maximumPatterns: Int) {
    let zero = RoundedNumber(exactly: 0)
    gradient.fill(with: zero)
    incompleteGradient.fill(with: zero)
    ranking = maximumPatterns > 0 ? PatternRanking(limit: maximumPatterns) : nil
    model.firstPreactivations(at: inputs, into: layers[0].walked.values.base)
    let one = RoundedNumber(exactly: 1)
    evidence = visit(0, place: 0, mass: one, number: 0)
    finish(0, inputs: inputs)
  }

  /// Adds to the gradient of the first layer: its inputs are those of the network.
  private func finish(_ layer: Int, inputs: [RoundedNumber]) {
    for output in 0..<model.layers[layer].outputCount {
      let (slope, incomplete) = (
        layers[layer].slopes[output], layers[layer].incompleteSlopes[output]
      )
      for (input, value) in inputs.enumerated() {
        gradient.base[places[layer].weight(output, input)] += slope * value
        incompleteGradient.base[places[layer].weight(output, input)] += incomplete * value
      }
      addBias(layer, output, slope, incomplete)
    }
  }

  private func addBias(
    _ layer: Int, _ output: Int, _ slope: RoundedNumber, _ incomplete: RoundedNumber
  ) {
    guard let place = places[layer].bias(output) else { return }
    gradient.base[place] += slope
    incompleteGradient.base[place] += incomplete
  }

  /// Sums over the gates of a hidden layer, and of those after it, given those before it. Leaves the sums of derivatives in the
  /// slopes of the layer, and returns the sum of `P L`.
  private func visit(_ layer: Int, place: Int, mass: RoundedNumber, number: Int) -> RoundedNumber {
    let width = model.widths[layer]
    let own = layers[layer]
    RoundedGate.evaluate(
      own.walked.values.base + place * width, count: width, coldness: model.coldness[layer],
      into: own.walked.gates.base)
    if layer == model.widths.count - 1 {
      return visitLast(layer, place: place, mass: mass, number: number)
    }
    let zero = RoundedNumber(exactly: 0)
    own.slopes.fill(with: zero)
    own.incompleteSlopes.fill(with: zero)
    layers[layer + 1].walked.start()
    return decide(layer, 0, place: place, mass: mass, number: number)
  }

  /// Decides a gate of a layer; both branches follow. Leaves the sums of derivatives with respect to the next layer in its slopes.
  private func decide(
    _ layer: Int, _ gate: Int, place: Int, mass: RoundedNumber, number: Int
  ) -> RoundedNumber {
    let (own, next) = (layers[layer], layers[layer + 1])
    let width = own.slopes.count
    guard gate < width else {
      return visit(layer + 1, place: width, mass: mass, number: number)
    }
    let outputs = next.slopes.count
    let value = own.walked.values[place * width + gate]
    let (open, closed) = (
      own.walked.gates[gate].openNumber, own.walked.gates[gate].closedNumber
    )

    next.walked.advance(gate, by: hasSlope ? value * model.negativeSlope : nil)
    let closedSum = decide(
      layer, gate + 1, place: place, mass: mass * closed, number: number << 1)
    let waiting = next.waitingSlopes.base + gate * outputs
    let waitingIncomplete = next.waitingIncompleteSlopes.base + gate * outputs
    waiting.update(from: next.slopes.base, count: outputs)
    waitingIncomplete.update(from: next.incompleteSlopes.base, count: outputs)
    next.walked.advance(gate, by: value)
    let openSum = decide(
      layer, gate + 1, place: place, mass: mass * open, number: number << 1 | 1)

    var (arriving, incomplete) = (RoundedNumber(exactly: 0), RoundedNumber(exactly: 0))
    let parameters = places[layer + 1]
    for output in 0..<outputs {
      let weight = next.walked.columns[gate * outputs + output]
      let (slope, incompleteSlope) = (next.slopes[output], next.incompleteSlopes[output])
      var (effective, effectiveIncomplete) = (slope, incompleteSlope)
      if hasSlope {
        effective += model.negativeSlope * waiting[output]
        effectiveIncomplete += model.negativeSlope * waitingIncomplete[output]
      }
      let parameter = parameters.weight(output, gate)
      gradient.base[parameter] += effective * value
      incompleteGradient.base[parameter] += effectiveIncomplete * value
      arriving += weight * effective
      incomplete += weight * effectiveIncomplete
      next.slopes[output] = slope + waiting[output]
      next.incompleteSlopes[output] = incompleteSlope + waitingIncomplete[output]
    }
    let gateTerm = (closed * openSum - open * closedSum) * model.coldness[layer]
    own.slopes.base[gate] += arriving + gateTerm
    own.incompleteSlopes.base[gate] += incomplete
    if gate == 0 {
      for output in 0..<outputs {
        addBias(layer + 1, output, next.slopes[output], next.incompleteSlopes[output])
      }
    }
    return openSum + closedSum
  }

  private func visitLast(
    _ layer: Int, place: Int, mass: RoundedNumber, number: Int
  ) -> RoundedNumber {
    let (own, next) = (layers[layer], layers[layer + 1])
    let (width, outputs) = (own.slopes.count, model.outputCount)
    let values = own.walked.values.base + place * width
    let gates = own.walked.gates.base
    model.findLastContributions(values, into: contributions.base, base: base.base)
    last.evaluate(
      observation, gates: gates, contributions: contributions.base, base: base.base,
      offset: offset,
      ranked: ranking.map {
        LastLayerSums.RankedPlace(ranking: $0, factor: mass.value, first: number << width)
      })
    let parameters = places[layer + 1]
    for gate in 0..<width {
      let value = values[gate]
      var (arriving, incomplete) = (RoundedNumber(exactly: 0), RoundedNumber(exactly: 0))
      for output in 0..<outputs {
        let index = gate * outputs + output
        var slope = last.openSlopes[index]
        var incompleteSlope = last.priorOpenSlopes[index]
        if hasSlope {
          slope += model.negativeSlope * (last.slopes[output] - slope)
          incompleteSlope += model.negativeSlope * (last.priorSlopes[output] - incompleteSlope)
        }
        let parameter = parameters.weight(output, gate)
        gradient.base[parameter] += mass * slope * value
        incompleteGradient.base[parameter] += mass * incompleteSlope * value
        arriving += next.walked.columns[index] * slope
        incomplete += next.walked.columns[index] * incompleteSlope
      }
      let residual = last.open[gate] - gates[gate].openNumber * last.mass
      own.slopes[gate] = (arriving + residual * model.coldness[layer]) * mass
      own.incompleteSlopes[gate] = incomplete * mass
    }
    for output in 0..<outputs {
      addBias(layer + 1, output, mass * last.slopes[output], mass * last.priorSlopes[output])
    }
    return mass * last.mass
  }

  /// The smallest distance of all patterns.
  private func smallestDistance(from inputs: [RoundedNumber]) -> Double {
    guard case .outputs(let outputs, let inverseVariance) = observation else { return 0 }
    var smallest = Double.infinity
    let lastLayer = model.widths.count - 1
    PrefixWalk(model).run(from: inputs) { visit in
      guard visit.layer == lastLayer else { return }
      model.findLastContributions(visit.values, into: contributions.base, base: base.base)
      smallest = min(
        smallest,
        last.smallestDistance(
          outputs, inverseVariance: inverseVariance, gates: visit.gates,
          contributions: contributions.base, base: base.base))
    }
    return smallest.isFinite ? smallest : 0
  }
}

extension RoundedGateModel {
  /// Finds what open gates of the last hidden layer add to the outputs, gate by gate, and the outputs where all are closed.
  func findLastContributions(
    _ values: UnsafePointer<RoundedNumber>,
    into contributions: UnsafeMutablePointer<RoundedNumber>,
    base: UnsafeMutablePointer<RoundedNumber>
  ) {
    let layer = layers[layers.count - 1]
    for output in 0..<outputCount { base[output] = layer.biases[output] }
    let hasSlope = negativeSlope.value != 0
    for gate in 0..<lastWidth {
      let value = values[gate]
      let passed = hasSlope ? value * negativeSlope : RoundedNumber(exactly: 0)
      for output in 0..<outputCount {
        let weight = layer.columns[gate * outputCount + output]
        if hasSlope { base[output] += weight * passed }
        contributions[gate * outputCount + output] = weight * (hasSlope ? value - passed : value)
      }
    }
  }
}
