import ExactAlgebra
import ReLUNetworks
import Testing

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

  /// So many layers that values overflow, and with them weights: no answer, and no trap.
  @Test func deepNetworksMayOverflow() throws {
    let hidden = [Int](repeating: 12, count: 90)
    let architecture = try Architecture(widths: [2] + hidden + [1], hasBiases: true)
    var generator = SeededGenerator(seed: 5)
    let blocks = (0..<3).map { number in
      let layers = hidden.map { width in
        (0..<width).map { $0 == 0 || Bool.random(using: &generator) }
      }
      return Block(ActivationPattern(layers), points: [[Rational(number), Rational(1, 3)]])
    }
    let problem = try RealizationProblem(architecture, blocks: blocks)
    var options = RealizationProblem.Options()
    options.starts = 1
    options.timeLimit = .seconds(4)
    options.branchLimit = 0
    #expect(try problem.realization(options: options).isEvident(for: problem))
  }
}
