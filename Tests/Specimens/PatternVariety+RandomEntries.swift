package import ExactAlgebra
package import NetworkVarieties

extension PatternVariety {
  /// A matrix of combinations of the blocks with one to three rows and columns, its coefficients
  /// drawn from a list.
  package func randomEntries(
    from coefficients: [Int], using generator: inout SeededGenerator
  ) -> [[BlockCombination]] {
    let rows = Int.random(in: 1...3, using: &generator)
    let columns = Int.random(in: 1...3, using: &generator)
    return (0..<rows).map { _ in
      (0..<columns).map { _ in
        BlockCombination(
          (0..<blockCount).map { _ in Integer(coefficients.randomElement(using: &generator)!) })
      }
    }
  }
}
