import ExactAlgebra
import Oracles
import Testing

@testable import Polyhedra

/// What the program in floating point proposes for a box.
@Suite struct BoxProgramTests {
  private static func row(_ dimension: Int, using generator: inout SeededGenerator) -> [Double] {
    (0...dimension).map { _ in Double(Int.random(in: -64...64, using: &generator)) / 64 }
  }

  /// The largest value of the same program, exactly; `nil` where no point satisfies it.
  private static func exactMaximum(
    _ objective: [Double], where functions: [[Double]], bounds: BoxProgram.Bounds
  ) throws -> Rational? {
    let dimension = objective.count - 1
    func rationals(_ row: [Double]) -> [Rational] { row.map { Rational(exactly: $0)! } }
    let unit = (0..<dimension).map { axis -> [Rational] in
      (0..<dimension).map { $0 == axis ? 1 : 0 }
    }
    let sides = (0..<dimension).flatMap { axis in
      [
        HalfSpace(
          normal: unit[axis], offset: -Rational(exactly: bounds.lower[axis])!, isOpen: false),
        HalfSpace(
          normal: unit[axis].map { -$0 }, offset: Rational(exactly: bounds.upper[axis])!,
          isOpen: false),
      ]
    }
    let rows = functions.map {
      HalfSpace(
        normal: rationals(Array($0.dropLast())), offset: Rational(exactly: $0[dimension])!,
        isOpen: false)
    }
    let system = InequalitySystem(dimension: dimension, sides + rows)
    guard case .attained(let value, _) = try system.maximumInTime(of: rationals(objective)) else {
      return nil
    }
    return value
  }

  /// Values that are not negative are the largest ones, the point takes them, and multipliers bound them.
  @Test func valuesAreTheLargest() throws {
    var generator = SeededGenerator(seed: 61)
    var (positive, negative) = (0, 0)
    for trial in 0..<300 {
      let dimension = Int.random(in: 1...(trial < 250 ? 5 : 20), using: &generator)
      let objective = Self.row(dimension, using: &generator)
      let functions = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        Self.row(dimension, using: &generator)
      }
      let side = BoxSide(
        axis: Int.random(in: 0..<dimension, using: &generator),
        isUpper: Bool.random(using: &generator))
      let bounds = BoxProgram.Bounds(
        dimension: dimension, openSide: Bool.random(using: &generator) ? side : nil)
      let exact = try Self.exactMaximum(objective, where: functions, bounds: bounds)
      guard let outcome = BoxProgram.maximize(objective, where: functions, bounds: bounds) else {
        // No run ends well where no point satisfies the functions.
        #expect(exact == nil)
        continue
      }
      let multipliers = outcome.multipliers
      #expect(multipliers.count == functions.count && multipliers.allSatisfy { $0 >= 0 })
      var bound = 0.0
      for coordinate in 0...dimension {
        let sum = zip(multipliers, functions).reduce(objective[coordinate]) {
          $0 + $1.0 * $1.1[coordinate]
        }
        bound +=
          coordinate == dimension
          ? sum : max(sum * bounds.lower[coordinate], sum * bounds.upper[coordinate])
      }
      #expect(abs(bound - outcome.value) < 1e-6 * (1 + multipliers.reduce(0, +)))
      guard outcome.value >= 0 else {
        negative += 1
        #expect(exact.map { Double(approximating: $0) <= bound + 1e-6 } ?? true)
        continue
      }
      positive += 1
      let value = try #require(exact)
      #expect(abs(Double(approximating: value) - outcome.value) < 1e-6)
      for (row, least) in [(objective, outcome.value - 1e-6)] + functions.map({ ($0, -1e-6) }) {
        let taken = zip(row, outcome.point).reduce(row[dimension]) { $0 + $1.0 * $1.1 }
        #expect(taken >= least)
      }
      #expect(
        zip(outcome.point, zip(bounds.lower, bounds.upper)).allSatisfy {
          $0 >= $1.0 - 1e-9 && $0 <= $1.1 + 1e-9
        })
    }
    #expect(positive > 60 && negative > 60, "\(positive) and \(negative)")
  }

  /// Without coordinates only constants are left.
  @Test func noCoordinates() {
    let bounds = BoxProgram.Bounds(dimension: 0)
    #expect(BoxProgram.maximize([2], where: [[1]], bounds: bounds)?.value == 2)
    #expect(BoxProgram.maximize([-2], where: [[1]], bounds: bounds)?.value == -2)
    #expect(BoxProgram.maximize([2], where: [[-1]], bounds: bounds) == nil)
  }

  /// Numbers that overflow, or are none, end a run; what it proposes is not trusted.
  @Test func numbersThatOverflow() {
    for bad in [Double.infinity, -.infinity, .nan, .greatestFiniteMagnitude, 1e200] {
      for place in 0..<3 {
        var rows = [[0.5, -1, 0.25], [-1, 0.5, -0.125], [0.25, 1, -0.5]]
        for row in rows.indices {
          rows[row][place] = bad
          let outcome = BoxProgram.maximize(
            [1, 1, 0], where: rows, bounds: .init(dimension: 2))
          #expect(outcome.map { $0.point.count == 2 && $0.multipliers.count == 3 } ?? true)
        }
      }
    }
  }
}
