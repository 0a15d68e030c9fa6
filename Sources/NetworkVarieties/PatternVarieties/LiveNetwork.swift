public import Networks

/// The part of a network that matters on given activation patterns.
///
/// A hidden neuron is live in a block if it is active there and lies on a path of active neurons
/// that reaches the output from an input or, with biases, from any bias. Since layers are fully
/// connected that fails for an active neuron only where a whole layer is inactive: without
/// biases then nothing is live, with biases the layers behind it are, driven by their biases.
public struct LiveNetwork: Hashable, Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// `neurons[block][layer][neuron]` for layers `0 ... L`: whether the neuron is live. Inputs
  /// are live where something of them reaches the output, outputs always.
  let neurons: [[[Bool]]]

  /// The live part of a network on the given patterns.
  ///
  /// - Precondition: the patterns fit the architecture.
  public init(_ architecture: Architecture, on patterns: [ActivationPattern]) {
    self.architecture = architecture
    neurons = patterns.map { pattern in
      var layers = [Array(repeating: true, count: architecture.inputCount)]
      layers += pattern.layers
      layers.append(Array(repeating: true, count: architecture.outputCount))
      guard let dead = pattern.layers.lastIndex(where: { !$0.contains(true) }) else {
        return layers
      }
      let last = architecture.hasBiases ? dead + 1 : layers.count - 2
      for layer in 0...last { layers[layer] = layers[layer].map { _ in false } }
      return layers
    }
  }

  /// The number of blocks.
  public var blockCount: Int { neurons.count }

  /// Whether a neuron of layer `0 ... L` is live in a block.
  public func isLive(neuron: Int, inLayer layer: Int, block: Int) -> Bool {
    neurons[block][layer][neuron]
  }

  /// The numbers, from 0, of the neurons of a layer `0 ... L` that are live in a block.
  public func liveNeurons(inLayer layer: Int, block: Int) -> [Int] {
    neurons[block][layer].indices.filter { neurons[block][layer][$0] }
  }

  /// The blocks in which a neuron of layer `0 ... L` is live.
  public func signature(ofNeuron neuron: Int, inLayer layer: Int) -> Signature {
    Signature(blocks: (0..<blockCount).filter { neurons[$0][layer][neuron] })
  }

  /// The signatures of the neurons of a layer `0 ... L`, in their order.
  public func signatures(ofLayer layer: Int) -> [Signature] {
    (0..<architecture.widths[layer]).map { signature(ofNeuron: $0, inLayer: layer) }
  }

  /// The number of hidden neurons that are live in some block.
  public var liveHiddenNeuronCount: Int {
    (1..<architecture.layerCount).reduce(0) { count, layer in
      count + signatures(ofLayer: layer).filter { !$0.blocks.isEmpty }.count
    }
  }

  /// Whether a weight of layer `1 ... L` lies on a live path of some block: the neuron that it
  /// leads from, in the layer before, and the one that it leads to are live there.
  public func isLive(weightFrom source: Int, to target: Int, layer: Int) -> Bool {
    neurons.contains { $0[layer - 1][source] && $0[layer][target] }
  }

  /// Whether a bias of layer `1 ... L` lies on a live path of some block: its neuron is live
  /// there.
  public func isLive(biasOf neuron: Int, layer: Int) -> Bool {
    architecture.hasBiases && neurons.contains { $0[layer][neuron] }
  }

  /// The parameters on live paths, layer by layer, each matrix row by row, a bias behind its row.
  public var liveParameters: [Parameter] {
    (1...architecture.layerCount).flatMap { layer in
      (0..<architecture.widths[layer]).flatMap { row in
        let weights = (0..<architecture.widths[layer - 1])
          .filter { isLive(weightFrom: $0, to: row, layer: layer) }
          .map { Parameter(layer: layer, row: row, column: $0) }
        return isLive(biasOf: row, layer: layer)
          ? weights + [Parameter(layer: layer, row: row, column: nil)] : weights
      }
    }
  }
}

/// A weight or a bias of a network.
public struct Parameter: Hashable, Sendable {
  /// The layer `1 ... L` that it belongs to.
  public let layer: Int
  /// The neuron of that layer, from 0.
  public let row: Int
  /// The neuron of the layer before, from 0; `nil` for a bias.
  public let column: Int?

  /// The weight from neuron `column` of the layer before, or the bias where that is `nil`.
  public init(layer: Int, row: Int, column: Int?) {
    self.layer = layer
    self.row = row
    self.column = column
  }
}

/// The set of blocks in which a neuron is live.
public struct Signature: Hashable, Sendable, Comparable {
  /// The numbers of the blocks, from 0, ascending.
  public let blocks: [Int]

  /// The signature of a neuron that is live exactly in the given blocks.
  public init(blocks: [Int]) { self.blocks = blocks }

  /// Lexicographic by the numbers of the blocks.
  public static func < (a: Signature, b: Signature) -> Bool {
    a.blocks.lexicographicallyPrecedes(b.blocks)
  }
}
