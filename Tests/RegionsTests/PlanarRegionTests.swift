import ExactAlgebra
import Networks
import Regions
import Testing

@Suite struct PlanarRegionTests {
  private static func region(
    _ corners: [(Rational, Rational)], sides: [[HiddenNeuron]]? = nil
  ) -> PlanarRegion {
    PlanarRegion(
      pattern: ActivationPattern([[true]]),
      corners: corners.map { PlanePoint(x: $0.0, y: $0.1) },
      sides: sides ?? corners.map { _ in [] }, outputs: [[1, 2, 3]])
  }

  @Test func areaOfATriangle() {
    let third = Rational(Integer(1), 3)
    #expect(Self.region([(0, 0), (third, 0), (0, third)]).area == Rational(Integer(1), 18))
  }

  /// Pick's theorem: twice the area is twice the inner lattice points, and those of the rim,
  /// less two.
  @Test func areaByLatticePoints() {
    let corners: [(Int, Int)] = [(0, 0), (5, 1), (7, 4), (3, 6), (-1, 3)]
    let rational = corners.map { (Rational($0.0), Rational($0.1)) }
    var (inner, rim) = (0, 0)
    for x in -1...7 {
      for y in 0...6 {
        let turns = corners.indices.map { place -> Int in
          let (a, b) = (corners[place], corners[(place + 1) % corners.count])
          return (b.0 - a.0) * (y - a.1) - (b.1 - a.1) * (x - a.0)
        }
        if turns.allSatisfy({ $0 > 0 }) { inner += 1 }
        if turns.allSatisfy({ $0 >= 0 }), turns.contains(0) { rim += 1 }
      }
    }
    #expect(inner > 10)
    #expect(Self.region(rational).area == Rational(Integer(2 * inner + rim - 2), 2))
  }

  @Test func sidesAreSortedSets() {
    let (a, b) = (HiddenNeuron(layer: 1, index: 3), HiddenNeuron(layer: 2, index: 0))
    let region = Self.region([(0, 0), (1, 0), (0, 1)], sides: [[b, a, b], [a], []])
    #expect(region.sides == [[a, b], [a], []])
    #expect(a < b && HiddenNeuron(layer: 1, index: 2) < a)
  }
}
