import ExactAlgebra
import Networks
import Realizability
import Testing

/// Several hidden layers: networks are verified, proofs are checked, and limits are said.
@Suite struct DeepRealizationTests {
  @Test(arguments: [
    RandomRealization(widths: [2, 3, 3, 1], hasBiases: false, pointCount: 8),
    RandomRealization(widths: [2, 3, 3, 1], hasBiases: true, pointCount: 8),
    RandomRealization(widths: [3, 4, 4, 2], hasBiases: false, pointCount: 10),
    RandomRealization(widths: [3, 4, 4, 2], hasBiases: true, pointCount: 10),
    RandomRealization(widths: [3, 3, 3, 3, 2], hasBiases: true, pointCount: 8),
  ])
  func patternsOfNetworksAreRealized(family: RandomRealization) throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<4 {
      let problem = try family.planted(using: &generator)
      var options = RealizationProblem.Options()
      options.timeLimit = nil
      options.starts = 200
      let answer = try problem.realization(options: options)
      #expect(answer.network != nil && answer.isEvident(for: problem))
    }
  }

  /// On a line where one neuron of the first layer is active the second layer is affine.
  @Test func secondLayerOfPathSums() throws {
    let problem = try RealizationProblem(
      Architecture(widths: [1, 2, 1, 1], hasBiases: true),
      blocks: [
        Block(ActivationPattern(parsing: "10/1"), points: [[1], [3]]),
        Block(ActivationPattern(parsing: "10/0"), points: [[2]]),
      ])
    let expected = NeuronObstruction(
      layer: 2, neuron: 0,
      terms: [
        .init(site: 0, isActive: true, multiplier: 1),
        .init(site: 1, isActive: true, multiplier: 1),
        .init(site: 2, isActive: false, multiplier: 2),
      ])
    let answer = try problem.realization()
    #expect(answer.proof == .neuron(expected) && answer.isEvident(for: problem))
  }

  /// Without biases nothing is left of a point on which a layer is inactive.
  @Test func inactiveLayer() throws {
    let blocks = [Block(try ActivationPattern(parsing: "0/0/1"), points: [[1]])]
    let without = try RealizationProblem(Architecture(widths: [1, 1, 1, 1, 1]), blocks: blocks)
    guard case .neuron(let obstruction)? = try without.realization().proof else {
      Issue.record("no proof")
      return
    }
    #expect(obstruction.layer == 2 && obstruction.refutes(without))
    let with = try RealizationProblem(
      Architecture(widths: [1, 1, 1, 1, 1], hasBiases: true), blocks: blocks)
    #expect(try with.realization().network != nil)
  }

  /// Two hidden layers, one neuron in the second: there is always an answer.
  @Test(arguments: [false, true])
  func oneNeuronIsDecided(biases: Bool) throws {
    var generator = SeededGenerator(seed: 32)
    let family = RandomRealization(
      widths: [2, 3, 1, 1], hasBiases: biases, pointCount: biases ? 9 : 7)
    var options = RealizationProblem.Options()
    options.starts = 0
    options.timeLimit = nil
    var networks = 0
    var signProofs = 0
    for _ in 0..<60 {
      let problem = try family.plantedInFirstLayer(using: &generator)
      let answer = try problem.realization(options: options)
      #expect(answer.effort == nil && answer.isEvident(for: problem))
      if answer.network != nil { networks += 1 }
      if case .signs? = answer.proof { signProofs += 1 }
    }
    #expect(networks >= 3 && signProofs >= 3, "\(networks) networks, \(signProofs) proofs")
  }

  @Test func limitsAreSaid() throws {
    var generator = SeededGenerator(seed: 33)
    let family = RandomRealization(widths: [3, 4, 4, 2], hasBiases: true, pointCount: 10)
    var options = RealizationProblem.Options()
    options.starts = 2
    options.timeLimit = nil
    var unknown: [RealizationProblem] = []
    for _ in 0..<12 {
      let problem = try family.plantedInFirstLayer(using: &generator)
      let answer = try problem.realization(options: options)
      #expect(answer.isEvident(for: problem))
      guard let effort = answer.effort else { continue }
      #expect(effort.starts == 2 && effort.limit == .starts(2))
      unknown.append(problem)
    }
    let problem = try #require(unknown.first)
    options.starts = 1_000_000
    options.timeLimit = .milliseconds(1)
    let effort = try #require(try problem.realization(options: options).effort)
    #expect(effort.limit == .time(.milliseconds(1)) && effort.starts < 1_000_000)
  }

  /// The same seed gives the same network.
  @Test func answersDependOnTheSeedAlone() throws {
    var generator = SeededGenerator(seed: 34)
    let family = RandomRealization(widths: [3, 4, 4, 2], hasBiases: false, pointCount: 10)
    let problem = try family.planted(using: &generator)
    var options = RealizationProblem.Options()
    options.timeLimit = nil
    let networks = try (0..<6).map { number in
      options.seed = UInt64(number / 2)
      return try #require(try problem.realization(options: options).network)
    }
    #expect(networks[0] == networks[1] && networks[2] == networks[3])
    #expect(networks[4] == networks[5])
  }

  @Test func cancellation() async throws {
    var generator = SeededGenerator(seed: 35)
    let problem = try RandomRealization(widths: [3, 4, 4, 2], hasBiases: true, pointCount: 10)
      .plantedInFirstLayer(using: &generator)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try problem.realization()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
