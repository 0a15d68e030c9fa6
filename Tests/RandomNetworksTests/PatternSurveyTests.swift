import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks
import Testing

@testable import RandomNetworks

/// Networks with too many regions to list them, whose laws are known.
@Suite struct PatternSurveyTests {
  /// Twelve neurons that see one input each, and one output.
  private static func separate(biases: [Rational]) throws -> Network {
    let count = biases.count
    return try Network(layers: [
      .init(
        weights: (0..<count).map { row in (0..<count).map { $0 == row ? 1 : 0 } }, biases: biases),
      .init(weights: [(0..<count).map { Rational(Integer($0 + 1)) }]),
    ])
  }

  private static let options: NetworkLaw.Options = {
    var options = NetworkLaw.Options()
    options.threads = 2
    options.surveyAccuracy = 0.01
    return options
  }()

  private static func contains(_ number: ReportedNumber, _ value: Double) -> Bool {
    guard let ball = number.ball else { return false }
    return ball.lowerDouble <= value && value <= ball.upperDouble
  }

  /// The 2^12 patterns of independent neurons: all intervals have the products that they should have, at
  /// every length of the list.
  @Test func independentNeurons() async throws {
    let biases = (0..<12).map { Rational(Integer($0 - 4), 4) }
    let active: [Double] = biases.map { 0.5 * erfc(-Double(approximating: $0) / 2.0.squareRoot()) }
    func truth(_ pattern: ActivationPattern) -> Double {
      zip(pattern.layers[0], active).reduce(1) { $0 * ($1.0 ? $1.1 : 1 - $1.1) }
    }
    let network = try Self.separate(biases: biases)
    var options = Self.options
    options.maximumRegions = 4_000
    let input = InputLaw.standardNormal(dimension: 12)
    let law = try await NetworkLaw(of: network, under: input, options: options)
    let survey = try #require(law.survey)
    #expect(survey.openCount == 0 && survey.sampleCount > 50_000)
    #expect(law.end == .limitReached && law.patternCount == nil)
    #expect(law.patterns.count > 1_000)
    #expect(law.patterns.allSatisfy { Self.contains($0.probability, truth($0.pattern)) })
    #expect(law.patterns[0].probability.isAtLeast(Rational(1, 1_000)))
    #expect(law.isAccurate(toRelativeError: 1))
    // The first layer is everything.
    #expect(law.layers.count == 1 && law.layers[0].patterns.count == law.patterns.count)
    let counts = survey.curve.map(\.patternCount)
    #expect(counts == counts.sorted() && counts.first == 1 && counts.count > 50)
    var mass = 0.0
    var start = 0
    for point in survey.curve where point.patternCount <= survey.listedCount {
      mass += survey.patterns[start..<point.patternCount].reduce(0) { $0 + truth($1) }
      start = point.patternCount
      #expect(Self.contains(point.mass, mass))
    }
    // One hidden layer: the moments are enclosed.
    #expect(try #require(law.outputMoments).mean[0].status == "enclosed")
    options.threads = 1
    let again = try await NetworkLaw(of: network, under: input, options: options)
    #expect(again.patterns.map(\.pattern) == law.patterns.map(\.pattern))
    let other = try #require(again.survey).curve
    #expect(other.map(\.mass.decimals.value) == survey.curve.map(\.mass.decimals.value))
  }

  /// The output is zero where all neurons are inactive, and never below.
  @Test func distributionOfTheOutput() async throws {
    let network = try Self.separate(biases: Array(repeating: -1, count: 12))
    let law = try await NetworkLaw(
      of: network, under: .standardNormal(dimension: 12), options: Self.options)
    #expect(law.survey != nil)
    let values = try await law.distribution(of: 0, at: [0, 1_000])
    #expect(values.count == 2)
    let inactive = pow(1 - 0.5 * erfc(1 / 2.0.squareRoot()), 12)
    #expect(Self.contains(values[0].atMost, inactive) && values[0].atMost.status == "confident")
    #expect(Self.contains(values[0].below, 0) && !Self.contains(values[0].below, inactive))
    #expect(Self.contains(values[1].atMost, 1) && values[1].atMost.isAtLeast(Rational(99, 100)))
  }

