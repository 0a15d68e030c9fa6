import ExactAlgebra
import LongWork
import Networks
import Polyhedra

extension RegionTree {
  /// The node that a prefix names.
  ///
  /// - Throws: `RegionError.strangePrefix` where there is none; as `Interruption.check`.
  func node(at prefix: RegionPrefix, below root: Node) throws -> Node {
    var node = root
    for cut in prefix.cuts {
      try Interruption.check()
      node = try settled(node)
      guard let neuron = neuron(cutting: node), neuron == cut.neuron else {
        throw RegionError.strangePrefix(prefix)
      }
      let (negative, positive) = try self.cut(node, by: neuron.index)
      node = try child(
        of: node, cut.isActive ? positive : negative, neuron.index, isActive: cut.isActive)
    }
    node.share = 1
    return node
  }

  /// A partition of the tree: nodes, in order, below each of which there are about so many leaves at
  /// most, as far as an estimate tells.
  ///
  /// Every node is left as it is, or replaced by the two parts of its cut, to which all of its leaves
  /// belong and none of which is empty. So each leaf is below exactly one of the nodes, whatever the
  /// estimates are.
  func partition(
    below root: Node, leavesEach size: Int, using generator: inout some RandomNumberGenerator
  ) throws -> [RegionPrefix] {
    var prefixes: [RegionPrefix] = []
    var stack = [(node: root, prefix: RegionPrefix.root)]
    while let (node, prefix) = stack.popLast() {
      let node = try settled(node)
      guard let neuron = neuron(cutting: node),
        try estimatedLeafCount(
          below: node, passes: passes(at: node), using: &generator) > Double(size)
      else {
        prefixes.append(prefix)
        continue
      }
      let (inactive, active) = try children(of: node, cutBy: neuron)
      stack.append((active, prefix.appending(.init(neuron, isActive: true))))
      stack.append((inactive, prefix.appending(.init(neuron, isActive: false))))
    }
    return prefixes
  }

  /// How many estimates are made for a node: several above the last layer, since cells that look alike
  /// in a layer have different numbers of regions of later ones in them.
  private func passes(at node: Node) -> Int { node.layer + 1 < layers.count ? 4 : 1 }

  /// The mean of some estimates.
  func estimatedLeafCount(
    below node: Node, passes: Int, using generator: inout some RandomNumberGenerator
  ) throws -> Double {
    var sum = 0.0
    for _ in 0..<passes { sum += try estimatedLeafCount(below: node, using: &generator) }
    return sum / Double(passes)
  }

  /// The node from which the next cut below a node is made, or the leaf.
  private func settled(_ node: Node) throws -> Node {
    var node = node
    while node.undecided.isEmpty, !isLeaf(node) { node = try successor(of: node) }
    return node
  }

  /// The neuron that cuts a node which is settled; `nil` for a leaf.
  private func neuron(cutting node: Node) -> HiddenNeuron? {
    node.undecided.first.map { HiddenNeuron(layer: node.layer + 1, index: $0) }
  }

  private func children(
    of node: Node, cutBy neuron: HiddenNeuron
  ) throws -> (inactive: Node, active: Node) {
    let (negative, positive) = try cut(node, by: neuron.index)
    return (
      try child(of: node, negative, neuron.index, isActive: false),
      try child(of: node, positive, neuron.index, isActive: true)
    )
  }

  /// An estimate of the number of leaves below a node, without bias.
  ///
  /// Nodes with weights stand for the tree: a node may be replaced by its children with the same
  /// weight, and two nodes by one of them, drawn in proportion to their weights, with the sum of these.
  /// Neither changes the expected sum of weights times leaves, which in the end is the weight of the
  /// leaves that are left. Nodes are joined that are at the same layer and have about as many neurons
  /// undecided, as these have about as many leaves below them; a few of each kind are kept, which makes the
  /// standard deviation three times smaller than with one. Source: P. C. Chen, *Heuristic sampling: a
  /// method for predicting the performance of tree searching programs*, 1992.
  func estimatedLeafCount(
    below node: Node, using generator: inout some RandomNumberGenerator
  ) throws -> Double {
    var strata = Strata()
    strata.add(node, weight: 1, using: &generator)
    var total = 0.0
    while let (node, weight) = strata.popFirst() {
      try Interruption.check()
      if isLeaf(node) {
        total += weight
      } else if let neuron = neuron(cutting: node) {
        let (inactive, active) = try children(of: node, cutBy: neuron)
        strata.add(inactive, weight: weight, using: &generator)
        strata.add(active, weight: weight, using: &generator)
      } else {
        strata.add(try successor(of: node), weight: weight, using: &generator)
      }
    }
    return total
  }

  /// Nodes with weights, a few for each kind of node.
  private struct Strata {
    /// Nodes that are alike.
    private struct Kind: Hashable, Comparable {
      let layer: Int
      /// Falls with the number of undecided neurons: with each of them up to eight, above that four
      /// times while the number doubles.
      let rank: Int

      init(_ node: Node) {
        layer = node.layer
        let count = node.undecided.count
        let octave = max(0, Int.bitWidth - count.leadingZeroBitCount - 3)
        rank = -(4 * octave + (count >> octave))
      }

      static func < (a: Kind, b: Kind) -> Bool { (a.layer, a.rank) < (b.layer, b.rank) }
    }

    /// How many nodes of a kind are kept.
    private static var capacity: Int { 4 }

    private var nodes: [Kind: [(node: Node, weight: Double)]] = [:]

    /// Adds a node; of too many of its kind the two of least weight are joined.
    mutating func add(
      _ node: Node, weight: Double, using generator: inout some RandomNumberGenerator
    ) {
      let kind = Kind(node)
      var alike = nodes[kind] ?? []
      alike.append((node, weight))
      if alike.count > Self.capacity {
        alike.sort { $0.weight < $1.weight }
        let sum = alike[0].weight + alike[1].weight
        let isFirst = Double.random(in: 0..<sum, using: &generator) < alike[0].weight
        alike[1] = (alike[isFirst ? 0 : 1].node, sum)
        alike.removeFirst()
      }
      nodes[kind] = alike
    }

    /// Takes out a node of the first kind; children of nodes are of a later kind, or the same.
    mutating func popFirst() -> (node: Node, weight: Double)? {
      guard let kind = nodes.keys.min(), let node = nodes[kind]?.popLast() else { return nil }
      if nodes[kind]?.isEmpty == true { nodes[kind] = nil }
      return node
    }
  }
}
