import ExactAlgebra
import NetworkVarieties
import Networks
import Specimens
import Testing

/// The live part of a network against a search of all paths.
@Suite struct LiveNetworkTests {
  static let networks =
    RandomNetwork.sample(30, from: .withDeadLayers, seed: 11)
    + RandomNetwork.sample(10, from: .deep, seed: 12)
    + RandomNetwork.sample(10, from: .deepWithBiases, seed: 13)
    + RandomNetwork.sample(10, from: .shallowWithBiases, seed: 14)

  /// What lies on paths from an input, or a bias, through active neurons to the output.
  private struct Paths {
    var neurons: Set<[Int]> = []
    var weights: Set<[Int]> = []
    var biases: Set<[Int]> = []

    init(_ architecture: Architecture, on pattern: ActivationPattern) {
      let widths = architecture.widths
      func isActive(_ layer: Int, _ neuron: Int) -> Bool {
        layer == 0 || layer == widths.count - 1
          || pattern.isActive(neuron: neuron, inLayer: layer)
      }
      // A path is a first layer and a neuron of that and of each later layer.
      func extend(_ path: [Int], from first: Int) {
        let layer = first + path.count - 1
        guard isActive(layer, path.last!) else { return }
        guard layer < widths.count - 1 else {
          for (step, neuron) in path.enumerated() { neurons.insert([first + step, neuron]) }
          for step in 1..<max(path.count, 1) {
            weights.insert([first + step, path[step], path[step - 1]])
          }
          if first > 0 { biases.insert([first, path[0]]) }
          return
        }
        for next in 0..<widths[layer + 1] { extend(path + [next], from: first) }
      }
      for first in 0..<(architecture.hasBiases ? widths.count : 1) {
        for neuron in 0..<widths[first] { extend([neuron], from: first) }
      }
    }
  }

  @Test func sampleSize() { #expect(Self.networks.count == 60) }

  @Test(arguments: networks)
  func pathSearch(of network: RandomNetwork) {
    let architecture = network.architecture
    let live = LiveNetwork(architecture, on: network.patterns)
    let paths = network.patterns.map { Paths(architecture, on: $0) }
    #expect(live.blockCount == network.patterns.count)
    var liveHidden = 0
    for layer in 0..<architecture.layerCount {
      for neuron in 0..<architecture.widths[layer] {
        let blocks = paths.indices.filter { paths[$0].neurons.contains([layer, neuron]) }
        #expect(live.signature(ofNeuron: neuron, inLayer: layer).blocks == blocks)
        for block in paths.indices {
          let isLive = live.isLive(neuron: neuron, inLayer: layer, block: block)
          #expect(isLive == blocks.contains(block))
          #expect(live.liveNeurons(inLayer: layer, block: block).contains(neuron) == isLive)
        }
        if layer > 0, !blocks.isEmpty { liveHidden += 1 }
      }
    }
    #expect(live.liveHiddenNeuronCount == liveHidden)

    var parameters: [[Int]] = []
    for layer in 1...architecture.layerCount {
      for row in 0..<architecture.widths[layer] {
        for column in 0..<architecture.widths[layer - 1] {
          let isLive = paths.contains { $0.weights.contains([layer, row, column]) }
          #expect(live.isLive(weightFrom: column, to: row, layer: layer) == isLive)
          if isLive { parameters.append([layer, row, column]) }
        }
        let isLive = paths.contains { $0.biases.contains([layer, row]) }
        #expect(live.isLive(biasOf: row, layer: layer) == isLive)
        if isLive { parameters.append([layer, row, -1]) }
      }
    }
    #expect(live.liveParameters.map { [$0.layer, $0.row, $0.column ?? -1] } == parameters)
  }

  /// What is not live has no influence: the parameters in the polynomials are the live ones.
  @Test(arguments: networks)
  func liveParametersOccur(in network: RandomNetwork) throws {
    let variety = try network.variety
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    var occurring: Set<Int> = []
    for image in map.images {
      for term in image.terms { occurring.formUnion(term.variables) }
    }
    #expect(occurring == Set(0..<map.parameterCount))
  }

  @Test func signatures() throws {
    let live = try RandomNetwork([2, 4, 2], "1100", "1010", "0000").variety.liveNetwork
    #expect(live.signatures(ofLayer: 1).map(\.blocks) == [[0, 1], [0], [1], []])
    #expect(live.liveHiddenNeuronCount == 3)
    #expect(Signature(blocks: [0, 1]) < Signature(blocks: [1]))
    #expect(Signature(blocks: [0]) < Signature(blocks: [0, 1]))
  }
}