  /// As much as was asked for, and a second layer that says which neurons are active.
  @Test func support() async throws {
    let first = try Self.separate(biases: Array(repeating: 2, count: 12))
    let network = try Network(layers: [
      first.layers[0],
      .init(weights: [Array(repeating: -1, count: 12)], biases: [30]),
      .init(weights: [[1]]),
    ])
    var options = Self.options
    options.epsilon = Rational(1, 10)
    let law = try await NetworkLaw(
      of: network, under: .standardNormal(dimension: 12), options: options)
    let survey = try #require(law.survey)
    #expect(law.end == .supportReached && law.patterns.count < survey.proposedCount)
    #expect(law.mass.isAtLeast(Rational(9, 10)))
    #expect(try #require(law.remainingMass.ball).upper <= Rational(1, 10))
    // All neurons are active with this probability, most of it at once.
    let all = 0.758_7
    #expect(law.patterns[0].pattern.description.hasPrefix("111111111111/"))
    let prefix = try #require(law.layers[0].patterns.last)
    #expect(prefix.pattern.description == "111111111111")
    #expect(Self.contains(prefix.probability, all))
    // Without samples: what is missing to 1 is at most the sum of the tails.
    let proved = try #require(survey.provedMass)
    #expect(proved.mass.status == "enclosed" && proved.patternCount >= 1)
    let bound = try #require(proved.mass.ball).lowerDouble
    #expect(bound > 0.6 && bound < all)
    let moments = try #require(law.outputMoments)
    #expect(moments.mean[0].status == "estimated" && moments.mean[0].approximation > 2)
  }

  /// 64 inputs, laws of rank 5 and 7, a neuron that the laws do not reach, and one without weights: all
  /// samples are decided, and the atoms are the outputs that nothing reaches.
  @Test func singularMixture() async throws {
    var generator = SeededGenerator(seed: 9)
    func number() -> Rational { Rational(Integer(Int.random(in: -8...8, using: &generator)), 4) }
    func matrix(_ rows: Int, _ columns: Int) -> [[Rational]] {
      (0..<rows).map { _ in (0..<columns).map { _ in number() } }
    }
    let unreached = (0..<64).map { $0 == 63 ? 1 : 0 as Rational }
    let network = try Network(layers: [
      .init(weights: matrix(18, 64) + [unreached, Array(repeating: 0, count: 64)]),
      .init(weights: matrix(6, 20)), .init(weights: matrix(2, 6), biases: [1, 2]),
    ])
    let parts = [5, 7].map { rank in
      let factor = matrix(63, rank) + [Array(repeating: 0, count: rank)]
      return GaussianMixture.Part(
        weight: Rational(Integer(rank), 12),
        law: try! GaussianLaw(mean: matrix(1, 63)[0] + [0], factor: factor))
    }
    let law = try await NetworkLaw(
      of: network, under: .gaussian(try GaussianMixture(parts)), options: Self.options)
    let survey = try #require(law.survey)
    #expect(survey.openCount == 0 && law.patterns.count == SurveyedPatterns.usualCount)
    #expect(law.patterns.allSatisfy { !$0.pattern.layers[0][18] && !$0.pattern.layers[0][19] })
    #expect(law.mass.isAtLeast(Rational(1, 4)))
    // An output is constant where no neuron of the second layer is active.
    let silent = law.patterns.filter { !$0.pattern.layers[1].contains(true) }
    let atoms = law.atoms(of: 1)
    #expect(atoms.map(\.value) == (silent.isEmpty ? [] : [2]))
    #expect(law.affineMaps.count <= law.patterns.count)
  }

  /// A uniform law on many inputs.
  @Test func uniformBox() async throws {
    let network = try Self.separate(biases: Array(repeating: Rational(1, 2), count: 16))
    let box = try UniformLaw(box: Array(repeating: (-1, 1), count: 16))
    let law = try await NetworkLaw(of: network, under: .uniform(box), options: Self.options)
    let survey = try #require(law.survey)
    let all = try #require(law.patterns.first)
    #expect(all.pattern.description == "1111111111111111")
    #expect(Self.contains(all.probability, pow(0.75, 16)))
    #expect(survey.provedMass == nil)
  }
}
