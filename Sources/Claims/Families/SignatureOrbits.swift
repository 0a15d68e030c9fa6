import Algorithms
import ExactAlgebra

/// Orbits of lists of signature counts, one for each hidden layer, under symmetries.
struct SignatureOrbits {
  /// What transposition does.
  enum Transposition {
    /// It is no symmetry.
    case none
    /// It reverses the order of the layers.
    case sameArchitecture
    /// It leads to another architecture, whose orbits are counted here too.
    case otherArchitecture
  }

  private let blocks: Int
  private let transposition: Transposition
  private let permutations: [[Int]]
  /// For each renumbering of the blocks and each signature the signature that becomes it.
  private let sources: [[Int]]

  init(blocks: Int, transposition: Transposition) {
    self.blocks = blocks
    self.transposition = transposition
    permutations = Array((0..<blocks).permutations())
    sources = permutations.map { permutation in
      let numbers = SignatureCounts(counts: Array(0..<1 << blocks))
      return numbers.renumbered(permutation).counts
    }
  }

  /// The number of sets of patterns in the orbit of a list, if the list is the first of its orbit
  /// and its patterns are distinct; otherwise `nil`.
  ///
  /// Numbered neurons can be given these signatures in as many ways as the product of the layers'
  /// `labellingCount`, which is the same for all lists of the orbit. Each way is a list of
  /// patterns, and each set of distinct patterns is `blocks!` lists.
  func size(ofOrbitWithFirst layers: [SignatureCounts]) -> Integer? {
    guard let lists = countOfLists(inOrbitWithFirst: layers) else { return nil }
    let labellings = layers.reduce(lists) { $0 * $1.labellingCount }
    return labellings.dividedExactly(by: Integer(permutations.count))
  }

  /// The number of lists of counts in the orbit of a list, those on the transposed architecture
  /// included, if the list is the first of its orbit and its patterns are distinct; otherwise
  /// `nil`.
  func countOfLists(inOrbitWithFirst layers: [SignatureCounts]) -> Integer? {
    guard hasDistinctPatterns(layers), isFirst(layers) else { return nil }
    let count = Integer(orbit(of: layers).count)
    return transposition == .otherArchitecture ? 2 * count : count
  }

  /// Whether no renumbering, nor transposition, leads to a list that comes before; decided
  /// without making these lists.
  private func isFirst(_ layers: [SignatureCounts]) -> Bool {
    let starts = transposition == .sameArchitecture ? [layers, layers.reversed()] : [layers]
    return starts.allSatisfy { start in
      sources.allSatisfy { sources in
        for (layer, other) in zip(layers, start) {
          for (signature, source) in sources.enumerated() {
            let (own, moved) = (layer.counts[signature], other.counts[source])
            if own != moved { return own < moved }
          }
        }
        return true
      }
    }
  }

  private func hasDistinctPatterns(_ layers: [SignatureCounts]) -> Bool {
    (0..<blocks).combinations(ofCount: 2).allSatisfy { pair in
      layers.contains { $0.separates(pair[0], pair[1]) }
    }
  }

  private func orbit(of layers: [SignatureCounts]) -> Set<[SignatureCounts]> {
    let starts = transposition == .sameArchitecture ? [layers, layers.reversed()] : [layers]
    return Set(
      starts.flatMap { start in
        permutations.map { permutation in start.map { $0.renumbered(permutation) } }
      })
  }
}
