import ExactAlgebra
import Oracles
import Specimens
import Testing
import Varieties

/// The whole ideals of small varieties, by elimination over the rationals in another system.
@Suite(
  .enabled(
    if: ExternalProgram.singular.isInstalled,
    "Singular is not installed, so elimination cannot be compared with"))
struct SingularTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let network: RandomNetwork
    /// The degree in which the last generators are.
    let degree: Int
    let generatorCount: Int
    var testDescription: String { network.description }

    init(
      _ widths: [Int], hasBiases: Bool = false, _ patterns: String..., upTo degree: Int,
      generatorCount: Int
    ) {
      do {
        network = try RandomNetwork(widths, hasBiases: hasBiases, patterns: patterns)
      } catch {
        preconditionFailure("\(error)")
      }
      self.degree = degree
      self.generatorCount = generatorCount
    }
  }

  static let examples = [
    Example([3, 3, 3], "101", "011", upTo: 3, generatorCount: 3),
    Example([4, 3, 3], "101", "011", upTo: 4, generatorCount: 18),
    Example([3, 3, 3], "110", "001", upTo: 3, generatorCount: 10),
    Example([2, 2, 2, 2], "10/11", "11/10", upTo: 2, generatorCount: 2),
    Example([2, 1, 2, 3], "1/10", "1/11", upTo: 2, generatorCount: 15),
    Example([2, 2, 2], hasBiases: true, "10", "01", upTo: 2, generatorCount: 2),
    Example([2, 2, 1], hasBiases: true, "10", "01", "11", upTo: 1, generatorCount: 2),
    Example([2, 2, 2], hasBiases: true, "00", "11", "01", upTo: 2, generatorCount: 10),
  ]

  @Test func exampleCount() { #expect(Self.examples.count == 8) }

  @Test(arguments: examples)
  func elimination(for example: Example) async throws {
    let variety = try example.network.variety
    let ideal = try await variety.ideal(upToDegree: example.degree)
    let generators = Array(ideal.generators)
    #expect(ideal.generators.count == Integer(example.generatorCount))
    #expect(generators.count == example.generatorCount)
    #expect(generators.last?.degree == example.degree)
    let comparison = try await SingularOracle.compare(
      generators.map(\.polynomial),
      with: variety.patternMap.normalizedPolynomialMap(into: variety.ring))
    #expect(comparison.generatorsAreContained)
    #expect(comparison.generatorsSuffice)
    #expect(comparison.minimalGeneratorCount == example.generatorCount)
  }

  /// The map with all parameters, where that is quick; with generators found by weight spaces.
  @Test(arguments: examples.filter { $0.network.architecture.parameterCount < 19 })
  func eliminationOfAllParameters(for example: Example) async throws {
    let variety = try example.network.variety
    var options = GradedKernel.Options()
    options.method = .weightSpaces
    let ideal = try await variety.ideal(upToDegree: example.degree, options: options)
    let comparison = try await SingularOracle.compare(
      ideal.generators.map(\.polynomial),
      with: variety.patternMap.polynomialMap(into: variety.ring))
    #expect(
      comparison
        == .init(
          generatorsAreContained: true, generatorsSuffice: true,
          minimalGeneratorCount: example.generatorCount))
  }

  /// The degrees of the generators of random small varieties.
  static let randomNetworks =
    RandomNetwork.sample(4, from: .init(widths: 1...3), seed: 61, where: isQuick)
    + RandomNetwork.sample(3, from: .init(widths: 1...3, biases: [true]), seed: 62, where: isQuick)
    + RandomNetwork.sample(3, from: .deep, seed: 63, where: isQuick)

  private static func isQuick(_ network: RandomNetwork) -> Bool {
    guard network.architecture.parameterCount <= 18, let variety = try? network.variety,
      variety.patternMap.parameterCount > 0
    else {
      return false
    }
    return (4...9).contains(variety.ambientDimension)
      && variety.dimension(seed: 1).value < variety.ambientDimension
  }

  @Test(arguments: randomNetworks)
  func degreesOfGenerators(of network: RandomNetwork) async throws {
    #expect(Self.randomNetworks.count == 10)
    let variety = try network.variety
    let ideal = try await variety.ideal(upToDegree: 4)
    let degrees = try await SingularOracle.minimalGeneratorDegrees(
      of: variety.patternMap.normalizedPolynomialMap(into: variety.ring))
    #expect(!degrees.isEmpty)
    #expect(ideal.generators.map(\.degree) == degrees.filter { $0 <= 4 })
  }

  /// The oracle tells wrong lists from right ones.
  @Test func oracleRefutes() async throws {
    let variety = try RandomNetwork([3, 3, 3], "110", "001").variety
    let map = variety.patternMap.normalizedPolynomialMap(into: variety.ring)
    let quadrics = try await variety.ideal(upToDegree: 2).generators.map(\.polynomial)
    #expect(quadrics.count == 9)
    // The determinant of M_1 is missing.
    let incomplete = try await SingularOracle.compare(quadrics, with: map)
    #expect(incomplete.generatorsAreContained && !incomplete.generatorsSuffice)
    let wrong = try await SingularOracle.compare([variety.ring.variable(0)], with: map)
    #expect(!wrong.generatorsAreContained && !wrong.generatorsSuffice)
  }
}
