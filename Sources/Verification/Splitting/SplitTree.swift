import ExactAlgebra

/// How a box was split, and what was refuted where: a proof, node by node.
struct SplitTree: Sendable {
  /// A part of the box.
  struct Node: Sendable {
    /// What has no counterexample here.
    var refutations: [(case: Int, terms: [Term], neurons: [(neuron: Int, multiplier: Integer)])] =
      []
    /// How it goes on.
    var end = End.closed
    /// Whether bounds of neurons are those of the node above.
    var keepsBounds = false
  }

  /// A condition with its multiplier, which is negative only where the condition is an equation.
  struct Term: Sendable {
    let condition: Int
    let multiplier: Integer
  }

  /// What follows the refutations; parts below come first.
  enum End: Sendable {
    /// Nothing is left.
    case closed
    /// Both parts of an input.
    case input(Int, at: Double, below: Int, above: Int)
    /// Both signs of a neuron.
    case neuron(Int, inactive: Int, active: Int)
  }

  /// The conjunctions that are refuted.
  let cases: [Int]
  /// The root first.
  private(set) var nodes = [Node()]

  init(cases: [Int]) { self.cases = cases }

  /// Multipliers of floating-point searches are multiples of this.
  static let unit = 0x1p-20

  mutating func refute(_ refutations: [Refutation], _ cases: [BoundedCase], at node: Int) {
    for refutation in refutations {
      let boundedCase = cases[refutation.index]
      func integer(_ multiplier: Double) -> Integer {
        Integer(Int((multiplier / Self.unit).rounded()))
      }
      let terms = refutation.terms.map { boundedCase.sides[$0.form].term(integer($0.multiplier)) }
      let neurons = refutation.neurons.map {
        (neuron: $0.neuron, multiplier: integer($0.multiplier))
      }
      refute(boundedCase.number, terms, neurons, at: node)
    }
  }

  mutating func refute(
    _ number: Int, _ terms: [Term], _ neurons: [(neuron: Int, multiplier: Integer)], at node: Int
  ) {
    // An equation may occur with both signs.
    var sums: [Term] = []
    for term in terms {
      if let place = sums.firstIndex(where: { $0.condition == term.condition }) {
        sums[place] = Term(
          condition: term.condition, multiplier: sums[place].multiplier + term.multiplier)
      } else {
        sums.append(term)
      }
    }
    nodes[node].refutations.append((number, sums.filter { !$0.multiplier.isZero }, neurons))
  }

  /// Bounds of neurons at a node are those of the node above.
  mutating func keepBounds(at node: Int) { nodes[node].keepsBounds = true }
  /// Bounds of neurons at a node are sharpened there.
  mutating func renewBounds(at node: Int) { nodes[node].keepsBounds = false }

  mutating func split(at node: Int, input: Int, _ value: Double) -> (below: Int, above: Int) {
    let parts = addParts()
    nodes[node].end = .input(input, at: value, below: parts.below, above: parts.above)
    return parts
  }

  mutating func split(at node: Int, neuron: Int) -> (below: Int, above: Int) {
    let parts = addParts()
    nodes[node].end = .neuron(neuron, inactive: parts.below, active: parts.above)
    return parts
  }

  private mutating func addParts() -> (below: Int, above: Int) {
    nodes += [Node(), Node()]
    return (nodes.count - 2, nodes.count - 1)
  }
}
