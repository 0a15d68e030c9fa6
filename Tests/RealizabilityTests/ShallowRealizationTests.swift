import ExactAlgebra
import Networks
import Oracles
import Polyhedra
import Realizability
import Testing

/// One hidden layer: every neuron is decided.
@Suite struct ShallowRealizationTests {
  /// Whether each neuron has weights, by elimination.
  private static func isRealizable(_ problem: RealizationProblem) -> Bool {
    let hasBiases = problem.architecture.hasBiases
    return (0..<problem.architecture.widths[1]).allSatisfy { neuron in
      let halfSpaces = problem.sites.map { site in
        let row = site.point + (hasBiases ? [1] : [])
        let isActive = site.pattern.isActive(neuron: neuron, inLayer: 1)
        return HalfSpace(normal: isActive ? row : row.map { -$0 })
      }
      return isFeasibleByElimination(
        InequalitySystem(dimension: halfSpaces[0].dimension, halfSpaces))
    }
  }

  @Test(arguments: [
    RandomRealization(widths: [1, 2, 1], hasBiases: true, pointCount: 4, size: 3),
    RandomRealization(widths: [2, 1, 1], hasBiases: false, pointCount: 5, size: 2),
    RandomRealization(widths: [2, 2, 1], hasBiases: true, pointCount: 4),
    RandomRealization(widths: [3, 1, 2], hasBiases: false, pointCount: 6, size: 1),
    RandomRealization(widths: [2, 1, 1], hasBiases: true, pointCount: 6, size: 1),
  ])
  func agreesWithElimination(family: RandomRealization) throws {
    var generator = SeededGenerator(seed: 21)
    var realizedCount = 0
    for _ in 0..<80 {
      let problem = try family.arbitrary(using: &generator)
      let answer = try problem.realization()
      #expect(answer.isEvident(for: problem))
      #expect(answer.effort == nil)
      #expect((answer.network != nil) == Self.isRealizable(problem))
      if answer.network != nil { realizedCount += 1 }
    }
    #expect((5...75).contains(realizedCount))
  }

  @Test(arguments: [false, true])
  func patternsOfNetworksAreRealized(biases: Bool) throws {
    var generator = SeededGenerator(seed: 22)
    let family = RandomRealization(widths: [5, 16, 2], hasBiases: biases, pointCount: 20)
    for _ in 0..<5 {
      let problem = try family.planted(using: &generator)
      let network = try #require(try problem.realization().network)
      #expect(problem.isSolved(by: network))
      #expect(network.architecture == problem.architecture)
    }
  }

  private static func problem(
    _ widths: [Int], biases: Bool = false, _ blocks: (String, [[Rational]])...
  ) throws -> RealizationProblem {
    try RealizationProblem(
      Architecture(widths: widths, hasBiases: biases),
      blocks: blocks.map { try Block(ActivationPattern(parsing: $0.0), points: $0.1) })
  }

  /// The two copies of the point alone are the contradiction.
  @Test func onePointWithTwoPatterns() throws {
    let point: [Rational] = [Rational(1, 3), -2]
    let problem = try Self.problem(
      [2, 2, 1], biases: true, ("11", [[5, 5], point]), ("10", [point, [0, 1]]))
    let answer = try problem.realization()
    let expected = NeuronObstruction(
      layer: 1, neuron: 1,
      terms: [
        .init(site: 1, isActive: true, multiplier: 1),
        .init(site: 2, isActive: false, multiplier: 1),
      ])
    #expect(answer.proof == .neuron(expected))
    #expect(answer.isEvident(for: problem))
  }

  @Test func blocksMayShareAPattern() throws {
    let apart = try Self.problem([1, 1, 1], biases: true, ("1", [[1]]), ("0", [[5]]), ("1", [[2]]))
    let network = try #require(try apart.realization().network)
    #expect(apart.isSolved(by: network))
    let between = try Self.problem(
      [1, 1, 1], biases: true, ("1", [[1]]), ("0", [[2]]), ("1", [[5]]))
    #expect(try between.realization().proof?.refutes(between) == true)
  }

  /// Exclusive or, the classical example.
  @Test func exclusiveOr() throws {
    let problem = try Self.problem(
      [2, 1, 1], biases: true, ("1", [[0, 0], [1, 1]]), ("0", [[0, 1], [1, 0]]))
    guard case .neuron(let obstruction)? = try problem.realization().proof else {
      Issue.record("no proof")
      return
    }
    #expect(obstruction.terms.map(\.multiplier) == [1, 1, 1, 1])
  }

  /// Without biases every pre-activation at the origin is zero.
  @Test func origin() throws {
    let without = try Self.problem([2, 1, 1], ("0", [[1, 1], [0, 0]]))
    let proof = try #require(try without.realization().proof)
    #expect(
      proof
        == .neuron(
          .init(
            layer: 1, neuron: 0, terms: [.init(site: 1, isActive: false, multiplier: 1)])))
    let with = try Self.problem([2, 1, 1], biases: true, ("0", [[1, 1], [0, 0]]))
    #expect(try with.realization().network != nil)
  }

  @Test func linearNetwork() throws {
    let problem = try Self.problem([2, 3], ("", [[1, 1], [0, 0]]))
    let network = try #require(try problem.realization().network)
    #expect(network.architecture.widths == [2, 3] && problem.isSolved(by: network))
  }

  /// Points that agree in the first 40 digits.
  @Test func closePoints() throws {
    let small = Rational(1, Integer(10).power(40))
    let problem = try Self.problem(
      [1, 2, 1], biases: true, ("10", [[1]]), ("11", [[1 + small]]), ("01", [[1 + small + small]]))
    let answer = try problem.realization()
    #expect(answer.network != nil && answer.isEvident(for: problem))
  }

  @Test func wrongBlocks() throws {
    let architecture = try Architecture(widths: [2, 1, 1])
    func error(_ blocks: [Block]) -> RealizationError? {
      do throws(RealizationError) {
        _ = try RealizationProblem(architecture, blocks: blocks)
        return nil
      } catch {
        return error
      }
    }
    let pattern = ActivationPattern([[true]])
    #expect(error([]) == .noBlocks)
    #expect(error([Block(pattern)]) == .noPoints(block: 1))
    #expect(
      error([Block(pattern, points: [[1, 2], [1]])])
        == .wrongPoint(block: 1, point: 2, count: 1, expected: 2))
    guard
      case .pattern(_, block: 2)? = error([
        Block(pattern, points: [[1, 2]]),
        Block(ActivationPattern([[true, true]]), points: [[1, 2]]),
      ])
    else {
      Issue.record("a pattern that does not fit was accepted")
      return
    }
  }
}
