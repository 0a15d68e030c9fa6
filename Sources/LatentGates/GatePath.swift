import Enclosures
import ExactAlgebra
import Networks

/// What happens at a point on one pattern.
struct GatePath {
  /// The number of the pattern, bits in the order of the gates, the first gate highest.
  let number: Int
  /// What comes into each layer, the last one included.
  let inputs: [[Ball]]
  /// The gates of each hidden layer.
  let gates: [[Gate]]
  /// The state of each gate.
  let states: [[Bool]]
  /// The logarithm of the probability of the pattern at the point.
  let logPrior: Ball
  /// What the last layer gives.
  let outputs: [Ball]
}

extension GateModel {
  /// Visits all patterns at a point in the order of their numbers.
  ///
  /// Paths are the leaves of a tree, and what belongs to a prefix is computed once: the gates of a layer for
  /// each pattern of the layers before.
  func forEachPath(
    from point: [Rational], precision: Int, _ visit: (GatePath) throws -> Void
  ) rethrows {
    let walk = PathWalk(model: self, precision: precision)
    try walk.extend(walk.root(at: point), visit)
  }

  /// The path of the pattern with a number.
  func path(numbered number: Int, from point: [Rational], precision: Int) -> GatePath {
    var walk = PathWalk(model: self, precision: precision)
    walk.number = number
    var found: GatePath?
    walk.extend(walk.root(at: point)) { found = $0 }
    return found!
  }
}

/// A walk through the tree of patterns.
private struct PathWalk {
  let model: GateModel
  let precision: Int
  /// The number of the only pattern that is visited; `nil` for all.
  var number: Int?

  /// The beginning of all paths from a point.
  func root(at point: [Rational]) -> Prefix {
    Prefix(
      number: 0, inputs: [point.map { Ball($0, precision: precision) }], gates: [], states: [],
      logPrior: Ball(0, precision: precision))
  }

  /// The states of the next gate that are visited.
  private func states(after prefix: Prefix) -> [Bool] {
    guard let number else { return [false, true] }
    let decided = prefix.states.reduce(0) { $0 + $1.count }
    return [number >> (model.gateCount - 1 - decided) & 1 == 1]
  }

  /// The first layers of a path.
  struct Prefix {
    var number: Int
    var inputs: [[Ball]]
    var gates: [[Gate]]
    var states: [[Bool]]
    var logPrior: Ball
  }

  func extend(_ prefix: Prefix, _ visit: (GatePath) throws -> Void) rethrows {
    let index = prefix.gates.count
    let values = preactivations(of: model.network.layers[index], on: prefix.inputs[index])
    guard index < model.temperatures.count else {
      try visit(
        GatePath(
          number: prefix.number, inputs: prefix.inputs, gates: prefix.gates,
          states: prefix.states, logPrior: prefix.logPrior, outputs: values))
      return
    }
    var next = prefix
    next.gates.append(values.map { Gate($0, temperature: model.temperatures[index]) })
    next.inputs.append([])
    next.states.append([])
    try decide(next, visit)
  }

  /// Decides the gates of the last layer of a prefix, one after the other.
  private func decide(_ prefix: Prefix, _ visit: (GatePath) throws -> Void) rethrows {
    let index = prefix.gates.count - 1
    let neuron = prefix.states[index].count
    guard neuron < prefix.gates[index].count else { return try extend(prefix, visit) }
    let gate = prefix.gates[index][neuron]
    for isOpen in states(after: prefix) {
      var next = prefix
      next.number = prefix.number << 1 | (isOpen ? 1 : 0)
      next.states[index].append(isOpen)
      next.inputs[index + 1].append(
        isOpen ? gate.preactivation : gate.preactivation * model.network.activation.negativeSlope)
      next.logPrior += gate.logarithm(isOpen: isOpen)
      try decide(next, visit)
    }
  }

  private func preactivations(of layer: Network.Layer, on inputs: [Ball]) -> [Ball] {
    layer.affineForms.map { form in
      zip(inputs, form).reduce(Ball(form[inputs.count], precision: precision)) {
        $0 + $1.0 * $1.1
      }
    }
  }
}
