import ExactAlgebra
import Testing
import Varieties

@testable import NetworkVarieties

/// Hilbert series of two blocks from characters.
@Suite struct TwoBlockSeriesTests {
  /// Widths 4, 3, 3 on `101`, `011`: 188 is the degree that Groebner bases give.
  @Test func moreInputsThanNeurons() throws {
    let shape = TwoBlockShape(outputs: 3, inputs: 4, shared: 1, first: 1, second: 1)
    let series = try #require(shape.hilbertSeries)
    #expect(series.degree == 188 && series.dimension == 18)
    #expect(series.numerator == [1, 6, 21, 44, 57, 42, 17])
  }

  /// Blocks of equal patterns are one matrix of bounded rank.
  @Test func oneMatrix() throws {
    var count = 0
    for (rows, columns, rank) in [(3, 3, 1), (4, 3, 2), (5, 4, 1), (5, 2, 1), (2, 5, 1), (4, 6, 2)]
    {
      let shape = TwoBlockShape(outputs: rows, inputs: columns, shared: rank, first: 0, second: 0)
      let ring = DeterminantalRing(rows: rows, columns: columns, rank: rank)
      #expect(shape.hilbertSeries == ring.hilbertSeries)
      count += 1
    }
    #expect(count == 6)
  }

  /// Where the codimensions of the determinantal rings add up, both ways give the same series.
  @Test func determinantalRings() throws {
    var count = 0
    for numbers in (0..<4 * 4 * 3 * 3 * 3 * 2) {
      let shape = TwoBlockShape(
        outputs: 1 + numbers % 4, inputs: 1 + numbers / 4 % 4, constants: numbers / 432,
        shared: numbers / 16 % 3, first: numbers / 48 % 3, second: numbers / 144 % 3)
      guard let families = shape.determinantalFamilies else { continue }
      let product = families.reduce(HilbertSeries(ofAffineSpace: 0)) { product, family in
        let size = shape.size(of: family)
        return product
          * DeterminantalRing(rows: size.rows, columns: size.columns, rank: shape.rank(of: family))
          .hilbertSeries
      }
      let series = try #require(shape.hilbertSeries, "\(shape)")
      #expect(
        series.dimension == shape.dimension && series.numerator == product.numerator, "\(shape)")
      count += 1
    }
    #expect(count == 845)
  }

  /// Transposed blocks have the same series.
  @Test func transposition() throws {
    var count = 0
    for (outputs, inputs) in [(3, 4), (2, 4), (4, 5), (3, 5), (2, 6)] {
      for (shared, first, second) in [(1, 1, 1), (2, 1, 1), (0, 1, 1), (0, 2, 1), (1, 2, 1)] {
        let shape = TwoBlockShape(
          outputs: outputs, inputs: inputs, shared: shared, first: first, second: second)
        let transposed = TwoBlockShape(
          outputs: inputs, inputs: outputs, shared: shared, first: first, second: second)
        let series = try #require(shape.hilbertSeries)
        #expect(series == transposed.hilbertSeries, "\(shape)")
        count += 1
      }
    }
    #expect(count == 25)
  }

  /// The first values of the Hilbert function without the series: directly, and from fewer outputs and inputs.
  @Test func hilbertFunction() throws {
    var (count, interpolated) = (0, 0)
    for numbers in 0..<3 * 3 * 3 * 2 {
      let (shared, first, second) = (numbers % 3, numbers / 3 % 3, numbers / 9 % 3)
      for (outputs, inputs, behind, before) in [
        (5, 4, Int.max, Int.max), (4, 6, 2, Int.max), (6, 5, 3, 2), (2, 5, Int.max, 1),
      ] {
        let shape = TwoBlockShape(
          outputs: outputs, inputs: inputs, constants: numbers / 27, widthBehind: behind,
          widthBefore: before, shared: shared, first: first, second: second)
        let series = try #require(shape.hilbertSeries, "\(shape)")
        for degree in [0, 2, 3] {
          let values = (0...degree).map(series.value)
          #expect(shape.hilbertFunction(upToDegree: degree) == values, "\(shape)")
          #expect(try shape.characterValues(upToDegree: degree) == values, "\(shape)")
          let other = try shape.interpolatedValues(upToDegree: degree)
          #expect(other == values, "\(shape)")
          interpolated += 1
        }
        count += 1
      }
    }
    #expect(count == 216 && interpolated == 648)
  }

  /// What was computed degree by degree without the theorem, for widths 8, 6, 8 and 8, 5, 8.
  @Test func manyOutputsAndInputs() throws {
    for (first, second, degree, dimension) in [(2, 2, 7, 68_963_840), (2, 2, 6, 67_573_744)] {
      let shape = TwoBlockShape(
        outputs: 8, inputs: 8, shared: degree - 1 - first - second, first: first, second: second)
      let values = try #require(shape.hilbertFunction(upToDegree: degree))
      #expect(binomial(127 + degree, degree) - values[degree] == Integer(dimension))
    }
  }
}
