import ExactAlgebra
import Testing

@testable import Polyhedra

/// The steps of `feasibility()` one by one.
@Suite struct SolverTests {
  /// The exact simplex method alone gives the same answers, and so does cddlib.
  @Test(arguments: [
    RandomSystem(dimension: 2, rows: 2...7),
    RandomSystem(dimension: 3, rows: 2...9, size: 1, hasOffsets: false),
    RandomSystem(dimension: 5, rows: 8...16, size: 5, openness: 1),
    RandomSystem(dimension: 6, rows: 10...30, size: 1, openness: 0.5),
  ])
  func exactSimplex(family: RandomSystem) {
    var generator = SeededGenerator(seed: 11)
    var counts = (feasible: 0, infeasible: 0)
    for _ in 0..<100 {
      let system = family.draw(using: &generator)
      let program = AlternativeProgram(of: system)
      let answer = program.answerByExactSimplex()
      expectEvidence(answer, for: system)
      #expect((answer.point == nil) == (system.feasibility().point == nil))
      #expect((answer.point != nil) == CDD.isFeasible(program))
      if answer.point == nil { counts.infeasible += 1 } else { counts.feasible += 1 }
    }
    #expect(counts.feasible > 5 && counts.infeasible > 5)
  }

  /// Floating point does nearly all of the work.
  @Test func fallbackIsRare() {
    var generator = SeededGenerator(seed: 12)
    var decided = 0
    let family = RandomSystem(dimension: 4, rows: 10...20, size: 2, openness: 0.8)
    for _ in 0..<200 {
      let program = AlternativeProgram(of: family.draw(using: &generator))
      if program.isTrivial || program.answer(perturbation: 1e-7) != nil { decided += 1 }
    }
    #expect(decided >= 195)
  }

  /// Products of cones, many rows of which meet at the origin: floating point alone decides them.
  @Test(arguments: [true, false])
  func degenerateProducts(isPlanted: Bool) {
    var generator = SeededGenerator(seed: 14)
    for _ in 0..<3 {
      let system = productOfCones(isPlanted: isPlanted, using: &generator)
      let answer = system.feasibilityByProposal()
      #expect(answer != nil)
      answer.map { expectEvidence($0, for: system) }
      if isPlanted { #expect(answer?.point != nil) }
    }
  }

  /// Six vectors in cones of dimension 5, and signs of 40 sums of their values.
  private func productOfCones(
    isPlanted: Bool, using generator: inout SeededGenerator
  ) -> InequalitySystem {
    let (count, size) = (6, 5)
    func vector() -> [Rational] {
      (0..<size).map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
    }
    let vectors = (0..<count).map { _ in vector() }
    var halfSpaces: [HalfSpace] = []
    for _ in 0..<40 {
      let point = vector()
      var (row, total) = ([Rational](), Rational(0))
      for (index, vector) in vectors.enumerated() {
        let value = HalfSpace(normal: vector).value(at: point)
        let isActive = value.signum() > 0
        if isActive { total += value * Rational(index.isMultiple(of: 2) ? 1 : -1) }
        row += point.map { isActive ? $0 : 0 }
        let side = point.map { isActive == index.isMultiple(of: 2) ? $0 : -$0 }
        let zeros = { [Rational](repeating: 0, count: $0 * size) }
        halfSpaces.append(HalfSpace(normal: zeros(index) + side + zeros(count - index - 1)))
      }
      let isPositive = isPlanted ? total.signum() > 0 : Bool.random(using: &generator)
      if isPlanted, total.isZero { continue }
      halfSpaces.append(HalfSpace(normal: isPositive ? row : row.map { -$0 }))
    }
    return InequalitySystem(dimension: count * size, halfSpaces)
  }

  /// A wrong proposal is refused.
  @Test func proposalsAreTested() {
    let program = AlternativeProgram(
      of: InequalitySystem(dimension: 2, [HalfSpace(normal: [1, 0]), HalfSpace(normal: [0, 1])]))
    #expect(program.roundedSolution(near: [1, -1]) == nil)
    #expect(program.roundedSolution(near: [0, 0]) == nil)
    #expect(program.roundedSolution(near: [.nan, 1]) == nil)
    #expect(program.roundedSolution(near: [1, .nan]) == nil)
    #expect(program.roundedSolution(near: [1, .infinity]) == nil)
    #expect(program.roundedSolution(near: [.leastNonzeroMagnitude, 0]) == nil)
    #expect(program.answer(ofBasis: [.row(0), .row(0), .row(1)]) == nil)
    #expect(program.certificate([(0, 1), (1, 1)]) == nil)
  }
}
