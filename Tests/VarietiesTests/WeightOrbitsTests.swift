import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct WeightOrbitsTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let map: PolynomialMap
    let symmetries: [CoordinatePermutation]
    let degree: Int
    let orbitCount: Int
  }

  static let examples = [
    // Degree 3 has weights 0...9, reflected.
    Example(
      testDescription: "twisted cubic", map: ClassicalMaps.rationalNormalCurve(degree: 3),
      symmetries: [CoordinatePermutation([3, 2, 1, 0])], degree: 3, orbitCount: 5),
    // Pairs of partitions of 3 with at most 2 and 3 parts.
    Example(
      testDescription: "2 x 3 matrices", map: ClassicalMaps.segre(2, 3),
      symmetries: MatrixSymmetries.exchanges(2, 3), degree: 3, orbitCount: 2 * 3),
    Example(
      testDescription: "3 x 3 matrices", map: ClassicalMaps.determinantal(3, 3, rank: 2),
      symmetries: MatrixSymmetries.exchanges(3, 3), degree: 4, orbitCount: 4 * 4),
    // Pairs of weights (4 of rows, 10 of columns) where nothing is exchanged.
    Example(
      testDescription: "no symmetries", map: ClassicalMaps.segre(2, 3),
      symmetries: [], degree: 3, orbitCount: 4 * 10),
  ]

  @Test func exampleCount() { #expect(Self.examples.count == 4) }

  @Test(arguments: examples)
  func orbits(of example: Example) throws {
    let count = example.map.coordinateCount
    let degree = example.degree
    let grading = try Multigrading(maximalFor: example.map).fitting(degree: degree)
    #expect(example.symmetries.allSatisfy(grading.isPreserved))
    let keys = grading.keys(coordinateCount: count, upToDegree: degree)
    var spaces = WeightSpaces(keys: keys)
    for _ in 0..<degree { spaces.extend() }
    let orbits = WeightOrbits(
      of: spaces, degree: degree, keys: keys, symmetries: example.symmetries,
      preference: { _ in [] }
    ).orbits

    #expect(orbits.count == example.orbitCount)
    let members = orbits.flatMap { $0.members.map(\.weight) }
    #expect(members.count == Set(members).count)
    #expect(Set(members) == Set(spaces.monomialCounts(degree: degree).keys))
    for orbit in orbits {
      #expect(orbit.members.contains { $0.weight == orbit.representative })
      #expect(orbit.members.map(\.weight) == orbit.members.map(\.weight).sorted())
      let source = monomials(of: orbit.representative, degree: degree, in: spaces)
      for (weight, symmetry) in orbit.members {
        let images = source.map { monomial in
          monomial.map { Int32(symmetry[Int($0)]) }.sorted()
        }
        #expect(Set(images) == Set(monomials(of: weight, degree: degree, in: spaces)))
      }
    }
  }

  /// The representative has the largest preference of its orbit.
  @Test func preference() throws {
    let action = MatrixSymmetries.action(2, 3)
    let grading = try Multigrading(maximalFor: ClassicalMaps.segre(2, 3))
    let keys = grading.keys(coordinateCount: 6, upToDegree: 3)
    var spaces = WeightSpaces(keys: keys)
    for _ in 0..<3 { spaces.extend() }
    let weight = { (key: WeightKey) in
      action.weight(of: spaces.firstMonomial(of: key, degree: 3))
    }
    let orbits = WeightOrbits(
      of: spaces, degree: 3, keys: keys, symmetries: MatrixSymmetries.exchanges(2, 3),
      preference: { weight($0).flatMap { $0 } }
    ).orbits
    let dominant = orbits.map { weight($0.representative) }
    #expect(dominant.count == 6)
    for parts in dominant.flatMap({ $0 }) { #expect(parts == parts.sorted(by: >)) }
    #expect(Set(dominant).count == 6)
  }

  private func monomials(
    of weight: WeightKey, degree: Int, in spaces: WeightSpaces
  ) -> [[Int32]] {
    let flat = spaces.monomials(of: weight, degree: degree)
    return stride(from: 0, to: flat.count, by: degree).map {
      Array(flat[$0..<$0 + degree]).sorted()
    }
  }
}
