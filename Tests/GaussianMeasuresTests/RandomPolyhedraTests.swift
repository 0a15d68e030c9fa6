import Enclosures
import ExactAlgebra
import Polyhedra
import Testing

@testable import GaussianMeasures

/// Random polyhedra: enclosures with few digits contain what those with many digits say.
@Suite struct RandomPolyhedraTests {
  @Test(arguments: [(1, 300), (2, 100), (3, 8)])
  func enclosuresAreRight(dimension: Int, count: Int) throws {
    var generator = SeededGenerator(seed: 7)
    func number(_ spread: Int) -> Rational {
      let scale = Rational(2).power(Int.random(in: -spread...spread, using: &generator))
      return Rational(Integer(Int.random(in: -999...999, using: &generator)), 256) * scale
    }
    var compared = 0
    for _ in 0..<count {
      let spread = Int.random(in: 0...3, using: &generator)
      let halfSpaces = (1...Int.random(in: 1...dimension + 4, using: &generator)).map { _ in
        HalfSpace(
          normal: (0..<dimension).map { _ in number(spread) },
          // Through the mean now and then.
          offset: Int.random(in: 0..<6, using: &generator) == 0 ? 0 : number(spread + 1))
      }
      let factor = (0..<dimension).map { row in
        (0..<dimension).map { column -> Rational in
          column < row ? number(0) : column == row ? 1 : 0
        }
      }
      let law = try GaussianLaw(mean: (0..<dimension).map { _ in number(0) }, factor: factor)
      let rough = GaussianMeasure(under: law)
      var fine = rough
      fine.relativeBits = 110
      let (a, b) = try (
        rough.probability(of: halfSpaces), fine.probability(of: halfSpaces)
      )
      #expect(a.status == b.status)
      guard case .enclosed(let wide) = a, case .enclosed(let narrow) = b else { continue }
      compared += 1
      #expect(wide.overlaps(narrow) && narrow.isPositive)
      #expect(wide.accurateBits >= 44 && narrow.accurateBits >= 110)
    }
    #expect(compared > count / 3)
  }
}
