import ExactAlgebra
import Oracles
import Testing

@testable import Varieties

/// Bases of spaces of highest weight vectors, written out in monomials.
@Suite struct HighestWeightBasisTests {
  private static let field = PrimeField(prime: (1 << 61) - 1)

  @Test(arguments: LabelledTensors.all)
  func polynomials(in sample: LabelledTensors) throws {
    let (spaces, tensors) = (try sample.spaces, try sample.tensors)
    let keys = MonomialKeys(coordinateCount: sample.coordinateCount)
    var generator = SeededGenerator(seed: 5)
    let points = (0..<3).map { _ in
      Self.field.randomElements(sample.coordinateCount, using: &generator)
    }
    var total = 0
    for part in spaces.parts {
      let shapes = part.shapes
      let basis = try HighestWeightBasis(
        of: part, in: spaces.tensors, field: Self.field, seed: 1)
      #expect(basis.count == spaces.dimension(of: shapes) && basis.count > 0)
      total += basis.count
      let monomials = TensorMonomials(
        degree: sample.degree, weight: shapes.map(\.parts), in: tensors)
      let index = try #require(
        MonomialIndex(monomials.monomials, degree: sample.degree, keys: keys))
      let polynomials = basis.polynomials.expansions(in: index, keys: keys).map {
        sample.polynomial($0, in: index)
      }
      try #require(polynomials.count == basis.count)
      #expect(linearRank(polynomials) == basis.count)
      for polynomial in polynomials { check(polynomial, shapes: shapes, in: sample) }
      checkContents(of: polynomials, basis: basis, contents: part.contents, in: sample)

      let values = try basis.polynomials.evaluationMatrix(at: points, over: Self.field)
      #expect(values.rowCount == points.count && values.columnCount == basis.count)
      for (column, polynomial) in polynomials.enumerated() {
        let reduced = try #require(ModularPolynomial(polynomial, over: Self.field))
        for (row, point) in points.enumerated() {
          #expect(values[row, column] == reduced(at: point))
        }
      }
    }
    #expect(total == spaces.shapes.reduce(0) { $0 + spaces.dimension(of: $1) } && total > 0)
  }

  /// Basis vectors have the right weight, and all raising operators kill them.
  private func check(
    _ polynomial: Polynomial, shapes: [Partition], in sample: LabelledTensors
  ) {
    let weights = Set(polynomial.terms.map { sample.weight(of: $0.variables) })
    let expected = zip(shapes, sample.sizes).map { shape, size in
      shape.parts + Array(repeating: 0, count: size - shape.parts.count)
    }
    #expect(weights == [expected])
    let coordinates = sample.coordinates
    for factor in sample.sizes.indices {
      for position in 1..<max(sample.sizes[factor], 1) {
        let images = coordinates.map { coordinate -> Int? in
          guard coordinate.positions[factor] == position else { return nil }
          var target = coordinate
          target.positions[factor] = position - 1
          return coordinates.firstIndex { $0 == target }
        }
        #expect(polynomial.derivation(sending: images).isZero)
      }
    }
  }

  /// The polynomials of a content contain its labels only.
  private func checkContents(
    of polynomials: [Polynomial], basis: HighestWeightBasis,
    contents: [(content: Content, multiplicity: Int)], in sample: LabelledTensors
  ) {
    #expect(basis.ranges.count == contents.count)
    #expect(basis.ranges.map(\.count).reduce(0, +) == polynomials.count)
    for (range, (content, multiplicity)) in zip(basis.ranges, contents) {
      #expect(range.count == multiplicity)
      for polynomial in polynomials[range] {
        let contents = Set(polynomial.terms.map { sample.content(of: $0.variables) })
        #expect(contents == [content.counts])
      }
    }
  }

  /// Every seed finds a basis of the same space.
  @Test(arguments: [0, 2, 77, UInt64.max])
  func otherSeeds(seed: UInt64) throws {
    let sample = LabelledTensors([2, 2], [[0, 1], [0, 1], [0]], degree: 4)
    let spaces = try sample.spaces
    let keys = MonomialKeys(coordinateCount: sample.coordinateCount)
    for part in spaces.parts {
      let shapes = part.shapes
      let index = try #require(
        MonomialIndex(
          TensorMonomials(degree: 4, weight: shapes.map(\.parts), in: try sample.tensors)
            .monomials, degree: 4, keys: keys))
      let both = try [1, seed].flatMap { seed in
        try HighestWeightBasis(of: part, in: spaces.tensors, field: Self.field, seed: seed)
          .polynomials.expansions(in: index, keys: keys)
          .map { sample.polynomial($0, in: index) }
      }
      let dimension = spaces.dimension(of: shapes)
      #expect(both.count == 2 * dimension && linearRank(both) == dimension)
    }
  }
}
