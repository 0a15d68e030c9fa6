import ExactAlgebra
import Varieties

extension PatternMap {
  /// The rank, at a random network modulo a prime, of the changes of basis of the hidden layers
  /// together with changes of the weights into, or out of, single neurons that no block notices.
  ///
  /// A proved lower bound for the dimension of the general fibers of the map; zero where changes
  /// times parameters exceed `maximumMixingSize`. What enters a neuron depends linearly on the
  /// weights into it. Where the rank of this dependence at the random network is the largest
  /// possible one, which a cut of paths has to show, its kernel is there at every network.
  func idleMotionDimension(
    seed: UInt64, over field: PrimeField, checking check: () throws -> Void
  ) rethrows -> Int {
    guard network.blockCount <= BlockSet.maximumCount else { return 0 }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = field.randomElements(parameterCount, using: &generator)
    let factors = LayerFactors(of: self, at: values, over: field)
    let depth = network.architecture.layerCount
    var motions: [[(parameter: Int, value: UInt)]] = []
    for layer in 1...depth {
      for neuron in 0..<network.architecture.widths[layer] {
        try check()
        if layer > 1 { motions += entering(neuron, layer: layer, factors) }
        if layer < depth - 1 { motions += leaving(neuron, layer: layer, factors) }
      }
    }
    let mixings = (1..<depth).reduce(0) {
      $0 + network.architecture.widths[$1] * (network.architecture.widths[$1] + 1)
    }
    guard (motions.count + mixings) * parameterCount <= Self.maximumMixingSize else { return 0 }
    return try mixingRank(at: values, with: motions, over: field, checking: check)
  }

  /// Changes of the weights and the bias of a neuron that do not change its pre-activation in any
  /// block in which it is live.
  private func entering(
    _ neuron: Int, layer: Int, _ factors: LayerFactors
  ) -> [[(parameter: Int, value: UInt)]] {
    let width = network.architecture.widths[layer - 1]
    let blocks = network.signature(ofNeuron: neuron, inLayer: layer).blocks
    let sources = ((0..<width).map { $0 } + [nil]).compactMap { column -> (Int, Int)? in
      number(of: Parameter(layer: layer, row: neuron, column: column)).map { ($0, column ?? width) }
    }
    return kernel(
      of: sources.map { source in
        (source.0, blocks.flatMap { factors.sources[$0][layer - 1][source.1] })
      },
      along: { PathGraph(through: neuron, layer: layer, of: network, reversed: true) },
      factors.field)
  }

  /// Changes of the weights out of a neuron that do not change its effect on the outputs in any
  /// block in which it is live.
  private func leaving(
    _ neuron: Int, layer: Int, _ factors: LayerFactors
  ) -> [[(parameter: Int, value: UInt)]] {
    let blocks = network.signature(ofNeuron: neuron, inLayer: layer).blocks
    let targets = (0..<network.architecture.widths[layer + 1]).compactMap { row -> (Int, Int)? in
      number(of: Parameter(layer: layer + 1, row: row, column: neuron)).map { ($0, row) }
    }
    return kernel(
      of: targets.map { target in
        (target.0, blocks.flatMap { factors.targets[$0][layer + 1].map { $0[target.1] } })
      },
      along: { PathGraph(through: neuron, layer: layer, of: network, reversed: false) },
      factors.field)
  }

  /// The relations between effects of parameters, if no network has fewer of them.
  private func kernel(
    of effects: [(parameter: Int, effect: [UInt])], along graph: () -> PathGraph,
    _ field: PrimeField
  ) -> [[(parameter: Int, value: UInt)]] {
    guard effects.count > 1 else { return [] }
    let relations = ModularMatrix(effects.map(\.effect), over: field).transpose.nullSpace
    guard relations.dimension > 0 else { return [] }
    var cut = PathCut(graph(), blockCount: network.blockCount)
    guard cut.proves(rankAtMost: effects.count - relations.dimension) else { return [] }
    return (0..<relations.dimension).map { index in
      zip(effects, relations.basisVector(index)).map { ($0.parameter, $1) }
    }
  }
}
