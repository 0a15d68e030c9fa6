import ExactAlgebra
import LongWork
import Oracles
import Testing

@testable import Polyhedra

/// Cells ask for an end where the general method is at work, which may take long.
@Suite struct CellInterruptionTests {
  private struct Stop: Error {}

  /// Half-spaces with numbers of all sizes, for which floating point seldom suffices.
  private func rows(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator
  ) -> [HalfSpace] {
    let numbers = ExtremeNumbers(.everywhere)
    return (0..<count).map { _ in
      let row = numbers.draw(dimension + 1, using: &generator).exactIntegers
        .map { Rational($0) }
      return HalfSpace(normal: Array(row.dropLast()), offset: row[dimension])
    }
  }

  private func box(dimension: Int) -> [HalfSpace] {
    (0..<dimension).flatMap { axis in
      [1, -1].map { sign in
        HalfSpace(normal: (0..<dimension).map { $0 == axis ? Rational(sign) : 0 }, offset: 1)
      }
    }
  }

  /// What the general method throws comes through, and it is asked only where floating point does
  /// not decide.
  @Test func problemsInBoxes() throws {
    var generator = SeededGenerator(seed: 71)
    var (asked, decided) = (0, 0)
    for _ in 0..<60 {
      let half = box(dimension: 3) + rows(3, dimension: 3, using: &generator)
      guard case .box(let box, let others) = Box.reading(dimension: 3, half) else { continue }
      let forms = LinearForms(others.map { half[$0].form })
      let boxed = others.indices.map {
        BoxedRow($0, in: forms, isPositive: true, label: $0, box: box)
      }
      let problem = BoxProblem(box: box, rows: Array(boxed.dropLast()), row: boxed.last!)
      var count = 0
      do {
        _ = try problem.point(from: box.center.approximatePoint) { _ in
          count += 1
          throw Stop()
        }
        #expect(count == 0)
        decided += 1
      } catch is Stop {
        #expect(count == 1)
        asked += 1
      }
    }
    #expect(asked > 5 && decided > 5, "\(asked) and \(decided)")
  }

  /// A request that is made ends work on cells whose general method takes long.
  @Test func requestsAreSeen() throws {
    var generator = SeededGenerator(seed: 72)
    let request = Interruption.Request()
    request.make()
    var ended = 0
    for _ in 0..<12 where ended == 0 {
      let half = box(dimension: 8) + rows(24, dimension: 8, using: &generator)
      do {
        _ = try Interruption.within(nil, of: request) {
          try BoxedCell(dimension: 8, half)?.facetsInTime()
        }
      } catch is Interruption.IsRequested {
        ended += 1
      }
    }
    #expect(ended == 1)
  }

  /// The rows of a cell without a box are gone through one by one, with a question before each.
  @Test func facetsOfWitnessedCells() throws {
    let half = box(dimension: 4)
    let cell = try #require(try WitnessedCell(dimension: 4, half))
    let request = Interruption.Request()
    let facets = try Interruption.within(nil, of: request) { try cell.facetsInTime() }
    #expect(facets.count == 8 && facets.map(\.label) == cell.facets.map(\.label))
    request.make()
    #expect(throws: Interruption.IsRequested.self) {
      try Interruption.within(nil, of: request) { try cell.facetsInTime() }
    }
  }
}
