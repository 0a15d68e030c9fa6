import Algorithms
import ExactAlgebra
import Networks
import Specimens
import Testing

@Suite struct CanonicalPatternsTests {
  static let networks =
    RandomNetwork.sample(25, from: .shallow, seed: 21)
    + RandomNetwork.sample(25, from: .deep, seed: 22)

  /// The patterns after a permutation of the neurons of each hidden layer.
  private func permuted(
    _ patterns: [ActivationPattern], by permutations: [[Int]]
  ) -> [ActivationPattern] {
    patterns.map { pattern in
      ActivationPattern(
        zip(pattern.layers, permutations).map { layer, permutation in
          permutation.map { layer[$0] }
        })
    }
  }

  @Test func sampleSize() { #expect(Self.networks.count == 50) }

  @Test(arguments: networks)
  func invariant(for network: RandomNetwork) {
    let canonical = CanonicalPatterns(of: network.patterns)
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<10 {
      let permutations = network.architecture.hiddenWidths.map {
        Array(0..<$0).shuffled(using: &generator)
      }
      #expect(CanonicalPatterns(of: permuted(network.patterns, by: permutations)) == canonical)
    }
    // The canonical patterns are one of the permuted lists, and their own canonical form.
    #expect(CanonicalPatterns(of: canonical.patterns) == canonical)
    #expect(canonical.patterns.count == network.patterns.count)
    for (layer, width) in network.architecture.hiddenWidths.enumerated() {
      #expect(canonical.columns[layer].count == width)
      let active = { (patterns: [ActivationPattern]) in
        patterns.map { pattern in pattern.layers[layer].filter { $0 }.count }
      }
      #expect(active(canonical.patterns) == active(network.patterns))
    }
  }

  /// Two lists have one canonical form exactly where some permutation maps one to the other:
  /// over all lists, constant on orbits and as many forms as orbits.
  @Test(arguments: [([2], 3), ([3], 2), ([2, 2], 2), ([3, 2], 2), ([1, 3], 2)])
  func complete(hiddenWidths: [Int], blocks: Int) {
    let permutations = hiddenWidths.reduce([[]] as [[[Int]]]) { lists, width in
      lists.flatMap { list in Array(0..<width).permutations().map { list + [$0] } }
    }
    let neurons = hiddenWidths.reduce(0, +)
    let all = (0..<1 << neurons).map { bits in
      var rest = (0..<neurons).map { bits >> $0 & 1 == 1 }[...]
      return ActivationPattern(
        hiddenWidths.map { width in
          defer { rest = rest.dropFirst(width) }
          return Array(rest.prefix(width))
        })
    }
    var forms: Set<CanonicalPatterns> = []
    var seen: Set<[ActivationPattern]> = []
    var orbitCount = 0
    for list in all.permutations(ofCount: blocks) where !seen.contains(list) {
      let form = CanonicalPatterns(of: list)
      forms.insert(form)
      orbitCount += 1
      for permutation in permutations {
        let image = permuted(list, by: permutation)
        seen.insert(image)
        #expect(CanonicalPatterns(of: image) == form)
      }
    }
    #expect(seen.count == (0..<blocks).reduce(1) { $0 * (all.count - $1) })
    #expect(forms.count == orbitCount && orbitCount > 10)
  }

  @Test func example() throws {
    let patterns = try ["011/01", "110/11"].map { try ActivationPattern(parsing: $0) }
    let canonical = CanonicalPatterns(of: patterns)
    // Columns (first block, second block): 01, 11, 10 and 01, 11, descending.
    #expect(canonical.patterns.map(\.description) == ["110/10", "101/11"])
  }

  /// The order of the blocks matters; exchanging them is a symmetry only sometimes.
  @Test func blocksKeepTheirPlaces() throws {
    let patterns = try ["110", "100"].map { try ActivationPattern(parsing: $0) }
    #expect(CanonicalPatterns(of: patterns) != CanonicalPatterns(of: patterns.reversed()))
    let balanced = try ["110", "101"].map { try ActivationPattern(parsing: $0) }
    #expect(CanonicalPatterns(of: balanced) == CanonicalPatterns(of: balanced.reversed()))
  }
}
