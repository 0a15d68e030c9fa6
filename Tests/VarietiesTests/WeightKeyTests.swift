import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct WeightKeyTests {
  /// Random weightings, negative weights included.
  static func randomGrading(
    rows: Int, coordinates: Int, range: ClosedRange<Int>, seed: UInt64
  ) -> Multigrading {
    var generator = SeededGenerator(seed: seed)
    return Multigrading(
      weights: (0..<rows).map { _ in
        (0..<coordinates).map { _ in Int.random(in: range, using: &generator) }
      })
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func keysTellWeightsApart(seed: UInt64) {
    let (coordinates, degree) = (5, 4)
    let grading = Self.randomGrading(
      rows: 3, coordinates: coordinates, range: -3...4, seed: seed)
    let keys = grading.keys(coordinateCount: coordinates, upToDegree: degree)
    var weightOfKey: [WeightKey: [Int]] = [:]
    var keyOfWeight: [[Int]: WeightKey] = [:]
    let monomials = TextbookNumbers.multisets(of: coordinates, size: degree)
    #expect(
      monomials.count == TextbookNumbers.monomials(variables: coordinates, degree: degree))
    for monomial in monomials {
      let key = monomial.reduce(WeightKey.zero) { $0 + keys[$1] }
      let weight = grading.weights.map { row in monomial.reduce(0) { $0 + row[$1] } }
      #expect(weightOfKey.updateValue(weight, forKey: key) ?? weight == weight)
      #expect(keyOfWeight.updateValue(key, forKey: weight) ?? key == key)
    }
    #expect(weightOfKey.count == keyOfWeight.count && weightOfKey.count > 1)
  }

  @Test func differences() {
    let (a, b) = (WeightKey(bits: 7), WeightKey(bits: 3))
    #expect((a - b)?.bits == 4)
    #expect(b - a == nil)
    #expect(a - a == WeightKey.zero)
    #expect(b < a && !(a < b))
  }

  /// What does not fit is left out; what stays is graded by distinct keys without overflow.
  @Test func absurdlyFineGradings() {
    for (range, kept) in [(1 << 40, 3), (1 << 60, 2), (1 << 20, 5), (1, 12)] {
      let fine = Self.randomGrading(rows: 12, coordinates: 9, range: 0...range, seed: 5)
      let degree = 3
      let fitting = fine.fitting(degree: degree)
      #expect(fitting.rank >= min(kept, 12) && fitting.rank <= 12)
      #expect(fitting.weights.allSatisfy(fine.weights.contains))
      let keys = fitting.keys(coordinateCount: 9, upToDegree: degree)
      let largest = keys.max()!
      #expect(!largest.bits.multipliedReportingOverflow(by: UInt128(degree)).overflow)
    }
    #expect(Self.randomGrading(rows: 12, coordinates: 9, range: 0...1, seed: 5).rank == 12)
  }

  @Test func preservedBySymmetries() {
    let grading = Multigrading(weights: [[3, 2, 1, 0], [1, 1, 1, 1]])
    #expect(grading.isPreserved(by: CoordinatePermutation([3, 2, 1, 0])))
    #expect(grading.isPreserved(by: .identity(4)))
    #expect(!grading.isPreserved(by: CoordinatePermutation([1, 0, 2, 3])))
  }
}
