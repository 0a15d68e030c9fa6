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
  private(set) var gradient: [RoundedNumber]
  /// The sums of the gradients of `ln L`, weighted by `P`.
  private(set) var incompleteGradient: [RoundedNumber]
  /// What was taken away from `|y - f|^2 / (2 variance)`.
  private(set) var offset = 0.0

  private let model: RoundedGateModel
  private let observation: RoundedObservation
  private let last: LastLayerSums
  /// The place of the weights of each layer among the parameters, and that of its biases.
  private let places: [ParameterPlace]
  private var layers: [LayerState]
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
    /// Pre-activations of the layer after each number of decided gates of the layer before.
    var values: [RoundedNumber]
    var gates: [RoundedGate]
    /// The sums over the patterns below: derivatives with respect to the pre-activations, for the full and for
    /// the incomplete gradient.
    var slopes: [RoundedNumber]
    var incompleteSlopes: [RoundedNumber]
    /// The sums of the closed branches that wait for the open one, by the number of decided gates of the layer.
    var waitingSlopes: [RoundedNumber]
    var waitingIncompleteSlopes: [RoundedNumber]
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
    gradient = Array(repeating: zero, count: start)
    incompleteGradient = gradient
    layers = model.layers.indices.map { index in
      let width = model.layers[index].outputCount
      let decisions = index == 0 ? 1 : model.layers[index].inputCount + 1
      let waiting = Array(repeating: zero, count: width * decisions)
      return LayerState(
        values: waiting, gates: Array(repeating: RoundedGate(), count: width),
        slopes: Array(repeating: zero, count: width),
        incompleteSlopes: Array(repeating: zero, count: width),
        waitingSlopes: waiting, waitingIncompleteSlopes: waiting)
    }
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
    for index in gradient.indices {
      gradient[index] = zero
      incompleteGradient[index] = zero
    }
    ranking = maximumPatterns > 0 ? PatternRanking(limit: maximumPatterns) : nil
    layers[0].values.withUnsafeMutableBufferPointer {
      model.firstPreactivations(at: inputs, into: $0.baseAddress!)
    }
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
        gradient[places[layer].weight(output, input)] += slope * value
        incompleteGradient[places[layer].weight(output, input)] += incomplete * value
      }
      addBias(layer, output, slope, incomplete)
    }
  }

  private func addBias(
    _ layer: Int, _ output: Int, _ slope: RoundedNumber, _ incomplete: RoundedNumber
  ) {
    guard let place = places[layer].bias(output) else { return }
    gradient[place] += slope
    incompleteGradient[place] += incomplete
  }

  /// Sums over the gates of a hidden layer, and of those after it, given those before it. Leaves the sums of derivatives in the
  /// slopes of the layer, and returns the sum of `P L`.
  private func visit(_ layer: Int, place: Int, mass: RoundedNumber, number: Int) -> RoundedNumber {
    let width = model.widths[layer]
    let zero = RoundedNumber(exactly: 0)
    layers[layer].values.withUnsafeBufferPointer { values in
      layers[layer].gates.withUnsafeMutableBufferPointer {
        RoundedGate.evaluate(
          values.baseAddress! + place * width, count: width, coldness: model.coldness[layer],
          into: $0.baseAddress!)
      }
    }
    if layer == model.widths.count - 1 {
      return visitLast(layer, place: place, mass: mass, number: number)
    }
    for index in 0..<width {
      layers[layer].slopes[index] = zero
      layers[layer].incompleteSlopes[index] = zero
    }
    let next = model.layers[layer + 1].outputCount
    for output in 0..<next {
      layers[layer + 1].values[output] = model.layers[layer + 1].biases[output]
    }
    return decide(layer, 0, place: place, mass: mass, number: number)
  }

  /// Decides a gate of a layer; both branches follow. Leaves the sums of derivatives with respect to the next layer in its slopes.
  private func decide(
    _ layer: Int, _ gate: Int, place: Int, mass: RoundedNumber, number: Int
  ) -> RoundedNumber {
    let width = model.widths[layer]
    guard gate < width else {
      return visit(layer + 1, place: width, mass: mass, number: number)
    }
    let next = model.layers[layer + 1].outputCount
    let value = layers[layer].values[place * width + gate]
    let probabilities = layers[layer].gates[gate]
    let passed = value * model.negativeSlope
    let (open, closed) = (probabilities.openNumber, probabilities.closedNumber)

    advance(layer + 1, gate, by: model.negativeSlope.value == 0 ? nil : passed)
    let closedSum = decide(
      layer, gate + 1, place: place, mass: mass * closed, number: number << 1)
    for output in 0..<next {
      layers[layer + 1].waitingSlopes[gate * next + output] = layers[layer + 1].slopes[output]
      layers[layer + 1].waitingIncompleteSlopes[gate * next + output] =
        layers[layer + 1].incompleteSlopes[output]
    }
    advance(layer + 1, gate, by: value)
    let openSum = decide(
      layer, gate + 1, place: place, mass: mass * open, number: number << 1 | 1)

    var (arriving, incomplete) = (RoundedNumber(exactly: 0), RoundedNumber(exactly: 0))
    let hasSlope = model.negativeSlope.value != 0
    let columns = model.layers[layer + 1].columns
    for output in 0..<next {
      let index = gate * next + output
      let openSlope = layers[layer + 1].slopes[output]
      let openIncomplete = layers[layer + 1].incompleteSlopes[output]
      let closedSlope = layers[layer + 1].waitingSlopes[index]
      let closedIncomplete = layers[layer + 1].waitingIncompleteSlopes[index]
      let effective = hasSlope ? openSlope + model.negativeSlope * closedSlope : openSlope
      let effectiveIncomplete =
        hasSlope ? openIncomplete + model.negativeSlope * closedIncomplete : openIncomplete
      let place = places[layer + 1].weight(output, gate)
      gradient[place] += effective * value
      incompleteGradient[place] += effectiveIncomplete * value
      arriving += columns[index] * effective
      incomplete += columns[index] * effectiveIncomplete
      layers[layer + 1].slopes[output] = openSlope + closedSlope
      layers[layer + 1].incompleteSlopes[output] = openIncomplete + closedIncomplete
    }
    let gateTerm = (closed * openSum - open * closedSum) * model.coldness[layer]
    layers[layer].slopes[gate] += arriving + gateTerm
    layers[layer].incompleteSlopes[gate] += incomplete
    if gate == 0 {
      for output in 0..<next {
        addBias(
          layer + 1, output, layers[layer + 1].slopes[output],
          layers[layer + 1].incompleteSlopes[output])
      }
    }
    return openSum + closedSum
  }

  /// The pre-activations of a layer after one more gate of the layer before.
  private func advance(_ layer: Int, _ gate: Int, by value: RoundedNumber?) {
    let width = model.layers[layer].outputCount
    model.layers[layer].columns.withUnsafeBufferPointer { columns in
      layers[layer].values.withUnsafeMutableBufferPointer { values in
        let (before, after) = (gate * width, (gate + 1) * width)
        for output in 0..<width {
          guard let value else {
            values[after + output] = values[before + output]
            continue
          }
          values[after + output] =
            values[before + output] + columns[gate * width + output] * value
        }
      }
    }
  }

  private func visitLast(
    _ layer: Int, place: Int, mass: RoundedNumber, number: Int
  ) -> RoundedNumber {
    let width = model.widths[layer]
    let outputs = model.outputCount
    let (contributions, base) = lastContributions(layer, place: place)
    layers[layer].gates.withUnsafeBufferPointer { gates in
      last.evaluate(
        observation, gates: gates.baseAddress!, contributions: contributions, base: base,
        offset: offset,
        visit: ranking.map { ranking in
          { first, weights, factor in
            ranking.add(
              weights, factor: factor * mass.value, first: number << width + first)
          }
        })
    }
    let columns = model.layers[layer + 1].columns
    let hasSlope = model.negativeSlope.value != 0
    for gate in 0..<width {
      let value = layers[layer].values[place * width + gate]
      var (arriving, incomplete) = (RoundedNumber(exactly: 0), RoundedNumber(exactly: 0))
      for output in 0..<outputs {
        let index = gate * outputs + output
        var slope = last.openSlopes[index]
        var incompleteSlope = last.priorOpenSlopes[index]
        if hasSlope {
          slope += model.negativeSlope * (last.slopes[output] - slope)
          incompleteSlope += model.negativeSlope * (last.priorSlopes[output] - incompleteSlope)
        }
        let place = places[layer + 1].weight(output, gate)
        gradient[place] += mass * slope * value
        incompleteGradient[place] += mass * incompleteSlope * value
        arriving += columns[index] * slope
        incomplete += columns[index] * incompleteSlope
      }
      let gates = layers[layer].gates[gate]
      let residual = last.open[gate] - gates.openNumber * last.mass
      layers[layer].slopes[gate] = (arriving + residual * model.coldness[layer]) * mass
      layers[layer].incompleteSlopes[gate] = incomplete * mass
    }
    for output in 0..<outputs {
      addBias(layer + 1, output, mass * last.slopes[output], mass * last.priorSlopes[output])
    }
    return mass * last.mass
  }

  /// What open gates of the last hidden layer add to the outputs, and the outputs where all are closed.
  private func lastContributions(
    _ layer: Int, place: Int
  ) -> (contributions: [RoundedNumber], base: [RoundedNumber]) {
    model.lastContributions(
      Array(layers[layer].values[place * model.lastWidth..<(place + 1) * model.lastWidth]))
  }

  /// The smallest distance of all patterns.
  private func smallestDistance(from inputs: [RoundedNumber]) -> Double {
    guard case .outputs(let outputs, let inverseVariance) = observation else { return 0 }
    var smallest = Double.infinity
    let walk = PrefixWalk(model)
    walk.run(from: inputs) { prefix in
      let (contributions, base) = model.lastContributions(prefix.values)
      smallest = min(
        smallest,
        last.smallestDistance(
          outputs, inverseVariance: inverseVariance, gates: prefix.gates,
          contributions: contributions, base: base))
    }
    return smallest.isFinite ? smallest : 0
  }
}

extension RoundedGateModel {
  /// What open gates of the last hidden layer add to the outputs, gate by gate, and the outputs where all are closed.
  func lastContributions(
    _ values: [RoundedNumber]
  ) -> (contributions: [RoundedNumber], base: [RoundedNumber]) {
    let layer = layers[layers.count - 1]
    var base = layer.biases
    var contributions: [RoundedNumber] = []
    contributions.reserveCapacity(values.count * outputCount)
    let hasSlope = negativeSlope.value != 0
    for (gate, value) in values.enumerated() {
      let passed = hasSlope ? value * negativeSlope : RoundedNumber(exactly: 0)
      for output in 0..<outputCount {
        let weight = layer.columns[gate * outputCount + output]
        if hasSlope { base[output] += weight * passed }
        contributions.append(weight * (hasSlope ? value - passed : value))
      }
    }
    return (contributions, base)
  }
}
