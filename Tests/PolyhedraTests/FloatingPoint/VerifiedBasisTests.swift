import ExactAlgebra
import Oracles
import Testing

@testable import Polyhedra

/// What floating point proves of bases is true: each basis that is accepted has exact multipliers.
@Suite struct VerifiedBasisTests {
  private static func bases(
    of program: AlternativeProgram
  ) -> [FloatingPointSimplex.Proposal] {
    InequalitySystem.perturbations.compactMap {
      FloatingPointSimplex.solve(program, perturbation: $0)
    }
  }

  /// Rows of numbers of all sizes, many of which nearly contradict the one before.
  private static func program(
    _ spread: ExtremeNumbers.Spread, using generator: inout SeededGenerator
  ) -> AlternativeProgram {
    let (dimension, numbers) = (Int.random(in: 1...4, using: &generator), ExtremeNumbers(spread))
    var last: [Double]?
    let rows = (0..<Int.random(in: 2...9, using: &generator)).map { _ in
      var row = numbers.draw(dimension + 1, using: &generator)
      if let last, Bool.random(using: &generator) {
        row = last.map { -$0.neighbour(Int.random(in: -1...1, using: &generator)) }
      }
      last = row
      return AlternativeProgram.Row(
        row: IntegerRow(primitive: IntegerVector(row.exactIntegers).primitive),
        isOpen: Double.random(in: 0..<1, using: &generator) < 0.8)
    }
    return AlternativeProgram(dimension: dimension, rows)
  }

  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func acceptedBasesHaveMultipliers(spread: ExtremeNumbers.Spread) {
    var generator = SeededGenerator(seed: 51)
    var (accepted, infeasible) = (0, 0)
    for _ in 0..<400 {
      let program = Self.program(spread, using: &generator)
      for proposal in Self.bases(of: program) {
        let multipliers = program.multipliers(ofBasis: proposal.basis)
        #expect(program.exactlyRefutes(basis: proposal.basis) == (multipliers != nil))
        if multipliers != nil { infeasible += 1 }
        guard program.certainlyRefutes(basis: proposal.basis, inverse: proposal.inverse) else {
          continue
        }
        accepted += 1
        #expect(multipliers.flatMap { program.certificate($0) } != nil)
      }
    }
    #expect(infeasible > 100, "\(infeasible)")
    // Rows that nearly contradict one another have bases that nothing but exact arithmetic decides.
    #expect(accepted > 40, "\(accepted) of \(infeasible)")
  }

