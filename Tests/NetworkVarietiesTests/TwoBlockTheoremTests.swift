import ExactAlgebra
import Networks
import Testing

@testable import NetworkVarieties

/// The theorem on two blocks against Jacobian ranks, rank constraints and values of other sources.
@Suite struct TwoBlockTheoremTests {
  /// Two blocks of an architecture.
  struct Pair: Sendable, CustomTestStringConvertible {
    let widths: [Int]
    var hasBiases = false
    let patterns: [String]

    var testDescription: String {
      widths.map(String.init).joined(separator: ",") + (hasBiases ? " with biases: " : ": ")
        + patterns.joined(separator: ", ")
    }

    var variety: PatternVariety {
      get throws {
        try PatternVariety(
          of: Architecture(widths: widths, hasBiases: hasBiases),
          on: patterns.map { try ActivationPattern(parsing: $0) }, allowingRepetitions: true)
      }
    }
  }

  /// Pairs whose patterns differ in one hidden layer, or agree, with inactive layers now and then.
  private static func randomPairs(_ count: Int, seed: UInt64) -> [Pair] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let depth = Int.random(in: 1...3, using: &generator)
      let widths = (0..<depth + 2).map { _ in Int.random(in: 1...4, using: &generator) }
      let different = Int.random(in: 1...depth, using: &generator)
      func bits(_ width: Int) -> String {
        (0..<width).map { _ in Int.random(in: 0..<4, using: &generator) == 0 ? "0" : "1" }
          .joined()
      }
      func mixedBits(_ width: Int) -> String {
        (0..<width).map { _ in Bool.random(using: &generator) ? "0" : "1" }.joined()
      }
      let common = (1...depth).map { bits(widths[$0]) }
      let patterns = (0..<2).map { _ in
        (1...depth).map { $0 == different ? mixedBits(widths[$0]) : common[$0 - 1] }
          .joined(separator: "/")
      }
      return Pair(
        widths: widths, hasBiases: Bool.random(using: &generator), patterns: patterns)
    }
  }

  @Test func dimensionsAgreeWithJacobianRanks() throws {
    var statements: [TwoBlockTheorem.Statement: Int] = [:]
    for pair in Self.randomPairs(400, seed: 1) {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety), "\(pair.testDescription)")
      let rank = try variety.patternMap.jacobianRank(
        seed: 1, over: PatternVariety.rankField, checking: {})
      #expect(theorem.dimension == rank.rank, "\(pair.testDescription)")
      statements[theorem.statement, default: 0] += 1
    }
    #expect(TwoBlockTheorem.Statement.allCases.allSatisfy { statements[$0, default: 0] > 40 })
  }
}
