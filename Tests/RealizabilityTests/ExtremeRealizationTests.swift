import ExactAlgebra
import Networks
import Testing

@testable import Realizability

/// Points of all sizes, and descents that leave the range of floating point.
@Suite struct ExtremeRealizationTests {
  private static func scaled(
    _ problem: RealizationProblem, by factor: Rational
  ) throws -> RealizationProblem {
    try RealizationProblem(
      problem.architecture,
      blocks: problem.sites.map { Block($0.pattern, points: [$0.point.map { $0 * factor }]) })
  }

  @Test(arguments: [false, true], ["1e-400", "3e-320", "1e-200", "1e200", "1e400", "7e4000"])
  func pointsOfAllSizes(hasBiases: Bool, size: String) throws {
    var generator = SeededGenerator(seed: 31)
    let family = RandomRealization(widths: [2, 3, 3, 1], hasBiases: hasBiases, pointCount: 8)
    var options = RealizationProblem.Options()
    options.timeLimit = nil
    options.starts = 200
    options.branchLimit = 0
    for _ in 0..<2 {
      let problem = try family.planted(using: &generator)
      let other = try Self.scaled(problem, by: Rational(parsing: size))
      let answer = try other.realization(options: options)
      #expect(answer.network.map { other.isSolved(by: $0) } == true)
    }
  }

  /// What a descent leaves behind that overflowed: no network, and no trap.
  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func weightsThatAreNoNumbers(number: Double) throws {
    let problem = try RealizationProblem(
      Architecture(widths: [1, 1, 1, 1], hasBiases: true),
      blocks: [Block(ActivationPattern(parsing: "1/1"), points: [[1]])])
    let completion = NetworkCompletion(of: problem)
    #expect(try completion.network(near: [[[1, 1]]]) != nil)
    for rows in [[[number, 1]], [[1, number]], [[number, number]]] {
      #expect(try completion.network(near: [rows]) == nil)
    }
  }
}