  /// Rows that cancel leave no solution, whatever is proposed.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func rowsThatCancelLeaveNoSolution(spread: ExtremeNumbers.Spread) {
    var generator = SeededGenerator(seed: 54)
    var (cancelled, kept) = (0, 0)
    for _ in 0..<400 {
      let program = Self.program(spread, using: &generator)
      let isFeasible = program.answerByExactSimplex().point != nil
      let chosen = (0..<program.rowCount).filter { _ in Bool.random(using: &generator) }
      for support in Self.bases(of: program).map(\.support) + [chosen, []] {
        guard program.exactlyCancel(support) else {
          kept += 1
          continue
        }
        #expect(!isFeasible)
        cancelled += 1
      }
    }
    #expect(cancelled > 100 && kept > 100, "\(cancelled) and \(kept)")
  }

  /// Rows that are not strict refute nothing, and neither do rows with a negative multiplier or two relations.
  @Test func onlyStrictPositiveRelationsCancel() {
    func program(_ rows: [[Int]], isOpen: Bool = true) -> AlternativeProgram {
      AlternativeProgram(
        dimension: 2,
        rows.map { .init(row: IntegerRow(primitive: IntegerVector($0)), isOpen: isOpen) })
    }
    let opposite = [[1, 2, 0], [-1, -2, 0]]
    #expect(program(opposite).exactlyCancel([0, 1]))
    #expect(!program(opposite, isOpen: false).exactlyCancel([0, 1]))
    #expect(!program([[1, 2, 0], [1, 2, 0]]).exactlyCancel([0, 1]))
    #expect(
      !program([[1, 2, 0], [-1, -2, 0], [3, 1, 0], [-3, -1, 0]]).exactlyCancel([0, 1, 2, 3]))
    // x > 0, -x - 1 > 0 and s > 0, the row after the last.
    let bounds = program([[1, 0, 0], [-1, 0, -1]])
    #expect(bounds.exactlyCancel([0, 1, 2]) && !bounds.exactlyCancel([0, 1]))
  }

  /// An orthant, and forms of three of its coordinates, in skew coordinates: multipliers of the rows of the
  /// others are exactly zero, which no bound can prove, and the rows that count cancel.
  @Test func exactZerosAreLeftOut() throws {
    var generator = SeededGenerator(seed: 55)
    var (bounded, cancelled, infeasible) = (0, 0, 0)
    for _ in 0..<100 {
      let skew = (0..<6).map { _ in
        (0..<6).map { _ in Int.random(in: -1_000_000...1_000_000, using: &generator) }
      }
      let forms = (0..<4).map { _ in
        let factors = (0..<3).map { _ in Int.random(in: -1000...500, using: &generator) }
        return (0..<6).map { column in (0..<3).reduce(0) { $0 + factors[$1] * skew[$1][column] } }
          + [Int.random(in: -1_000_000...1_000_000, using: &generator)]
      }
      let rows = (skew.map { $0 + [0] } + forms).map {
        AlternativeProgram.Row(
          row: IntegerRow(primitive: IntegerVector($0).primitive), isOpen: true)
      }
      let program = AlternativeProgram(dimension: 6, rows)
      guard program.answerByExactSimplex().point == nil else { continue }
      infeasible += 1
      #expect(try program.pointInTime() == nil)
      let bases = Self.bases(of: program)
      if bases.contains(where: { program.certainlyRefutes(basis: $0.basis, inverse: $0.inverse) }) {
        bounded += 1
      }
      if bases.contains(where: { program.exactlyCancel($0.support) }) { cancelled += 1 }
    }
    #expect(infeasible > 30 && cancelled == infeasible, "\(cancelled) of \(infeasible)")
    #expect(bounded < infeasible / 10, "\(bounded)")
  }

  /// In general position floating point decides nearly everything.
  @Test func acceptsWellConditionedBases() {
    var generator = SeededGenerator(seed: 52)
    var (accepted, infeasible) = (0, 0)
    for _ in 0..<100 {
      let rows = (0..<24).map { _ in
        let numbers = (0...6).map { _ in Int.random(in: -1_000_000...1_000_000, using: &generator) }
        return AlternativeProgram.Row(
          row: IntegerRow(primitive: IntegerVector(numbers).primitive), isOpen: true)
      }
      let program = AlternativeProgram(dimension: 6, rows)
      guard program.system.feasibility().point == nil else { continue }
      infeasible += 1
      if Self.bases(of: program).contains(where: {
        program.certainlyRefutes(basis: $0.basis, inverse: $0.inverse)
      }) {
        accepted += 1
      }
    }
    #expect(infeasible > 50 && accepted >= infeasible - 2, "\(accepted) of \(infeasible)")
  }

  /// `x > 0`, `-x > c` for `c` in steps of `2^-1100`: the multipliers are 1, 1 and `c`, and where `c` is negative
  /// there is a solution.
  @Test func tinyMarginsAreNotGuessed() {
    let unit = Integer(2).power(1_100)
    var refuted = 0
    for numerator in -40...40 {
      let offset = Integer(numerator)
      let rows = [
        IntegerVector([unit, 0]), IntegerVector([-unit, -offset]),
      ].map { AlternativeProgram.Row(row: IntegerRow(primitive: $0.primitive), isOpen: true) }
      let program = AlternativeProgram(dimension: 1, rows)
      let isFeasible = numerator < 0
      for proposal in Self.bases(of: program)
      where program.certainlyRefutes(basis: proposal.basis, inverse: proposal.inverse) {
        #expect(numerator == 0)
        refuted += 1
      }
      #expect((program.system.feasibility().point != nil) == isFeasible)
    }
    // A margin of 2^-1100 is beyond floating point; without any, three runs find multipliers 1 and 1.
    #expect(refuted == 3)
  }

  /// Any matrix may be given as inverse; one that is none proves nothing.
  @Test func wrongInversesProveNothing() {
    let rows = [[1, 0, 0], [-1, 0, -1], [0, 1, 5]].map {
      AlternativeProgram.Row(row: IntegerRow(primitive: IntegerVector($0)), isOpen: true)
    }
    let program = AlternativeProgram(dimension: 2, rows)
    let size = program.equationCount
    #expect(size == 4)
    // x > 0, -x - 1 > 0, s > 0 and a row that does not belong to the certificate.
    let basis: [BasicColumn] = [.row(0), .row(1), .row(3), .row(2)]
    let proposals = Self.bases(of: program)
    #expect(!proposals.isEmpty)
    let identity = (0..<size * size).map { $0 % (size + 1) == 0 ? 1.0 : 0 }
    for matrix in [
      identity, identity.map { -$0 }, identity.map { $0 * 1e300 },
      identity.map { $0 * .leastNonzeroMagnitude },
      identity.map { $0 * .infinity }, identity.map { _ in .nan }, identity.map { _ in 0 },
      identity.map { _ in 1 }, [],
    ] {
      #expect(!program.certainlyRefutes(basis: basis, inverse: matrix))
      for proposal in proposals {
        #expect(!program.certainlyRefutes(basis: proposal.basis, inverse: matrix))
      }
    }
    let repeated: [BasicColumn] = [.row(0), .row(0), .row(1), .row(3)]
    let artificial: [BasicColumn] = [.row(0), .row(1), .row(3), .artificial(equation: 1)]
    for proposal in proposals where !proposal.inverse.isEmpty {
      #expect(!program.certainlyRefutes(basis: repeated, inverse: proposal.inverse))
      #expect(!program.certainlyRefutes(basis: artificial, inverse: proposal.inverse))
    }
  }

  /// Points and their absence are those of the general method, with forms of cells as rows.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func pointsAreThoseOfFeasibility(spread: ExtremeNumbers.Spread) throws {
    var generator = SeededGenerator(seed: 53)
    var (feasible, infeasible) = (0, 0)
    for _ in 0..<200 {
      let program = Self.program(spread, using: &generator)
      let point = try program.pointInTime()
      #expect(point?.point == program.system.feasibility().point)
      if point == nil { infeasible += 1 } else { feasible += 1 }
    }
    #expect(feasible > 30 && infeasible > 30, "\(feasible) and \(infeasible)")
  }
}
