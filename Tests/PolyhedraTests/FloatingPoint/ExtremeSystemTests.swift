import ExactAlgebra
import LongWork
import Oracles
import Testing

@testable import Polyhedra

/// Systems of inequalities with numbers of all sizes, against the elimination of coordinates: what
/// floating point proposes is true or refused.
@Suite struct ExtremeSystemTests {
  private static func system(
    dimension: Int, rows: Int, _ spread: ExtremeNumbers.Spread, openness: Double = 0.5,
    using generator: inout SeededGenerator
  ) -> InequalitySystem {
    let numbers = ExtremeNumbers(spread)
    var last: [Double]?
    return InequalitySystem(
      dimension: dimension,
      (0..<rows).map { _ in
        var row = numbers.draw(dimension + 1, using: &generator)
        // Half of the rows nearly contradict the one before.
        if let last, Bool.random(using: &generator) {
          row = last.map { -$0.neighbour(Int.random(in: -1...1, using: &generator)) }
        }
        last = row
        let exact = row.exactIntegers.map { Rational($0) }
        return HalfSpace(
          normal: Array(exact.dropLast()), offset: exact[dimension],
          isOpen: Double.random(in: 0..<1, using: &generator) < openness)
      })
  }

  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func feasibility(spread: ExtremeNumbers.Spread) {
    var generator = SeededGenerator(seed: 31)
    var (feasible, infeasible, proposed) = (0, 0, 0)
    for _ in 0..<400 {
      let system = Self.system(
        dimension: Int.random(in: 1...3, using: &generator),
        rows: Int.random(in: 2...6, using: &generator), spread, using: &generator)
      let answer = system.feasibility()
      #expect((answer.point != nil) == isFeasibleByElimination(system))
      switch answer {
      case .feasible(let point):
        #expect(system.contains(point))
        feasible += 1
      case .infeasible(let certificate):
        #expect(certificate.refutes(system))
        infeasible += 1
      }
      if system.feasibilityByProposal() != nil { proposed += 1 }
    }
    #expect(feasible > 60 && infeasible > 60, "\(feasible) and \(infeasible)")
    #expect(proposed > 150, "\(proposed) by floating point")
  }

  /// What takes the exact simplex method long is left alone when the time is over, and otherwise
  /// the answer is the same.
  @Test func answersInTime() throws {
    var generator = SeededGenerator(seed: 33)
    let numbers = ExtremeNumbers(.everywhere)
    let rows = (0..<24).map { _ in
      HalfSpace(normal: numbers.draw(8, using: &generator).exactIntegers.map { Rational($0) })
    }
    let long = InequalitySystem(dimension: 8, rows)
    try #require(long.feasibilityByProposal() == nil)
    #expect(throws: Interruption.TimeIsOver.self) {
      try Interruption.within(.zero) { try long.feasibilityInTime() }
    }
    var count = 0
    for _ in 0..<20 {
      let small = Self.system(dimension: 3, rows: 6, .everywhere, using: &generator)
      let answer = try Interruption.within(.seconds(600)) { try small.feasibilityInTime() }
      #expect(answer == small.feasibility())
      if small.feasibilityByProposal() == nil { count += 1 }
    }
    #expect(count > 0)
  }

  /// Inner points of cells with vertices, and of cells with witnesses, are inside, strictly.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func interiorPoints(spread: ExtremeNumbers.Spread) throws {
    var generator = SeededGenerator(seed: 32)
    var (cells, rounded, empty) = (0, 0, 0)
    for _ in 0..<250 {
      let dimension = Int.random(in: 1...3, using: &generator)
      let system = Self.system(
        dimension: dimension, rows: Int.random(in: 1...5, using: &generator), spread, openness: 1,
        using: &generator)
      let isFeasible = isFeasibleByElimination(system)
      let cell = GeneratedCell(dimension: dimension, system.halfSpaces)
      #expect((cell != nil) == isFeasible)
      let witnessed = try WitnessedCell(dimension: dimension, system.halfSpaces)
      #expect((witnessed != nil) == isFeasible)
      guard let cell, let witnessed else {
        empty += 1
        continue
      }
      cells += 1
      #expect(system.contains(cell.interiorPoint))
      #expect(system.contains(cell.exactInteriorPoint))
      #expect(system.contains(witnessed.interiorPoint))
      if let vector = cell.roundedDirection(near: cell.interiorDirection) {
        rounded += 1
        #expect(vector[dimension] > 0)
        let scale = Rational(vector[dimension])
        #expect(system.contains(vector.dropLast().map { Rational($0) / scale }))
      }
    }
    #expect(cells > 80 && empty > 20, "\(cells) cells, \(empty) empty")
    #expect(rounded > 40, "\(rounded) rounded")
  }

  /// Directions of all sizes are rounded without overflow, or not at all.
  @Test(arguments: ExtremeNumbers.Spread.allCases)
  func roundedVectorsFitWords(spread: ExtremeNumbers.Spread) {
    var generator = SeededGenerator(seed: 33)
    var count = 0
    for _ in 0..<500 {
      let direction = ExtremeNumbers(spread).draw(4, using: &generator)
      for vector in roundedVectors(near: direction) {
        #expect(vector.allSatisfy { $0.magnitude < 1 << 52 })
        count += 1
      }
    }
    #expect(count == 0 || count > 1_000)
    #expect((count == 0) == (spread == .nearUnderflow))
    for bad in [Double.infinity, .nan, -.infinity] {
      #expect(roundedVectors(near: [1, bad]).isEmpty)
    }
  }

  /// Rows and vectors at the ends of machine words.
  @Test func signsOfIntegerRows() {
    var generator = SeededGenerator(seed: 34)
    let ends = [Int.max, .min + 1, 1 << 62, -(1 << 62), 1, -1, 0]
    for _ in 0..<2_000 {
      let size = Int.random(in: 1...40, using: &generator)
      let row = (0..<size).map { _ in Integer(ends.randomElement(using: &generator)!) }
      let vector = (0..<size).map { _ in
        [(1 << 52) - 1, 1 - (1 << 52), 1, 0, -3].randomElement(using: &generator)!
      }
      let exact = zip(row, vector).reduce(Integer(0)) { $0 + $1.0 * Integer($1.1) }.signum()
      let integerRow = IntegerRow(primitive: IntegerVector(row))
      #expect(integerRow.sign(at: vector) == exact)
      #expect(integerRow.sign(at: vector.map { Integer($0) }) == exact)
    }
  }
}
