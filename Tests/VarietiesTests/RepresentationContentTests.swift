import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct RepresentationContentTests {
  /// `copies` matrices side by side, all moved by the same two groups.
  private func action(_ rows: Int, _ columns: Int, copies: Int = 1) -> GeneralLinearAction {
    let single = MatrixSymmetries.action(rows, columns)
    let count = rows * columns
    return GeneralLinearAction(
      factors: single.factors.map { factor in
        .init(
          size: factor.size,
          lines: (0..<copies).flatMap { copy in
            factor.lines.map { line in line.map { $0 + copy * count } }
          }, coordinateCount: copies * count)
      })
  }

  /// The decomposition of all polynomials of a degree.
  private func symmetricPower(
    _ degree: Int, _ action: GeneralLinearAction, coordinates: Int
  ) -> [[[Int]]: Int] {
    var dimensions: [[[Int]]: Int] = [:]
    for monomial in TextbookNumbers.multisets(of: coordinates, size: degree) {
      dimensions[action.weight(of: monomial.map { Int32($0) }), default: 0] += 1
    }
    let content = RepresentationContent(weightDimensions: dimensions, of: action)
    let total = content.summands.reduce(Integer(0)) {
      $0 + Integer($1.multiplicity) * $1.representation.dimension
    }
    #expect(
      total == Integer(TextbookNumbers.monomials(variables: coordinates, degree: degree)))
    return Dictionary(
      uniqueKeysWithValues: content.summands.map {
        ($0.representation.partitions.map(\.parts), $0.multiplicity)
      })
  }

  /// `Sym^2(A (x) B)`: both symmetric or both antisymmetric.
  @Test(arguments: [(2, 2), (2, 3), (3, 3), (4, 2)])
  func symmetricSquare(rows: Int, columns: Int) {
    let content = symmetricPower(2, action(rows, columns), coordinates: rows * columns)
    #expect(content == [[[2], [2]]: 1, [[1, 1], [1, 1]]: 1])
  }

  /// Cauchy: `Sym^d(A (x) B)` is the sum of `S_lambda A (x) S_lambda B`.
  @Test func cauchyFormula() {
    let content = symmetricPower(4, action(2, 3), coordinates: 6)
    #expect(content == [[[4], [4]]: 1, [[3, 1], [3, 1]]: 1, [[2, 2], [2, 2]]: 1])
  }

  /// `Sym^2(C^2 (x) A (x) B)`, with dimensions 3 and 1 of the square and the determinant.
  @Test func twoBlocks() {
    let content = symmetricPower(2, action(2, 2, copies: 2), coordinates: 8)
    #expect(
      content == [
        [[2], [2]]: 3, [[1, 1], [1, 1]]: 3, [[2], [1, 1]]: 1, [[1, 1], [2]]: 1,
      ])
  }

  @Test func emptyRepresentation() {
    let content = RepresentationContent(weightDimensions: [:], of: action(2, 2))
    #expect(content.summands.isEmpty)
    #expect(
      content
        == RepresentationContent(weightDimensions: [[[1, 0], [1, 0]]: 0], of: action(2, 2)))
  }

  @Test func theHighestWeightComesFirst() {
    let group = action(3, 3)
    var dimensions: [[[Int]]: Int] = [:]
    for monomial in TextbookNumbers.multisets(of: 9, size: 3) {
      dimensions[group.weight(of: monomial.map { Int32($0) }), default: 0] += 1
    }
    let content = RepresentationContent(weightDimensions: dimensions, of: group)
    #expect(
      content.summands.map { $0.representation.partitions[0].parts } == [
        [3], [2, 1], [1, 1, 1],
      ])
    #expect(content.summands.map(\.representation.dimension) == [100, 64, 1])
    let twice = RepresentationContent(
      weightDimensions: dimensions.mapValues { 2 * $0 }, of: group)
    #expect(twice != content && twice.summands.map(\.multiplicity) == [2, 2, 2])
  }

  @Test func weightsAndRaisingOperators() {
    let group = action(2, 3)
    // Coordinates 0 1 2 / 3 4 5.
    #expect(group.weight(of: [0, 0, 5] as [Int32]) == [[2, 1], [2, 0, 1]])
    #expect(
      group.raisingOperators == [
        [nil, nil, nil, 0, 1, 2], [nil, 0, nil, nil, 3, nil], [nil, nil, 1, nil, nil, 4],
      ])
    #expect(group.factors[0].positions == [0, 0, 0, 1, 1, 1])
  }
}
