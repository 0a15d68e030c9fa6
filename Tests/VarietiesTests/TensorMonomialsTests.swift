import Testing

@testable import Varieties

/// The monomials of a weight, against all monomials of the degree sorted by their weights.
@Suite struct TensorMonomialsTests {
  @Test(arguments: LabelledTensors.all)
  func allWeights(in sample: LabelledTensors) throws {
    let tensors = try sample.tensors
    let byWeight = Dictionary(grouping: sample.monomials, by: sample.weight)
    #expect(!byWeight.isEmpty)
    for (weight, expected) in byWeight {
      let monomials = TensorMonomials(degree: sample.degree, weight: weight, in: tensors)
      let found = parts(of: monomials.monomials, degree: sample.degree)
      #expect(found.count == expected.count && Set(found) == Set(expected))
      #expect(monomials.count == Double(expected.count))
      // Equal coordinates are neighbours, which is what exponents are read from.
      for monomial in ungrouped(monomials.monomials, degree: sample.degree) {
        let changes = zip(monomial, monomial.dropFirst()).count { $0 != $1 }
        #expect(Set(monomial).count == changes + 1)
      }
    }
  }

  /// Positions beyond the parts of a weight do not occur.
  @Test(arguments: LabelledTensors.all)
  func shortWeights(in sample: LabelledTensors) throws {
    let tensors = try sample.tensors
    for (weight, expected) in Dictionary(grouping: sample.monomials, by: sample.weight) {
      let short = weight.map { Array($0.reversed().drop { $0 == 0 }.reversed()) }
      let monomials = TensorMonomials(degree: sample.degree, weight: short, in: tensors)
      #expect(Set(parts(of: monomials.monomials, degree: sample.degree)) == Set(expected))
      #expect(monomials.count == Double(expected.count))
    }
  }

  @Test func weightsThatDoNotOccur() throws {
    let tensors = try LabelledTensors([2, 2], [[0, 1], [0]], degree: 3).tensors
    // Rows must add up to the degree, columns to no more; none is negative.
    for weight in [
      [[2, 0], [1, 1]], [[2, 2], [1, 1]], [[2, 1], [2, 2]], [[4, -1], [1, 1]],
    ] {
      let monomials = TensorMonomials(degree: 3, weight: weight, in: tensors)
      #expect(monomials.monomials.isEmpty && monomials.count == 0, "\(weight)")
    }
    #expect(TensorMonomials(degree: 3, weight: [[2, 1], [1, 1]], in: tensors).count > 0)
  }

  private func ungrouped(_ flat: [Int32], degree: Int) -> [[Int]] {
    stride(from: 0, to: flat.count, by: degree).map { start in
      flat[start..<start + degree].map { Int($0) }
    }
  }

  private func parts(of flat: [Int32], degree: Int) -> [[Int]] {
    ungrouped(flat, degree: degree).map { $0.sorted() }
  }
}
