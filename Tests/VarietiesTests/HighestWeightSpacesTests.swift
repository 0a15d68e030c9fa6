import ExactAlgebra
import Testing

@testable import Varieties

/// Dimensions of spaces of highest weight vectors, against counts of monomials.
@Suite struct HighestWeightSpacesTests {
  @Test func exampleCount() { #expect(LabelledTensors.all.count == 15) }

  @Test(arguments: LabelledTensors.all)
  func multiplicities(in sample: LabelledTensors) throws {
    let spaces = try sample.spaces
    let counts = sample.monomialCounts
    var occurring: [[Partition]] = []
    for shapes in sample.allShapes {
      let expected = sample.multiplicities(of: shapes, monomialCounts: counts)
      #expect(expected.values.allSatisfy { $0 > 0 })
      let found = spaces.part(of: shapes)?.contents ?? []
      #expect(found.count == expected.count, "\(shapes.map(\.symbol))")
      for (content, multiplicity) in found {
        #expect(expected[content.counts] == multiplicity, "\(shapes.map(\.symbol))")
      }
      #expect(spaces.dimension(of: shapes) == expected.values.reduce(0, +))
      if !expected.isEmpty { occurring.append(shapes) }
    }
    #expect(spaces.shapes.count == occurring.count && Set(spaces.shapes) == Set(occurring))
  }

  @Test(arguments: LabelledTensors.all)
  func dimensionsAddUp(in sample: LabelledTensors) throws {
    let spaces = try sample.spaces
    let sum = spaces.shapes.reduce(Integer(0)) { sum, shapes in
      sum
        + zip(shapes, sample.sizes).reduce(Integer(spaces.dimension(of: shapes))) {
          $0 * $1.0.dimension(n: $1.1)
        }
    }
    #expect(sum == Integer(sample.monomials.count))
  }

  /// The same in degrees where monomials are too many to be listed.
  @Test(arguments: [(2, 3, 3, 7), (3, 3, 3, 6), (2, 4, 4, 6), (1, 5, 5, 8)])
  func largeDegrees(blocks: Int, rows: Int, columns: Int, degree: Int) throws {
    let sample = LabelledTensors(
      [rows, columns], [[Int]](repeating: [0, 1], count: blocks), degree: degree)
    let spaces = try sample.spaces
    let sum = spaces.shapes.reduce(Integer(0)) { sum, shapes in
      sum + Integer(spaces.dimension(of: shapes)) * shapes[0].dimension(n: rows)
        * shapes[1].dimension(n: columns)
    }
    #expect(
      sum
        == Integer(
          TextbookNumbers.monomials(variables: blocks * rows * columns, degree: degree)))
  }

  /// Three 3 x 3 matrices: the largest spaces of degree 5 and 6, as another program found them.
  @Test func largestSpacesOfExample37() throws {
    let largest = try [5, 6].map { degree in
      let spaces = try LabelledTensors([3, 3], [[0, 1], [0, 1], [0, 1]], degree: degree).spaces
      return spaces.shapes.map(spaces.dimension).max()
    }
    #expect(largest == [87, 281])
  }
}
