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

  init(blocks: Int, transposition: Transposition) {
    self.blocks = blocks
    self.transposition = transposition
    permutations = Array((0..<blocks).permutations())
  }

  /// The number of sets of patterns in the orbit of a list, if the list is the first of its orbit
  /// and its patterns are distinct; otherwise `nil`.
  ///
  /// Numbered neurons can be given these signatures in as many ways as the product of the layers'
  /// `labellingCount`, which is the same for all lists of the orbit. Each way is a list of
  /// patterns, and each set of distinct patterns is `blocks!` lists.
  func size(ofOrbitWithFirst layers: [SignatureCounts]) -> Integer? {
    guard hasDistinctPatterns(layers) else { return nil }
    let orbit = orbit(of: layers)
    guard !orbit.contains(where: { $0.lexicographicallyPrecedes(layers) }) else { return nil }
    let labellings = layers.reduce(Integer(orbit.count)) { $0 * $1.labellingCount }
    let lists = transposition == .otherArchitecture ? 2 * labellings : labellings
    return lists.dividedExactly(by: Integer(permutations.count))
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
