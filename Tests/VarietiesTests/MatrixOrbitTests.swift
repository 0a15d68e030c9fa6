import ExactAlgebra
import Testing

@testable import Varieties

/// Ideals on which `GL(rows) x GL(columns)` acts: what the generators form, and the highest
/// weight vectors.
@Suite struct MatrixOrbitTests {
  static let cases = [(3, 3, 1), (2, 5, 1), (3, 3, 2), (3, 4, 2), (4, 4, 3)]

  @Test(arguments: cases)
  func minorsAreOneRepresentation(rows: Int, columns: Int, rank: Int) async throws {
    let (map, action) = (
      ClassicalMaps.determinantal(rows, columns, rank: rank),
      MatrixSymmetries.action(rows, columns)
    )
    let kernel = try GradedKernel(
      of: map, symmetries: MatrixSymmetries.exchanges(rows, columns), action: action)
    let ideal = try await kernel.ideal(upToDegree: rank + 1)
    let content = try #require(ideal.pieces[rank].representation)
    try #require(content.summands.count == 1)
    let column = Partition([Int](repeating: 1, count: rank + 1))
    #expect(content.summands[0].representation.partitions == [column, column])
    #expect(content.summands[0].multiplicity == 1)
    let minors = binomial(rows, rank + 1) * binomial(columns, rank + 1)
    #expect(content.summands[0].representation.dimension == minors)
    #expect(ideal.generators.count == minors)
    for piece in ideal.pieces.prefix(rank) {
      #expect(piece.representation?.summands.isEmpty == true)
    }

    // The first minor is the only highest weight vector.
    try #require(ideal.highestWeightGenerators.count == 1)
    let vector = ideal.highestWeightGenerators[0]
    let corner = PolynomialMatrix(rows: rank + 1, columns: rank + 1, in: map.coordinateRing) {
      map.coordinateRing.variable($0 * columns + $1)
    }
    #expect(vector.polynomial == corner.determinant.primitivePart)
    #expect(vector.degree == rank + 1)
    #expect(vector.representation == content.summands[0].representation)
    for images in action.raisingOperators {
      #expect(vector.polynomial.derivation(sending: images).isZero)
    }
  }
}
