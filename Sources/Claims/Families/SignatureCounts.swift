import Algorithms
import ExactAlgebra

/// How many neurons of a hidden layer are active in which blocks.
///
/// The signature of a neuron is the set of blocks in which it is active, as a number with bit `i`
/// for block `i`. Up to a permutation of its neurons a layer is given by these counts.
struct SignatureCounts: Hashable, Sendable, Comparable {
  /// For each signature the number of neurons that have it.
  let counts: [Int]

  /// All counts of so many neurons, in ascending order.
  static func all(neurons: Int, blocks: Int) -> [SignatureCounts] {
    compositions(of: neurons, into: 1 << blocks).map(SignatureCounts.init)
  }

  /// All lists of numbers, not negative, with a given length, at least 1, and sum.
  private static func compositions(of sum: Int, into length: Int) -> [[Int]] {
    guard length > 1 else { return [[sum]] }
    return (0...sum).flatMap { first in
      compositions(of: sum - first, into: length - 1).map { [first] + $0 }
    }
  }

  /// The counts after blocks have been renumbered: block `i` becomes `permutation[i]`.
  func renumbered(_ permutation: [Int]) -> SignatureCounts {
    var result = counts
    for (signature, count) in counts.enumerated() {
      let moved = permutation.indices.reduce(0) {
        $0 | (signature >> $1 & 1) << permutation[$1]
      }
      result[moved] = count
    }
    return SignatureCounts(counts: result)
  }

  /// Whether some neuron is active in one of two blocks only.
  func separates(_ a: Int, _ b: Int) -> Bool {
    counts.indices.contains { counts[$0] > 0 && $0 >> a & 1 != $0 >> b & 1 }
  }

  /// The number of ways to give these signatures to numbered neurons.
  var labellingCount: Integer {
    var (product, placed) = (Integer(1), 0)
    for count in counts {
      placed += count
      product *= binomial(placed, count)
    }
    return product
  }

  /// The activity of the neurons in a block: neurons with larger signatures first.
  func activity(inBlock block: Int) -> [Bool] {
    counts.indices.reversed().flatMap { signature in
      Array(repeating: signature >> block & 1 == 1, count: counts[signature])
    }
  }

  /// Lexicographic.
  static func < (a: SignatureCounts, b: SignatureCounts) -> Bool {
    a.counts.lexicographicallyPrecedes(b.counts)
  }
}
