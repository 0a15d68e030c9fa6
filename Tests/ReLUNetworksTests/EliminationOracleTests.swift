import ExactAlgebra
import Oracles
import ReLUNetworks
import Testing

/// The generators against Singular's elimination of the parameters: the same ideal.
@Suite(.enabled(if: Singular.isAvailable, "Singular is not installed"))
struct EliminationOracleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let widths: [Int]
    var hasBiases = false
    let patterns: [String]
    let degree: Int
    let generatorCount: Int

    var testDescription: String { "\(widths) \(patterns)\(hasBiases ? " with biases" : "")" }

    var variety: PatternVariety {
      get throws {
        try PatternVariety(
          of: Architecture(widths: widths, hasBiases: hasBiases),
          on: patterns.map { try ActivationPattern(parsing: $0) })
      }
    }
  }

  static let cases = [
    Case(widths: [3, 3, 3], patterns: ["101", "011"], degree: 4, generatorCount: 3),
    Case(widths: [4, 3, 3], patterns: ["101", "011"], degree: 4, generatorCount: 18),
    Case(widths: [2, 2, 2, 2], patterns: ["10/11", "11/10"], degree: 3, generatorCount: 2),
    Case(
      widths: [3, 2, 2], hasBiases: true, patterns: ["10", "01"], degree: 3, generatorCount: 6),
    Case(
      widths: [2, 2, 1], hasBiases: true, patterns: ["10", "01", "11"], degree: 2,
      generatorCount: 2),
  ]

  @Test(arguments: cases)
  func eliminationReturnsTheSameIdeal(_ instance: Case) async throws {
    let variety = try instance.variety
    let ideal = try await variety.ideal(upToDegree: instance.degree)
    #expect(ideal.generators.count == instance.generatorCount)
    #expect(ideal.status.isProved)
    let lines = try Singular.run(
      script(for: variety, generators: ideal.generators.map(\.polynomial)))
    // Eliminated ideal in ours, ours in the eliminated one, minimal generators of the latter.
    #expect(lines == ["0", "0", "\(instance.generatorCount)"])
  }

  private func script(for variety: PatternVariety, generators: [Polynomial]) -> String {
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    let parameters = map.parameterRing.variableNames
    let graph = zip(variety.ring.variableNames, map.images).map { "\($0)-(\($1))" }
    return """
      ring S = 0, (\((parameters + variety.ring.variableNames).joined(separator: ","))), dp;
      ideal graph = \(graph.joined(separator: ","));
      ideal eliminated = eliminate(graph, \(parameters.joined(separator: "*")));
      ideal ours = \(generators.map(\.description).joined(separator: ","));
      ideal basis = std(ours);
      size(reduce(eliminated, basis));
      basis = std(eliminated);
      size(reduce(ours, basis));
      size(minbase(eliminated));
      """
  }
}
