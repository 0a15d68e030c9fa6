import ExactAlgebra
import Oracles
import Polyhedra
import Testing

/// Largest values of affine forms against elimination, which knows no linear program.
@Suite struct LinearMaximumTests {
  private static func value(_ form: [Rational], _ point: [Rational]) -> Rational {
    zip(form, point).reduce(form[form.count - 1]) { $0 + $1.0 * $1.1 }
  }

  private struct Counts: Equatable {
    var (attained, unbounded, empty) = (0, 0, 0)
  }

  /// Closed systems in small numbers: many have no solutions, many are unbounded.
  @Test func randomSystems() throws {
    var generator = SeededGenerator(seed: 91)
    func number() -> Rational { Rational(Int.random(in: -5...5, using: &generator)) }
    var counts = Counts()
    for trial in 0..<400 {
      let dimension = 1 + trial % 3
      let halfSpaces = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        HalfSpace(
          normal: (0..<dimension).map { _ in number() }, offset: number() / 3, isOpen: false)
      }
      let form = (0...dimension).map { _ in number() / 2 }
      let system = InequalitySystem(dimension: dimension, halfSpaces)
      let expected = rangeByElimination(of: form, on: system)
      switch try system.maximumInTime(of: form) {
      case nil:
        #expect(expected == nil)
        counts.empty += 1
      case .attained(let value, let point):
        #expect(expected?.upper == value)
        #expect(system.contains(point) && Self.value(form, point) == value)
        counts.attained += 1
      case .unbounded(let point, let direction):
        #expect(expected != nil && expected?.upper == nil)
        Self.expectRay(in: system, of: form, from: point, along: direction)
        counts.unbounded += 1
      }
      guard let cell = GeneratedCell(dimension: dimension, halfSpaces) else { continue }
      switch cell.maximum(of: form) {
      case .attained(let value, let point):
        #expect(expected?.upper == value)
        #expect(system.contains(point) && Self.value(form, point) == value)
      case .unbounded(let point, let direction):
        #expect(expected != nil && expected?.upper == nil)
        Self.expectRay(in: system, of: form, from: point, along: direction)
      }
    }
    #expect(counts.attained > 80 && counts.unbounded > 80 && counts.empty > 40, "\(counts)")
  }

  private static func expectRay(
    in system: InequalitySystem, of form: [Rational], from point: [Rational],
    along direction: [Rational]
  ) {
    for step in [0, 1, 1_000_000] as [Rational] {
      #expect(system.contains(zip(point, direction).map { $0 + step * $1 }))
    }
    #expect(value(form, direction) > form[form.count - 1])
  }

  /// A corner far away, and one that floating point takes for another.
  @Test func numbersOfAllSizes() throws {
    let huge = Rational(10).power(300)
    let far = InequalitySystem(
      dimension: 2,
      [
        HalfSpace(normal: [-1, 0], offset: huge, isOpen: false),
        HalfSpace(normal: [1, -1], offset: 0, isOpen: false),
      ])
    #expect(try far.maximumInTime(of: [0, 3, 1]) == .attained(3 * huge + 1, at: [huge, huge]))
    let tiny = Rational(1, 1) / huge
    let near = InequalitySystem(
      dimension: 2,
      [
        HalfSpace(normal: [-1, -1], offset: 1, isOpen: false),
        HalfSpace(normal: [-1, -1 - tiny], offset: 1 + tiny / 2, isOpen: false),
        HalfSpace(normal: [0, 1], isOpen: false), HalfSpace(normal: [1, 0], isOpen: false),
      ])
    #expect(
      try near.maximumInTime(of: [1, 1 + tiny / 4, 0])
        == .attained(1 + tiny / 8, at: [Rational(1, 2), Rational(1, 2)]))
  }
}
