import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct WeightSpacesTests {
  static let maximumDegree = 4

  /// The spaces of a random grading of 6 coordinates in 2 weightings, with the keys.
  static func random(seed: UInt64) -> (keys: [WeightKey], spaces: WeightSpaces) {
    let grading = WeightKeyTests.randomGrading(
      rows: 2, coordinates: 6, range: -1...2, seed: seed)
    let keys = grading.keys(coordinateCount: 6, upToDegree: maximumDegree)
    var spaces = WeightSpaces(keys: keys)
    for _ in 0..<maximumDegree { spaces.extend() }
    return (keys, spaces)
  }

  @Test(arguments: 1...15 as ClosedRange<UInt64>)
  func countsAndMonomials(seed: UInt64) {
    let (keys, spaces) = Self.random(seed: seed)
    #expect(spaces.maximumDegree == Self.maximumDegree)
    #expect(spaces.coordinateCount == 6)
    for degree in 1...Self.maximumDegree {
      let counts = spaces.monomialCounts(degree: degree)
      let total = TextbookNumbers.monomials(variables: 6, degree: degree)
      #expect(counts.values.reduce(0, +) == total)
      var seen: Set<[Int32]> = []
      for (weight, count) in counts {
        #expect(count > 0 && spaces.monomialCount(of: weight, degree: degree) == count)
        let flat = spaces.monomials(of: weight, degree: degree)
        #expect(flat.count == count * degree)
        for start in stride(from: 0, to: flat.count, by: degree) {
          let monomial = Array(flat[start..<start + degree])
          #expect(monomial.reduce(WeightKey.zero) { $0 + keys[Int($1)] } == weight)
          #expect(seen.insert(monomial.sorted()).inserted)
        }
        #expect(spaces.firstMonomial(of: weight, degree: degree) == Array(flat.prefix(degree)))
      }
      // Distinct monomials, as many as there are: all of them.
      #expect(seen.count == total)
    }
  }

  @Test func weightsThatDoNotOccur() {
    let (_, spaces) = Self.random(seed: 1)
    let weight = WeightKey(bits: .max)
    #expect(spaces.monomialCount(of: weight, degree: 2) == 0)
    #expect(spaces.monomials(of: weight, degree: 2).isEmpty)
    #expect(spaces.monomialCounts(degree: 0) == [.zero: 1])
  }

  @Test func equalWeightsShareACell() {
    let keys = [0, 1, 0, 1, 0].map { WeightKey(bits: UInt128($0)) }
    var spaces = WeightSpaces(keys: keys)
    #expect(spaces.cells == [[0, 2, 4], [1, 3]])
    spaces.extend()
    spaces.extend()
    // x^2, x*y, y^2 with three x and two y.
    #expect(
      spaces.monomialCounts(degree: 2)
        == [WeightKey(bits: 0): 6, WeightKey(bits: 1): 6, WeightKey(bits: 2): 3])
  }

  /// One cell with so many coordinates that binomial coefficients exceed a machine word.
  @Test func countsSaturate() {
    var spaces = WeightSpaces(keys: [WeightKey](repeating: .zero, count: 1_000))
    for _ in 0..<12 { spaces.extend() }
    #expect(spaces.monomialCount(of: .zero, degree: 2) == 500_500)
    #expect(spaces.monomialCount(of: .zero, degree: 12) == .max)
  }
}
