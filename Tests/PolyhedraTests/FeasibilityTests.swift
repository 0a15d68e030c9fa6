import ExactAlgebra
import Oracles
import Polyhedra
import Testing

/// Answers against elimination, each verified by its own evidence.
@Suite struct FeasibilityTests {
  private static let families = [
    RandomSystem(dimension: 0, rows: 0...3, size: 1),
    RandomSystem(dimension: 1, rows: 1...6),
    RandomSystem(dimension: 2, rows: 2...7),
    RandomSystem(dimension: 2, rows: 2...7, size: 1, openness: 1),
    RandomSystem(dimension: 3, rows: 3...7, size: 2),
    RandomSystem(dimension: 3, rows: 3...8, size: 1, hasOffsets: false, openness: 0.7),
    RandomSystem(dimension: 3, rows: 3...7, size: 1, openness: 0.1),
    RandomSystem(dimension: 4, rows: 4...7, size: 1, hasOffsets: false, openness: 0.3),
    RandomSystem(dimension: 3, rows: 3...7, size: 9, denominators: 1...7),
  ]

  @Test(arguments: families)
  func agreesWithElimination(family: RandomSystem) {
    var generator = SeededGenerator(seed: 3)
    var feasibleCount = 0
    for _ in 0..<150 {
      let system = family.draw(using: &generator)
      let answer = system.feasibility()
      #expect((answer.point != nil) == isFeasibleByElimination(system), "\(system)")
      expectEvidence(answer, for: system)
      if answer.point != nil { feasibleCount += 1 }
    }
    // Both answers occur.
    #expect((10...140).contains(feasibleCount))
  }

  /// Larger systems, where only the evidence is tested: it is a proof either way.
  @Test(arguments: [
    RandomSystem(dimension: 5, rows: 20...20, size: 9, hasOffsets: false, openness: 1),
    RandomSystem(dimension: 10, rows: 20...24, size: 9, openness: 1),
    RandomSystem(dimension: 10, rows: 100...100, size: 9, openness: 1),
    RandomSystem(dimension: 12, rows: 20...40, size: 1, hasOffsets: false, openness: 0.5),
  ])
  func largeSystems(family: RandomSystem) {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<20 {
      let system = family.draw(using: &generator)
      expectEvidence(system.feasibility(), for: system)
      // The same rows turned towards a point are feasible.
      let point = (0..<family.dimension).map { _ in
        Rational(Int.random(in: -9...9, using: &generator))
      }
      let turned = system.halfSpaces.map { $0.value(at: point).signum() < 0 ? $0.opposite : $0 }
        .filter { $0.value(at: point).signum() != 0 }
      let feasible = InequalitySystem(dimension: family.dimension, turned)
      #expect(feasible.contains(point))
      #expect(feasible.feasibility().point.map(feasible.contains) == true)
    }
  }

  @Test func pointsAreSimpleWhereTheyCanBe() {
    let quadrant = InequalitySystem(
      dimension: 2, [HalfSpace(normal: [3, 0]), HalfSpace(normal: [0, Rational(1, 7)])])
    #expect(quadrant.feasibility() == .feasible([1, 1]))
  }

  @Test func appendingAndRemoving() {
    var system = InequalitySystem(dimension: 1, [HalfSpace(normal: [1])])
    let original = system
    system.append(HalfSpace(normal: [-1], offset: -1))
    #expect(
      system.feasibility()
        == .infeasible(.init(terms: [.init(row: 0, multiplier: 1), .init(row: 1, multiplier: 1)])))
    system.removeLast()
    #expect(system == original && system.feasibility().point != nil)
  }
}

/// Checks that an answer proves itself.
func expectEvidence(
  _ answer: Feasibility, for system: InequalitySystem,
  at location: SourceLocation = #_sourceLocation
) {
  switch answer {
  case .feasible(let point):
    #expect(point.count == system.dimension, sourceLocation: location)
    #expect(system.contains(point), sourceLocation: location)
  case .infeasible(let certificate):
    #expect(certificate.refutes(system), sourceLocation: location)
    let rows = certificate.terms.map(\.row)
    #expect(rows == rows.sorted() && Set(rows).count == rows.count, sourceLocation: location)
  }
}
