import Algorithms
import ExactAlgebra
import Testing

@testable import NetworkVarieties

/// Spaces of coefficients in which neurons cancel, against kernels of all sets of functionals.
@Suite struct CancellationSpacesTests {
  private func spaces(
    dimension: Int, neurons: Int, using generator: inout SeededGenerator
  ) -> CancellationSpaces {
    let conditions = (0..<neurons).map { _ in
      (0..<Int.random(in: 1...2, using: &generator)).map { _ in
        (0..<dimension).map { _ in Integer(Int.random(in: 0...1, using: &generator)) }
      }
    }
    return CancellationSpaces(
      conditions: conditions.filter { $0.contains { $0.contains { !$0.isZero } } },
      dimension: dimension)
  }

  private func kernel(of functionals: [[Integer]], dimension: Int) -> [[Integer]] {
    guard !functionals.isEmpty else { return IntegerMatrix.identity(dimension).rows }
    let kernel = IntegerMatrix(functionals).integerKernel.rows
    return kernel.isEmpty ? [] : CancellationSpaces.echelonBasis(kernel)
  }

  @Test(arguments: [(1, 1), (2, 3), (4, 5), (6, 4), (9, 4)], 1...4 as ClosedRange<UInt64>)
  func allIntersections(size: (dimension: Int, neurons: Int), seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let spaces = spaces(dimension: size.dimension, neurons: size.neurons, using: &generator)
    let found = spaces.intersections
    #expect(found.first == IntegerMatrix.identity(size.dimension).rows)
    #expect(Set(found).count == found.count)
    let expected = spaces.conditions.combinations(ofCount: 0...).map {
      kernel(of: Array($0.joined()), dimension: size.dimension)
    }
    #expect(Set(found) == Set(expected.filter { !$0.isEmpty }))
  }
}
