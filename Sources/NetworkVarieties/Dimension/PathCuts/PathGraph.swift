/// The live neurons of a network, layer by layer in the order in which paths pass through them.
///
/// Neurons of a layer with the same signature are one site. With biases the constant 1 of each
/// layer is a site too, live in all blocks. Paths run from the inputs to the outputs, or the
/// other way round.
struct PathGraph {
  /// Neurons of one layer that are live in the same blocks, or the constant.
  struct Site: Hashable {
    /// The blocks in which they are live.
    let blocks: BlockSet
    /// How many they are.
    let count: Int
    /// Whether it is the constant 1.
    let isConstant: Bool
  }

  /// The sites from the layer in which paths start to the one before they end.
  private(set) var layers: [[Site]]
  /// The number of neurons, and constants, in which paths end.
  let endCount: Int
  /// Whether paths run from the outputs to the inputs.
  let isReversed: Bool

  /// All layers of a network, from the inputs, or, reversed, from the outputs.
  init(of network: LiveNetwork, reversed: Bool) {
    let architecture = network.architecture
    let depth = architecture.layerCount
    isReversed = reversed
    endCount =
      reversed
      ? architecture.inputCount + (architecture.hasBiases ? 1 : 0) : architecture.outputCount
    let order = reversed ? Array(stride(from: depth, to: 0, by: -1)) : Array(0..<depth)
    layers = order.map { layer in
      let constants =
        architecture.hasBiases && layer < depth
        ? [Site(blocks: BlockSet(0..<network.blockCount), count: 1, isConstant: true)] : []
      return Self.neurons(of: network, layer: layer) + constants
    }
  }

  /// The paths through one neuron of layer `1 ... L`, behind it or, reversed, before it, in the
  /// blocks in which it is live.
  ///
  /// They start at the neurons of the next layer that such a path can reach, and at the constant
  /// whose weight is the bias of the neuron.
  init(through neuron: Int, layer: Int, of network: LiveNetwork, reversed: Bool) {
    let whole = PathGraph(of: network, reversed: reversed)
    let blocks = BlockSet(network.signature(ofNeuron: neuron, inLayer: layer).blocks)
    let depth = network.architecture.layerCount
    isReversed = reversed
    endCount = whole.endCount
    layers = whole.layers.dropFirst(reversed ? depth - layer + 1 : layer + 1).map { sites in
      sites.compactMap { site in
        let common = site.blocks.intersection(blocks)
        guard !common.isEmpty, reversed || !site.isConstant else { return nil }
        return Site(blocks: common, count: site.count, isConstant: site.isConstant)
      }
    }
  }

  /// Whether paths go on from one site to another one of the next layer.
  func leads(from source: Site, to target: Site) -> Bool {
    isReversed
      ? !source.isConstant || target.isConstant : source.isConstant || !target.isConstant
  }

  private static func neurons(of network: LiveNetwork, layer: Int) -> [Site] {
    let signatures = network.signatures(ofLayer: layer).filter { !$0.blocks.isEmpty }
    return Dictionary(grouping: signatures, by: { $0 }).sorted { $0.key < $1.key }.map {
      Site(blocks: BlockSet($0.key.blocks), count: $0.value.count, isConstant: false)
    }
  }
}

/// A set of blocks, numbered from 0; up to 64 of them.
struct BlockSet: Hashable, Sendable {
  /// The largest number of blocks.
  static let maximumCount = 64

  private var bits: UInt64

  /// - Precondition: numbers from 0 to 63.
  init(_ blocks: some Sequence<Int>) {
    bits = blocks.reduce(0) { bits, block in
      precondition((0..<Self.maximumCount).contains(block), "too many blocks for a set")
      return bits | 1 << UInt64(block)
    }
  }

  var isEmpty: Bool { bits == 0 }

  func contains(_ block: Int) -> Bool { bits >> UInt64(block) & 1 == 1 }

  func intersection(_ other: BlockSet) -> BlockSet {
    var result = self
    result.bits &= other.bits
    return result
  }

  /// 1 for the blocks of the set and 0 for the others.
  func indicator(count: Int) -> [Int] { (0..<count).map { contains($0) ? 1 : 0 } }
}
