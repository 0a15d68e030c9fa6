import ExactAlgebra
import Oracles
import Testing

@testable import Varieties

/// Bases of the irreducible representations that highest weight vectors generate.
@Suite struct OrbitBasisTests {
  /// A highest weight vector in the ideal of matrices of bounded rank: powers of leading minors,
  /// at least one of which is too large to be nonzero.
  struct Example: Sendable, CustomTestStringConvertible {
    let rows: Int
    let columns: Int
    let rank: Int
    /// The sizes of the minors: the columns of the shape, which is the same for both groups.
    let minors: [Int]

    var shape: Partition { Partition(minors.sorted(by: >)).conjugate }
    var testDescription: String { "\(shape.symbol) twice, \(rows) x \(columns), rank \(rank)" }
    var map: PolynomialMap { ClassicalMaps.determinantal(rows, columns, rank: rank) }
  }

  static let examples = [
    Example(rows: 3, columns: 3, rank: 2, minors: [3]),
    Example(rows: 2, columns: 4, rank: 1, minors: [2]),
    Example(rows: 2, columns: 2, rank: 1, minors: [2, 2]),
    Example(rows: 3, columns: 3, rank: 1, minors: [2, 1]),
    Example(rows: 3, columns: 3, rank: 1, minors: [2, 1, 1]),
    Example(rows: 3, columns: 4, rank: 1, minors: [2, 1]),
    Example(rows: 3, columns: 4, rank: 2, minors: [3, 1]),
    Example(rows: 3, columns: 3, rank: 2, minors: [3, 2]),
    Example(rows: 4, columns: 4, rank: 1, minors: [2]),
    Example(rows: 4, columns: 4, rank: 2, minors: [3]),
    Example(rows: 4, columns: 4, rank: 1, minors: [2, 1]),
  ]

  @Test func exampleCount() { #expect(Self.examples.count == 11) }

  @Test(arguments: examples)
  func orbit(of example: Example) throws {
    let (map, action) = (example.map, MatrixSymmetries.action(example.rows, example.columns))
    let ring = map.coordinateRing
    let polynomial = example.minors.reduce(ring.one) { product, size in
      product
        * PolynomialMatrix(rows: size, columns: size, in: ring) {
          ring.variable($0 * example.columns + $1)
        }.determinant
    }
    let orbit = try basis(
      of: polynomial.primitivePart, shapes: [example.shape, example.shape], action: action)
    for vector in orbit {
      #expect(!vector.isZero && vector == vector.primitivePart)
      #expect(map.pullback(of: vector).isZero)
    }
  }

  /// Highest weight vectors with two shapes, on several tensors.
  @Test(
    arguments: [
      LabelledTensors([2, 3], [[0, 1], [0, 1]], degree: 3),
      LabelledTensors([3, 3], [[0, 1], [0, 1]], degree: 3),
      LabelledTensors([3, 2], [[0, 1], [0]], degree: 3),
      LabelledTensors([2, 2], [[0, 1], [0], [1], []], degree: 3),
      LabelledTensors([2, 2], [[0, 1], [0, 1]], degree: 4),
      LabelledTensors([3], [[0], [0]], degree: 4),
    ])
  func orbits(in sample: LabelledTensors) throws {
    let spaces = try sample.spaces
    let keys = MonomialKeys(coordinateCount: sample.coordinateCount)
    var shapeCount = 0
    for part in spaces.parts {
      let shapes = part.shapes
      let basis = try HighestWeightBasis(
        of: part, in: spaces.tensors, field: PrimeField(prime: (1 << 61) - 1), seed: 1)
      let monomials = TensorMonomials(
        degree: sample.degree, weight: shapes.map(\.parts), in: try sample.tensors)
      let index = try #require(
        MonomialIndex(monomials.monomials, degree: sample.degree, keys: keys))
      let expansion = try #require(
        basis.polynomials.expansions(in: index, keys: keys).last)
      let vector = sample.polynomial(expansion, in: index).primitivePart
      _ = try self.basis(of: vector, shapes: shapes, action: sample.action)
      shapeCount += 1
    }
    #expect(shapeCount == spaces.shapes.count && shapeCount > 2)
  }

  /// The basis, checked: as many independent vectors as the representation has dimensions, in a
  /// space that lowering and raising operators map to itself.
  private func basis(
    of polynomial: Polynomial, shapes: [Partition], action: GeneralLinearAction
  ) throws -> [Polynomial] {
    let representation = IrreducibleRepresentation(shapes, of: action)
    let vector = HighestWeightGenerator(
      degree: polynomial.totalDegree, polynomial: polynomial, representation: representation,
      status: .proved)
    let orbit = Array(OrbitBasis(of: vector, under: action))
    let dimension = try #require(Int(exactly: representation.dimension))
    #expect(orbit.count == dimension && orbit.first == polynomial)
    #expect(weightRank(orbit, action) == dimension)
    let operators = action.factors.flatMap { factor in
      (0..<factor.size - 1).flatMap { [factor.raised(to: $0), factor.lowered(from: $0)] }
    }
    let moved = operators.flatMap { images in
      orbit.map { $0.derivation(sending: images) }.filter { !$0.isZero }
    }
    #expect(moved.isEmpty == (dimension == 1))
    #expect(weightRank(orbit + moved, action) == dimension)
    return orbit
  }

  /// The dimension of the span of polynomials that lie in weight spaces.
  private func weightRank(_ polynomials: [Polynomial], _ action: GeneralLinearAction) -> Int {
    Dictionary(grouping: polynomials) { polynomial in
      let weights = Set(
        polynomial.terms.map { action.weight(of: $0.variables.map { Int32($0) }) })
      #expect(weights.count == 1)
      return weights.first ?? []
    }.values.reduce(0) { $0 + linearRank($1) }
  }
}
