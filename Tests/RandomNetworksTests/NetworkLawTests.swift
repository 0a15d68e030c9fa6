import Enclosures
import ExactAlgebra
import GaussianMeasures
import Networks
import Testing

@testable import RandomNetworks

@Suite struct NetworkLawTests {
  /// One neuron: the output is the positive part of the input.
  private static let positivePart = try! Network(layers: [
    .init(weights: [[1]]), .init(weights: [[1]]),
  ])

  private static func expect(
    _ number: ReportedNumber, _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let ball = try #require(number.ball)
    let value = try Rational(parsing: text)
    let error = value.magnitude / Rational(10).power(12)
    #expect(
      ball.overlaps(Ball(from: value - error, to: value + error, precision: 128)),
      sourceLocation: location)
    #expect(ball.accurateBits > 34, sourceLocation: location)
  }

  @Test func positivePartOfAGaussian() async throws {
    let law = try await NetworkLaw(
      of: Self.positivePart, under: .standardNormal(dimension: 1))
    #expect(law.patterns.map(\.pattern.description) == ["0", "1"])
    let atoms = law.atoms(of: 0)
    #expect(atoms.map(\.value) == [0])
    try Self.expect(atoms[0].probability, "0.5")
    let entries = try await law.distribution(of: 0, at: [-1, 0, 1])
    try #require(entries.count == 3)
    #expect(try #require(entries[0].atMost.ball).contains(0))
    try Self.expect(entries[1].atMost, "0.5")
    // An atom: nothing is below, half is at most zero.
    #expect(try #require(entries[1].below.ball).contains(0))
    try Self.expect(entries[2].atMost, "0.84134474606854294859")
    try Self.expect(entries[2].density, "0.24197072451914334980")
    let moments = try #require(law.outputMoments)
    try Self.expect(moments.mean[0], "0.39894228040143267794")
    try Self.expect(moments.covariance[0][0], "0.34084505690810466423")
    guard case .exact(0)? = try await law.quantile(of: 0, at: Rational(1, 4)) else {
      Issue.record("the atom is the quantile")
      return
    }
    let quantile = try #require(try await law.quantile(of: 0, at: Rational(3, 4)))
    try Self.expect(quantile, "0.67448975019608174320")
  }

  /// Under uniform laws and those of points everything is exact.
  @Test func exactLaws() async throws {
    let square = try InputLaw.uniform(UniformLaw(box: [(-1, 1), (-1, 3)]))
    let network = try RandomSpecimen.network([2, 5, 3, 2], seed: 5)
    let uniform = try await NetworkLaw(of: network, under: square)
    #expect(uniform.patterns.count > 5)
    guard case .exact(1) = uniform.mass else {
      Issue.record("the sum of volumes")
      return
    }
    let moments = try #require(uniform.outputMoments)
    #expect(moments.mean.allSatisfy { $0.status == "exact" })
    let points = try InputLaw.points(
      EmpiricalLaw([[0, 0], [1, 1], [Rational(1, 2), 2], [1, 1]]))
    let empirical = try await NetworkLaw(of: network, under: points)
    guard case .exact(1) = empirical.mass else {
      Issue.record("the sum of weights")
      return
    }
    let mean = try #require(empirical.outputMoments).mean
    #expect(mean.allSatisfy { $0.status == "exact" })
  }

  /// All regions, then as many as are needed for 99 percent: the numbers of the latter are among the
  /// former, and what is left out is bounded.
  @Test(arguments: [2, 3]) func supports(inputs: Int) async throws {
    let network = try RandomSpecimen.network([inputs, 8, 4, 1], seed: 3)
    let input = InputLaw.standardNormal(dimension: inputs)
    var options = NetworkLaw.Options()
    options.hasOutputMoments = false
    options.threads = 2
    let all = try await NetworkLaw(of: network, under: input, options: options)
    options.epsilon = Rational(1, 100)
    let support = try await NetworkLaw(of: network, under: input, options: options)
    #expect(all.end == .complete && support.end == .supportReached)
    #expect(support.patternCount == all.patterns.count)
    #expect(support.patterns.count < all.patterns.count && support.patterns.count > 5)
    #expect(try #require(support.remainingMass.ball).upper <= Rational(1, 100))
    for pattern in support.patterns {
      let same = try #require(all.patterns.first { $0.pattern == pattern.pattern })
      #expect(try #require(same.probability.ball).overlaps(#require(pattern.probability.ball)))
    }
    // A single thread finds the same.
    options.threads = 1
    let again = try await NetworkLaw(of: network, under: input, options: options)
    #expect(again.patterns.map(\.pattern) == support.patterns.map(\.pattern))
  }

  /// Five inputs: measures are sampled, and their sum is 1 within the intervals.
  @Test func sampledLaws() async throws {
    let network = try RandomSpecimen.network([5, 5, 1], seed: 11)
    var options = NetworkLaw.Options()
    options.samplingAccuracy = 1e-2
    options.threads = 2
    let law = try await NetworkLaw(
      of: network, under: .standardNormal(dimension: 5), options: options)
    #expect(law.end == .complete && law.patterns.count == law.patternCount)
    #expect(law.patterns.count > 20)
    #expect(law.mass.status == "confident")
    let mass = try #require(law.mass.ball)
    #expect(mass.contains(1) && mass.upper - mass.lower < Rational(1, 20))
    #expect(try #require(law.mass.level) >= options.level)
    // Mean and covariance need pairs of neurons only, and are enclosed.
    let moments = try #require(law.outputMoments)
    #expect(moments.mean[0].status == "enclosed")
    #expect(moments.covariance[0][0].status == "enclosed")
  }

  @Test func lawOfAnotherDimension() async throws {
    await #expect(throws: NetworkLawError.dimension(2, expected: 1)) {
      try await NetworkLaw(of: Self.positivePart, under: .standardNormal(dimension: 2))
    }
  }
}
