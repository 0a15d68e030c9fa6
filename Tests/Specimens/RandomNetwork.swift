import ExactAlgebra
package import NetworkVarieties
package import Networks

/// An architecture with patterns, drawn at random.
package struct RandomNetwork: Hashable, Sendable, CustomStringConvertible {
  package let architecture: Architecture
  package let patterns: [ActivationPattern]

  /// What may be drawn.
  package struct Family: Sendable {
    package var hiddenLayers = 1...1
    package var widths = 1...4
    package var blocks = 1...4
    package var biases: [Bool] = [false]
    /// The probability that a neuron is active.
    package var activity = 0.6
    /// The probability that a layer is copied from an earlier block, so that blocks agree in
    /// some layers and not in others.
    package var agreement = 0.5

    package init(
      hiddenLayers: ClosedRange<Int> = 1...1, widths: ClosedRange<Int> = 1...4,
      blocks: ClosedRange<Int> = 1...4, biases: [Bool] = [false], activity: Double = 0.6,
      agreement: Double = 0.5
    ) {
      self.hiddenLayers = hiddenLayers
      self.widths = widths
      self.blocks = blocks
      self.biases = biases
      self.activity = activity
      self.agreement = agreement
    }
  }

  package var variety: PatternVariety {
    get throws { try PatternVariety(of: architecture, on: patterns) }
  }

  package var isShallow: Bool { architecture.layerCount == 2 }

  package var description: String {
    architecture.widths.map(String.init).joined(separator: ",")
      + (architecture.hasBiases ? " with biases" : "") + ": "
      + patterns.map(\.description).joined(separator: ", ")
  }

  /// Distinct networks of a family, the same ones for the same seed.
  package static func sample(
    _ count: Int, from family: Family, seed: UInt64,
    where isWanted: (RandomNetwork) -> Bool = { _ in true }
  ) -> [RandomNetwork] {
    var generator = SeededGenerator(seed: seed)
    var seen: Set<RandomNetwork> = []
    var networks: [RandomNetwork] = []
    // Families can be small; a sample that stays too short is noticed by the tests' counts.
    for _ in 0..<100 * count where networks.count < count {
      let network = RandomNetwork(from: family, using: &generator)
      if isWanted(network), seen.insert(network).inserted { networks.append(network) }
    }
    return networks
  }

  package init(_ widths: [Int], hasBiases: Bool = false, _ patterns: String...) throws {
    try self.init(widths, hasBiases: hasBiases, patterns: patterns)
  }

  package init(_ widths: [Int], hasBiases: Bool = false, patterns: [String]) throws {
    architecture = try Architecture(widths: widths, hasBiases: hasBiases)
    self.patterns = try patterns.map { try ActivationPattern(parsing: $0) }
  }

  private init(from family: Family, using generator: inout SeededGenerator) {
    let hidden = Int.random(in: family.hiddenLayers, using: &generator)
    let widths = (0..<hidden + 2).map { _ in Int.random(in: family.widths, using: &generator) }
    let hasBiases = family.biases.randomElement(using: &generator)!
    guard let architecture = try? Architecture(widths: widths, hasBiases: hasBiases) else {
      preconditionFailure("a family of widths that are no architecture")
    }
    var patterns: [ActivationPattern] = []
    let count = Int.random(in: family.blocks, using: &generator)
    // Few neurons have few patterns; then there are fewer blocks.
    for _ in 0..<8 * count where patterns.count < count {
      let model = patterns.randomElement(using: &generator)
      let layers = (0..<hidden).map { layer -> [Bool] in
        if let model, Double.random(in: 0..<1, using: &generator) < family.agreement {
          return model.layers[layer]
        }
        return (0..<widths[layer + 1]).map { _ in
          Double.random(in: 0..<1, using: &generator) < family.activity
        }
      }
      let pattern = ActivationPattern(layers)
      if !patterns.contains(pattern) { patterns.append(pattern) }
    }
    self.architecture = architecture
    self.patterns = patterns
  }
}

extension RandomNetwork.Family {
  package static let shallow = RandomNetwork.Family()
  package static let shallowWithBiases = RandomNetwork.Family(biases: [true])
  package static let deep = RandomNetwork.Family(hiddenLayers: 2...3, activity: 0.7)
  package static let deepWithBiases = RandomNetwork.Family(
    hiddenLayers: 2...3, biases: [true], activity: 0.7)
  /// Layers without an active neuron are common.
  package static let withDeadLayers = RandomNetwork.Family(
    hiddenLayers: 1...3, widths: 1...3, biases: [false, true], activity: 0.35)
}
