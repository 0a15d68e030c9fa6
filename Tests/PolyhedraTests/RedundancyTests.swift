import ExactAlgebra
import Oracles
import Polyhedra
import Testing

/// Redundant inequalities and unbounded solutions beside elimination of coordinates.
@Suite struct RedundancyTests {
  static let families = [
    RandomSystem(dimension: 1, rows: 1...6), RandomSystem(dimension: 2, rows: 2...7, size: 2),
    RandomSystem(dimension: 2, rows: 3...8, size: 1),
    RandomSystem(dimension: 3, rows: 3...6, size: 2),
    RandomSystem(dimension: 3, rows: 3...6, size: 1, hasOffsets: false),
    RandomSystem(dimension: 2, rows: 3...7, openness: 1),
  ]

  @Test(arguments: families)
  func pointsBeyondAndIrredundantRows(family: RandomSystem) {
    var generator = SeededGenerator(seed: 11)
    var (redundantCount, neededCount) = (0, 0)
    for _ in 0..<25 {
      let system = family.draw(using: &generator)
      for row in system.halfSpaces.indices {
        var others = system.removing(row)
        others.append(system.halfSpaces[row].complement)
        let point = system.pointBeyond(row)
        #expect((point != nil) == isFeasibleByElimination(others))
        #expect(point.map(others.contains) ?? true)
      }
      let rows = system.irredundantRows
      #expect(rows == rows.sorted() && Set(rows).count == rows.count)
      let kept = InequalitySystem(
        dimension: system.dimension, rows.map { system.halfSpaces[$0] })
      for row in system.halfSpaces.indices {
        var beyond =
          rows.firstIndex(of: row).map { kept.removing($0) } ?? kept
        beyond.append(system.halfSpaces[row].complement)
        #expect(isFeasibleByElimination(beyond) == rows.contains(row))
      }
      neededCount += rows.count
      redundantCount += system.halfSpaces.count - rows.count
    }
    #expect(neededCount > 20 && redundantCount > 10)
  }

  /// The first of several equal inequalities is kept.
  @Test func repetitions() {
    let (a, b) = (HalfSpace(normal: [1, 0]), HalfSpace(normal: [0, 1], offset: 1))
    let multiple = HalfSpace(normal: [3, 0])
    #expect(
      InequalitySystem(dimension: 2, [a, multiple, b, a, b]).irredundantRows == [0, 2])
    #expect(InequalitySystem(dimension: 2).irredundantRows.isEmpty)
  }

  @Test(arguments: families)
  func boundedness(family: RandomSystem) {
    var generator = SeededGenerator(seed: 12)
    var counts: [Bool: Int] = [:]
    for _ in 0..<60 {
      let system = family.draw(using: &generator)
      guard isFeasibleByElimination(system) else {
        #expect(system.isBounded)
        continue
      }
      // Some coordinate grows for ever along a direction in which no inequality falls.
      let isUnbounded = (0..<system.dimension).contains { coordinate in
        [1, -1].contains { sign in
          let axis = (0..<system.dimension).map { Rational($0 == coordinate ? sign : 0) }
          return isFeasibleByElimination(
            InequalitySystem(
              dimension: system.dimension,
              system.halfSpaces.map { HalfSpace(normal: $0.normal, isOpen: false) }
                + [HalfSpace(normal: axis, offset: -1, isOpen: false)]))
        }
      }
      #expect(system.isBounded == !isUnbounded)
      counts[isUnbounded, default: 0] += 1
    }
    #expect(counts[true, default: 0] > 4)
    if family.hasOffsets { #expect(counts[false, default: 0] > 0, "\(counts)") }
  }

  @Test func boundednessWithoutCoordinatesOrInequalities() {
    #expect(InequalitySystem(dimension: 0).isBounded)
    #expect(InequalitySystem(dimension: 0, [HalfSpace(normal: [], offset: 1)]).isBounded)
    #expect(!InequalitySystem(dimension: 2).isBounded)
    #expect(!InequalitySystem(dimension: 2, [HalfSpace(normal: [0, 0], offset: 1)]).isBounded)
    let point = [HalfSpace(normal: [1], isOpen: false), HalfSpace(normal: [-1], isOpen: false)]
    #expect(InequalitySystem(dimension: 1, point).isBounded)
  }
}
