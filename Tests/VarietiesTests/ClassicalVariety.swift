import ExactAlgebra
import Testing
import Varieties

/// A variety with a known Hilbert function and known numbers of minimal generators.
struct ClassicalVariety: Sendable, CustomTestStringConvertible {
  let name: String
  let map: PolynomialMap
  /// For each degree from 1 the number of minimal generators.
  let generatorCounts: [Int]
  let hilbertFunction: @Sendable (Int) -> Int
  var symmetries: [CoordinatePermutation] = []
  var action: GeneralLinearAction?

  var testDescription: String { name }

  /// The dimension of the ideal in a degree.
  func idealDimension(degree: Int) -> Int {
    TextbookNumbers.monomials(variables: map.coordinateCount, degree: degree)
      - hilbertFunction(degree)
  }

  static let all: [ClassicalVariety] =
    curves + [veronese, tripleSegre, grassmannian, secants, affineSpace]
    + matrices.map { rows, columns, rank, counts in
      determinantal(rows, columns, rank: rank, generatorCounts: counts)
    }

  private static let curves = [(3, 3), (4, 6), (5, 10)].map { degree, quadrics in
    ClassicalVariety(
      name: "rational normal curve of degree \(degree)",
      map: ClassicalMaps.rationalNormalCurve(degree: degree),
      generatorCounts: [0, quadrics, 0, 0],
      hilbertFunction: { degree * $0 + 1 },
      symmetries: [CoordinatePermutation((0...degree).reversed())])
  }

  private static let veronese = ClassicalVariety(
    name: "Veronese surface", map: ClassicalMaps.veroneseSurface, generatorCounts: [0, 6, 0],
    hilbertFunction: { TextbookNumbers.choose(2 * $0 + 2, 2) },
    // Exchanges of the first and of the last two parameters.
    symmetries: [
      CoordinatePermutation([3, 1, 4, 0, 2, 5]), CoordinatePermutation([0, 2, 1, 5, 4, 3]),
    ])

  private static let tripleSegre = ClassicalVariety(
    name: "Segre of three lines", map: ClassicalMaps.tripleSegre, generatorCounts: [0, 9, 0],
    hilbertFunction: { ($0 + 1) * ($0 + 1) * ($0 + 1) },
    // Exchange within the first line, and of the first two lines.
    symmetries: [
      CoordinatePermutation([4, 5, 6, 7, 0, 1, 2, 3]),
      CoordinatePermutation([0, 1, 4, 5, 2, 3, 6, 7]),
    ])

  private static let grassmannian = ClassicalVariety(
    name: "Grassmannian of lines in 4-space", map: ClassicalMaps.grassmannianOfLines,
    generatorCounts: [0, 5, 0],
    hilbertFunction: { d in (d + 1) * (d + 2) * (d + 2) * (d + 3) * (d + 3) * (d + 4) / 144 })

  private static let secants = ClassicalVariety(
    name: "secants of the rational quartic", map: ClassicalMaps.secantsOfTheQuartic,
    generatorCounts: [0, 0, 1, 0],
    hilbertFunction: { d in
      TextbookNumbers.monomials(variables: 5, degree: d)
        - TextbookNumbers.monomials(variables: 5, degree: d - 3)
    })

  private static let affineSpace = ClassicalVariety(
    name: "all 2 x 2 matrices", map: ClassicalMaps.determinantal(2, 2, rank: 2),
    generatorCounts: [0, 0, 0],
    hilbertFunction: { TextbookNumbers.monomials(variables: 4, degree: $0) },
    symmetries: MatrixSymmetries.exchanges(2, 2), action: MatrixSymmetries.action(2, 2))

  private static let matrices: [(Int, Int, Int, [Int])] = [
    (2, 2, 1, [0, 1, 0]), (2, 4, 1, [0, 6, 0]), (3, 3, 1, [0, 9, 0]), (3, 3, 2, [0, 0, 1, 0]),
    (3, 4, 2, [0, 0, 4, 0]), (4, 4, 2, [0, 0, 16]),
  ]

  private static func determinantal(
    _ rows: Int, _ columns: Int, rank: Int, generatorCounts: [Int]
  ) -> ClassicalVariety {
    ClassicalVariety(
      name: "\(rows) x \(columns) matrices of rank \(rank)",
      map: ClassicalMaps.determinantal(rows, columns, rank: rank),
      generatorCounts: generatorCounts,
      hilbertFunction: { degree in
        TextbookNumbers.determinantalHilbertFunction(rows, columns, rank: rank, degree: degree)
      },
      symmetries: MatrixSymmetries.exchanges(rows, columns),
      action: MatrixSymmetries.action(rows, columns))
  }
}
