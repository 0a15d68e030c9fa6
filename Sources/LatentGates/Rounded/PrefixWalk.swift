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
    let values: UnsafePointer<RoundedNumber>
    /// The gates of the layer.
    let gates: UnsafePointer<RoundedGate>
  }

  /// Patterns that begin with given states.
  struct Slice {
    /// The number of gates whose states are given.
    var bits = 0
    /// The number that their states are.
    var number = 0

    /// Whether a state of a gate, from 0, belongs to the slice.
    func contains(_ state: Int, of gate: Int) -> Bool {
      gate >= bits || number >> (bits - 1 - gate) & 1 == state
    }
  }

  private let model: RoundedGateModel
  private let layers: [WalkedLayer]
  private let hasEntropies: Bool
  private var slice = Slice()

  /// - Parameter hasEntropies: whether the entropies of gates are wanted.
  init(_ model: RoundedGateModel, hasEntropies: Bool = false) {
    self.model = model
    self.hasEntropies = hasEntropies
    layers = model.layers.dropLast().enumerated().map { WalkedLayer($1, isFirst: $0 == 0) }
  }

  deinit {
    for layer in layers { layer.free() }
  }

  /// Visits all hidden layers on all patterns of those before them, depth first.
  func run(from point: [RoundedNumber], slice: Slice = Slice(), _ visit: (Visit) -> Void) {
    self.slice = slice
    model.firstPreactivations(at: point, into: layers[0].values.base)
    enter(0, place: 0, first: 0, number: 0, mass: RoundedNumber(exactly: 1), visit)
  }

  /// - Parameters:
  ///   - place: the number of decided gates of the layer before, at which its values stand.
  ///   - first: the number of gates before the layer.
  private func enter(
    _ layer: Int, place: Int, first: Int, number: Int, mass: RoundedNumber,
    _ visit: (Visit) -> Void
  ) {
    let own = layers[layer]
    let width = own.width
    let values = own.values.base + place * width
    RoundedGate.evaluate(
      values, count: width, coldness: model.coldness[layer], hasEntropies: hasEntropies,
      into: own.gates.base)
    visit(Visit(layer: layer, number: number, mass: mass, values: values, gates: own.gates.base))
    guard layer + 1 < layers.count else { return }
    layers[layer + 1].start()
    decide(layer, 0, place: place, first: first, number: number, mass: mass, visit)
  }

  private func decide(
    _ layer: Int, _ gate: Int, place: Int, first: Int, number: Int, mass: RoundedNumber,
    _ visit: (Visit) -> Void
  ) {
    let own = layers[layer]
    let width = own.width
    guard gate < width else {
      return enter(
        layer + 1, place: gate, first: first + gate, number: number, mass: mass, visit)
    }
    let next = layers[layer + 1]
    let value = own.values[place * width + gate]
    let hasSlope = model.negativeSlope.value != 0
    for state in 0...1 where slice.contains(state, of: first + gate) {
      let isOpen = state == 1
      next.advance(
        gate, by: isOpen ? value : hasSlope ? value * model.negativeSlope : nil)
      let gates = own.gates[gate]
      decide(
        layer, gate + 1, place: place, first: first, number: number << 1 | state,
        mass: mass * (isOpen ? gates.openNumber : gates.closedNumber), visit)
    }
  }
}
