import ExactAlgebra
import Networks
import Polyhedra
import Testing

@testable import Realizability

/// Networks with given outputs, and proofs that there are none.
@Suite struct OutputRealizationTests {
  private func problem(
    _ widths: [Int], hasBiases: Bool = false, _ pattern: [String], _ points: [[Rational]],
    _ outputs: [[Rational?]]
  ) throws -> OutputRealizationProblem {
    let architecture = try Architecture(widths: widths, hasBiases: hasBiases)
    let blocks = try zip(pattern, points).map {
      Block(try ActivationPattern(parsing: $0), points: [$1])
    }
    return OutputRealizationProblem(
      try RealizationProblem(architecture, blocks: blocks), outputs: outputs)
  }

  /// One output of one hidden layer is decided: against a search over signs of all weights by hand.
  @Test func oneOutputIsDecided() throws {
    var (realized, impossible) = (0, 0)
    for seed in 0..<40 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed, stream: 5)
      func number(_ range: ClosedRange<Int>) -> Rational {
        Rational(Int.random(in: range, using: &generator))
      }
      let hasBiases = Bool.random(using: &generator)
      let points = (0..<4).map { _ in [number(-3...3), number(-3...3)] }
      let patterns = points.map { _ in
        String((0..<2).map { _ in Bool.random(using: &generator) ? "1" : "0" })
      }
      let outputs = points.map { _ -> [Rational?] in [number(-2...2)] }
      let problem = try problem([2, 2, 1], hasBiases: hasBiases, patterns, points, outputs)
      switch try problem.realization() {
      case .realized(let network):
        realized += 1
        #expect(problem.isSolved(by: network))
      case .impossible(let proof):
        impossible += 1
        #expect(proof.refutes(problem))
      case .unknown: Issue.record("seed \(seed) is not decided")
      }
    }
    #expect(realized >= 3 && impossible >= 10, "\(realized) \(impossible)")
  }

  @Test func withoutHiddenLayers() throws {
    let points: [[Rational]] = [[1, 2], [3, 4]]
    let solvable = try problem([2, 2], ["", ""], points, [[1, 2], [3, nil]])
    guard case .realized(let network) = try solvable.realization() else {
      Issue.record("no network")
      return
    }
    #expect(solvable.isSolved(by: network))
  }

  /// A chain of single neurons: the direction of the first is that of the outputs.
  @Test func deepNetworksAreFoundLayerByLayer() throws {
    let points: [[Rational]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    let deep = try problem(
      [3, 1, 1, 1, 2], ["1/1/1", "1/1/1", "1/1/1"], points, [[2, -4], [3, -6], [5, -10]])
    guard case .realized(let network) = try deep.realization() else {
      Issue.record("no network")
      return
    }
    #expect(deep.isSolved(by: network))
    let opposite = try problem(
      [3, 1, 1, 1, 2], ["1/1/1", "1/1/1", "1/1/1"], points, [[2, -4], [3, nil], [-5, 10]])
    guard case .impossible(let proof) = try opposite.realization() else {
      Issue.record("no proof")
      return
    }
    #expect(proof.refutes(opposite))
  }

  /// A checker that accepts anything proves nothing.
  @Test func alteredProofsAreRefused() throws {
    let plane: [[Rational]] = [[1, 0], [0, 1], [1, 1]]
    let patterns = ["1", "1", "1"]
    let wrong = try problem([2, 1, 2], patterns, plane, [[1, 2], [-3, nil], [nil, nil]])
    guard case .impossible(.output(let proof)) = try wrong.realization() else {
      Issue.record("no proof")
      return
    }
    #expect(OutputObstruction.output(proof).refutes(wrong))
    for index in proof.cases.indices {
      var cases = proof.cases
      cases.remove(at: index)
      #expect(!OutputSignObstruction(output: proof.output, cases: cases).refutes(wrong))
    }
    #expect(!OutputSignObstruction(output: 7, cases: proof.cases).refutes(wrong))
    let right = try problem([2, 1, 2], patterns, plane, [[1, 2], [3, nil], [nil, nil]])
    #expect(!OutputObstruction.output(proof).refutes(right))
    let tight = try problem(
      [3, 2, 2], ["11", "11", "11"], [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
      [[1, 0], [-1, 0], [0, 1]])
    guard case .impossible(.rank(let rank)) = try tight.realization() else {
      Issue.record("no proof by rank")
      return
    }
    #expect(rank.refutes(tight))
    #expect(
      !TightRankObstruction(outputs: [0], neuron: rank.neuron, certificate: rank.certificate)
        .refutes(tight))
    #expect(
      !TightRankObstruction(
        outputs: rank.outputs, neuron: rank.neuron, certificate: InfeasibilityCertificate(terms: [])
      ).refutes(tight))
  }
}
