import Enclosures

/// A walk through the patterns of all hidden layers but the last one, in the order of their numbers.
final class PrefixWalk {
  /// A hidden layer, given the states of those before it.
  struct Visit {
    /// The hidden layer, from 0.
    let layer: Int
    /// The number of the pattern of the layers before.
    let number: Int
    /// The probability of that pattern.
    let mass: RoundedNumber
    /// The pre-activations of the layer.
    let values: [RoundedNumber]
    /// The gates of the layer.
    let gates: UnsafePointer<RoundedGate>
  }

  /// Patterns that begin with given states.
  struct Slice {
    /// The number of gates whose states are given.
    var bits = 0
    /// The number that their states are.
    var number = 0

    /// The states of a gate, from 0, that belong to the slice.
    func states(of gate: Int) -> [Int] {
      gate < bits ? [number >> (bits - 1 - gate) & 1] : [0, 1]
    }
  }

  private let model: RoundedGateModel
  private var values: [[RoundedNumber]]
  private var gates: [[RoundedGate]]
  private var slice = Slice()

  init(_ model: RoundedGateModel) {
    self.model = model
    values = model.layers.dropLast().enumerated().map { index, layer in
      Array(
        repeating: RoundedNumber(exactly: 0),
        count: layer.outputCount * (index == 0 ? 1 : layer.inputCount + 1))
    }
    gates = model.widths.map { Array(repeating: RoundedGate(), count: $0) }
  }

  /// Visits all hidden layers on all patterns of those before them, depth first.
  func run(from point: [RoundedNumber], slice: Slice = Slice(), _ visit: (Visit) -> Void) {
    self.slice = slice
    values[0].withUnsafeMutableBufferPointer {
      model.firstPreactivations(at: point, into: $0.baseAddress!)
    }
    enter(0, place: 0, first: 0, number: 0, mass: RoundedNumber(exactly: 1), visit)
  }

  /// - Parameters:
  ///   - place: the number of decided gates of the layer before, at which its values stand.
  ///   - first: the number of gates before the layer.
  private func enter(
    _ layer: Int, place: Int, first: Int, number: Int, mass: RoundedNumber,
    _ visit: (Visit) -> Void
  ) {
    let width = model.widths[layer]
    let own = Array(values[layer][place * width..<(place + 1) * width])
    own.withUnsafeBufferPointer { values in
      gates[layer].withUnsafeMutableBufferPointer {
        RoundedGate.evaluate(
          values.baseAddress!, count: width, coldness: model.coldness[layer],
          into: $0.baseAddress!)
      }
    }
    gates[layer].withUnsafeBufferPointer {
      visit(
        Visit(layer: layer, number: number, mass: mass, values: own, gates: $0.baseAddress!))
    }
    guard layer + 1 < model.widths.count else { return }
    let next = model.widths[layer + 1]
    for output in 0..<next { values[layer + 1][output] = model.layers[layer + 1].biases[output] }
    decide(layer, 0, own: own, first: first, number: number, mass: mass, visit)
  }

  private func decide(
    _ layer: Int, _ gate: Int, own: [RoundedNumber], first: Int, number: Int, mass: RoundedNumber,
    _ visit: (Visit) -> Void
  ) {
    guard gate < own.count else {
      return enter(
        layer + 1, place: gate, first: first + gate, number: number, mass: mass, visit)
    }
    let next = model.widths[layer + 1]
    for state in slice.states(of: first + gate) {
      let value = state == 1 ? own[gate] : own[gate] * model.negativeSlope
      for output in 0..<next {
        values[layer + 1][(gate + 1) * next + output] =
          values[layer + 1][gate * next + output]
          + model.layers[layer + 1].columns[gate * next + output] * value
      }
      let probability = state == 1 ? gates[layer][gate].openNumber : gates[layer][gate].closedNumber
      decide(
        layer, gate + 1, own: own, first: first, number: number << 1 | state,
        mass: mass * probability, visit)
    }
  }
}
