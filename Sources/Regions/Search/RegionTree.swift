import Algorithms
import ExactAlgebra
import LongWork
import Networks
import Polyhedra

/// The tree in which the cells of each layer are cut into cells of the next one, neuron by neuron.
///
/// Below a cell of the first `l - 1` layers the pre-activations of layer `l` are affine forms; a
/// neuron whose form has one sign on a cell is decided on everything below it. Leaves are in
/// lexicographic order of their patterns, inactive before active.
struct RegionTree<Cell: PolyhedralCell>: Sendable {
  /// A cell, and what is known of its pattern.
  struct Node: Sendable {
    var cell: Cell
    /// The layer that is at work, from 0; the number of layers where all are decided.
    var layer: Int
    /// The pre-activations of that layer, or of the last hidden one.
    let preactivations: Preactivations
    /// The activity of all hidden neurons, layer by layer, as far as it is decided.
    var isActive: [Bool]
    /// The neurons of the layer whose forms have both signs on the cell, in ascending order.
    var undecided: [Int]
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
  init(of network: Network) {
    let layers = zip(network.layers, network.scaledLayers).map(LayerArithmetic.init)
    self.layers = layers.dropLast()
    output = layers[layers.count - 1]
    activation = network.activation
    starts = layers.dropLast().reductions(0) { $0 + $1.outputCount }
  }

  var neuronCount: Int { starts.last! }

  /// The node from which the search starts; the domain must be full-dimensional in the slice.
  ///
  /// - Throws: as `Interruption.check`.
  func root(_ cell: Cell, on slice: AffineSlice) throws -> Node {
    let input = LayerInput(slice)
    guard !layers.isEmpty else {
      return Node(
        cell: cell, layer: 0, preactivations: Preactivations(of: output, on: input), isActive: [],
        undecided: [])
    }
    return try node(
      cell, layer: 0, on: input, isActive: Array(repeating: false, count: neuronCount))
  }

  /// Whether all layers are decided.
  func isLeaf(_ node: Node) -> Bool { node.layer == layers.count }

  /// The children of a node that is not a leaf, in order.
  ///
  /// - Throws: as `Interruption.check`.
  func children(of node: Node) throws -> [Node] {
    guard let neuron = node.undecided.first else { return [try successor(of: node)] }
    let position = starts[node.layer] + neuron
    let parts = try node.cell.cut(by: neuron, in: node.preactivations.forms, label: position)
    return try [(parts.negative, false), (parts.positive, true)].map { cell, isActive in
      var child = node
      child.cell = cell
      child.share /= 2
      child.isActive[position] = isActive
      try child.decide(node.undecided.dropFirst(), start: starts[node.layer])
      return child
    }
  }

  /// The same cell, with the next layer at work.
  private func successor(of node: Node) throws -> Node {
    guard node.layer + 1 < layers.count else {
      var leaf = node
      leaf.layer += 1
      return leaf
    }
    var cell = node.cell
    try cell.simplify()
    return try self.node(
      cell, layer: node.layer + 1, on: output(of: node.layer, at: node), isActive: node.isActive,
      share: node.share)
  }

  /// What the layer after `layer` is given on the cell.
  private func output(of layer: Int, at node: Node) -> LayerInput {
    LayerInput(
      after: node.preactivations,
      isActive: Array(node.isActive[starts[layer]..<starts[layer + 1]]), activation)
  }

  private func node(
    _ cell: Cell, layer: Int, on input: LayerInput, isActive: [Bool], share: Double = 1
  ) throws -> Node {
    var node = Node(
      cell: cell, layer: layer, preactivations: Preactivations(of: layers[layer], on: input),
      isActive: isActive, undecided: [], share: share)
    try node.decideAll(start: starts[layer])
    return node
  }

  /// The last layer, as forms on a leaf.
  func outputForms(at leaf: Node) -> Preactivations {
    layers.isEmpty
      ? leaf.preactivations
      : Preactivations(of: output, on: output(of: layers.count - 1, at: leaf))
  }
}

extension RegionTree.Node {
  /// Finds out which of some neurons are decided on the cell.
  fileprivate mutating func decide(_ neurons: ArraySlice<Int>, start: Int) throws {
    undecided = try neurons.filter { neuron in
      // A side may take a linear program.
      try Interruption.check()
      return settle(
        neuron, try cell.side(of: neuron, in: preactivations.forms), start: start)
    }
  }

  fileprivate mutating func decideAll(start: Int) throws {
    guard let sides = cell.sidesAtOnce(of: preactivations.forms) else {
      return try decide(Array(0..<preactivations.forms.count)[...], start: start)
    }
    undecided = sides.indices.filter { settle($0, sides[$0], start: start) }
  }

  /// Records the activity of a neuron; true where it is undecided.
  private mutating func settle(_ neuron: Int, _ side: Side, start: Int) -> Bool {
    if side == .positive { isActive[start + neuron] = true }
    return side == .both
  }
}
