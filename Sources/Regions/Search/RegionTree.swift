import Algorithms
import ExactAlgebra
import LongWork
import Networks
import Polyhedra

/// A leaf of a `RegionTree`.
struct Leaf: Sendable {
  /// The active neurons.
  let pattern: PackedPattern
  /// The share of the leaf in the tree, where each cut halves it.
  let share: Double
  let cell: any PolyhedralCell
  /// The outputs on the cell as forms with a common factor, which is the last entry.
  let outputForms: @Sendable () -> IntegerMatrix
}

/// The tree in which the cells of each layer are cut into cells of the next one, neuron by neuron.
///
/// Below a cell of the first `l - 1` layers the pre-activations of layer `l` are affine forms; a
/// neuron whose form has one sign on a cell is decided on everything below it. Leaves are in
/// lexicographic order of their patterns, inactive before active.
final class RegionTree<Cell: PolyhedralCell>: Sendable {
  /// A cell, and what is known of its pattern.
  struct Node: Sendable {
    var cell: Cell
    /// The layer that is at work, from 0.
    let layer: Int
    /// The pre-activations of that layer.
    let preactivations: Preactivations
    /// The active neurons of the layers before.
    let pattern: PackedPattern
    /// The neurons of the layer that are known to be active.
    var active: SlotSet
    /// The neurons of the layer whose forms have both signs on the cell.
    var undecided: SlotSet
    /// The share of the node in the tree, where each cut halves it.
    var share = 1.0
  }

  /// The hidden layers.
  let layers: [LayerArithmetic]
  /// The last layer.
  let output: LayerArithmetic
  let activation: PiecewiseLinearActivation
  /// The position of the first neuron of each layer among all hidden neurons.
  let starts: [Int]

  /// The tree of all hidden layers of a network.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - layers: its layers as they are multiplied.
  init(of network: Network, _ layers: [LayerArithmetic]) {
    self.layers = layers.dropLast()
    output = layers[layers.count - 1]
    activation = network.activation
    starts = layers.dropLast().reductions(0) { $0 + $1.outputCount }
  }

  /// The node from which the search starts; the domain must be full-dimensional in the slice.
  ///
  /// - Throws: as `Interruption.check`.
  func root(_ cell: Cell, on slice: AffineSlice) throws -> Node {
    let input = LayerInput(slice)
    guard !layers.isEmpty else {
      return Node(
        cell: cell, layer: 0, preactivations: Preactivations(of: output, on: input),
        pattern: PackedPattern(), active: SlotSet(), undecided: SlotSet())
    }
    return try node(cell, layer: 0, on: input, pattern: PackedPattern())
  }

  /// Whether all layers are decided.
  func isLeaf(_ node: Node) -> Bool {
    node.layer + 1 >= layers.count && node.undecided.isEmpty
  }

  /// Goes through leaves from left to right, until so many nodes were treated.
  ///
  /// Everything that depends on cells alone is in here, so that the compiler makes a version for each
  /// kind of cell.
  ///
  /// - Parameters:
  ///   - stack: the nodes below which leaves are looked for, the first one last; what was not reached
  ///     is left.
  ///   - size: the largest number of nodes.
  ///   - body: is given the leaves.
  /// - Throws: as `Interruption.check`, and what `body` throws.
  @_specialize(where Cell == GeneratedCell)
  @_specialize(where Cell == BoxedCell)
  @_specialize(where Cell == WitnessedCell)
  func walk(_ stack: inout [Node], size: Int, body: (Leaf) throws -> Void) throws {
    var steps = 0
    while steps < size, let node = stack.popLast() {
      if steps.isMultiple(of: 8) { try Interruption.check() }
      if isLeaf(node) {
        try body(leaf(node))
      } else {
        try replace(node, by: &stack)
      }
      steps += 1
    }
  }

  /// Adds the children of a node that is not a leaf to a stack, the first one last.
  private func replace(_ node: Node, by stack: inout [Node]) throws {
    guard let neuron = node.undecided.first else { return stack.append(try successor(of: node)) }
    // Nothing is copied on the way to the stack: a cell holds several references.
    let (negative, positive) = try cut(node, by: neuron)
    stack.append(try child(of: node, consume positive, neuron, isActive: true))
    stack.append(try child(of: node, consume negative, neuron, isActive: false))
  }

  /// The two parts of the cell of a node.
  @inline(__always)
  func cut(_ node: Node, by neuron: Int) throws -> (negative: Cell, positive: Cell) {
    try node.cell.cut(
      by: neuron, in: node.preactivations.forms, label: starts[node.layer] + neuron)
  }

  /// One of the two children of a node.
  func child(
    of node: Node, _ cell: consuming Cell, _ neuron: Int, isActive: Bool
  ) throws -> Node {
    var (active, undecided) = (node.active, node.undecided)
    undecided.remove(neuron)
    if isActive { active.insert(neuron) }
    var child = Node(
      cell: cell, layer: node.layer, preactivations: node.preactivations, pattern: node.pattern,
      active: active, undecided: undecided, share: node.share / 2)
    try child.decide()
    return child
  }

  /// The same cell, with the next layer at work.
  func successor(of node: Node) throws -> Node {
    var cell = node.cell
    try cell.simplify()
    return try self.node(
      cell, layer: node.layer + 1, on: output(at: node), pattern: pattern(at: node),
      share: node.share)
  }

  /// What the layer after that of a node is given on the cell.
  private func output(at node: Node) -> LayerInput {
    LayerInput(after: node.preactivations, active: node.active, activation)
  }

  private func node(
    _ cell: Cell, layer: Int, on input: LayerInput, pattern: PackedPattern, share: Double = 1
  ) throws -> Node {
    var node = Node(
      cell: cell, layer: layer, preactivations: Preactivations(of: layers[layer], on: input),
      pattern: pattern, active: SlotSet(), undecided: SlotSet(below: layers[layer].outputCount),
      share: share)
    try node.decide()
    return node
  }

  /// The active neurons of the layers before, and those of the present layer.
  private func pattern(at node: Node) -> PackedPattern {
    guard !layers.isEmpty else { return node.pattern }
    var pattern = node.pattern
    let active = node.active
    pattern.reserveCapacity(starts[node.layer + 1])
    for word in 0..<active.wordCount {
      pattern.activate(bits: active.word(word), from: starts[node.layer] + 64 * word)
    }
    return pattern
  }

  /// What a search hands on of a leaf.
  private func leaf(_ node: Node) -> Leaf {
    let (preactivations, active) = (node.preactivations, node.active)
    return Leaf(pattern: pattern(at: node), share: node.share, cell: node.cell) { [self] in
      guard !layers.isEmpty else { return preactivations.exact }
      let input = LayerInput(after: preactivations, active: active, activation)
      return Preactivations(of: output, on: input).exact
    }
  }
}

extension RegionTree.Node {
  /// Finds out which of the undecided neurons are decided on the cell.
  fileprivate mutating func decide() throws {
    guard !undecided.isEmpty else { return }
    let (both, positive) = try cell.sides(of: undecided, in: preactivations.forms)
    undecided = both
    active.formUnion(positive)
  }
}
