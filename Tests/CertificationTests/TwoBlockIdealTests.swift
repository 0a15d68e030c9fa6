import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import Testing
import Varieties

@testable import Certification

/// The theorem on two blocks against Groebner bases: the ideals, and their Hilbert series.
@Suite(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
struct TwoBlockIdealTests {
  /// Two blocks by their widths and patterns.
  struct Pair: Sendable, CustomStringConvertible {
    let widths: [Int]
    let hasBiases: Bool
    let patterns: [String]

    var variety: PatternVariety {
      get throws {
        try PatternVariety(
          of: Architecture(widths: widths, hasBiases: hasBiases),
          on: patterns.map { try ActivationPattern(parsing: $0) })
      }
    }

    var description: String {
      "\(widths) \(patterns)" + (hasBiases ? " with biases" : "")
    }

    /// Shallow patterns with biases, few inputs and outputs first.
    static let shallow: [Pair] = {
      var pairs: [Pair] = []
      for outer in [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (3, 2), (2, 3), (3, 3)] {
        for shared in 0...3 {
          for first in 0...2 {
            for second in 0...2 where shared + first + second > 0 {
              let signatures =
                Array(repeating: "11", count: shared) + Array(repeating: "10", count: first)
                + Array(repeating: "01", count: second)
              pairs.append(
                Pair(
                  widths: [outer.0, signatures.count, outer.1], hasBiases: true,
                  patterns: (0..<2).map { block in
                    signatures.map { String(Array($0)[block]) }.joined()
                  }))
            }
          }
        }
      }
      return pairs
    }()

    /// Patterns that differ in one of two or three hidden layers.
    static let deep: [Pair] = {
      var generator = SeededGenerator(seed: 2)
      return (0..<4_000).map { _ in deep(using: &generator) }
    }()

    /// A pair of patterns that differ in one of two or three hidden layers.
    static func deep(using generator: inout SeededGenerator) -> Pair {
      let depth = Int.random(in: 2...3, using: &generator)
      let widths = (0...depth + 1).map { _ in Int.random(in: 1...3, using: &generator) }
      let layer = Int.random(in: 1...depth, using: &generator)
      let patterns = (0..<2).map { _ in
        (1...depth).map { index in
          (0..<widths[index]).map { _ in
            index == layer && Bool.random(using: &generator) ? "0" : "1"
          }.joined()
        }.joined(separator: "/")
      }
      return Pair(
        widths: widths, hasBiases: Int.random(in: 0..<3, using: &generator) == 0,
        patterns: patterns)
    }
  }

  /// Different pairs with equations of degree above 1 and few coordinates, up to a number.
  private static func cases(
    of family: [Pair], upTo count: Int, inDimension dimension: Int
  ) throws -> [(pair: Pair, variety: PatternVariety, theorem: TwoBlockTheorem)] {
    var seen: Set<String> = []
    var cases: [(Pair, PatternVariety, TwoBlockTheorem)] = []
    for pair in family
    where cases.count < count && pair.patterns[0] != pair.patterns[1]
      && seen.insert(pair.description).inserted
    {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      guard theorem.largestMinorSize > 1, variety.ambientDimension <= dimension else { continue }
      cases.append((pair, variety, theorem))
    }
    return cases
  }

  private static func minors(of theorem: TwoBlockTheorem, in ring: PolynomialRing) -> [Polynomial] {
    theorem.constraints.flatMap { constraint in
      constraint.condition.matrix(in: ring).minors(ofSize: constraint.minorSize).map {
        $0.submatrix.determinant
      }.filter { !$0.isZero }
    }
  }

  /// Asks Singular whether the minors generate; where that takes too long, nothing is said.
  private func compare(_ family: [Pair], count: Int, inDimension dimension: Int) async throws {
    let certifier = Certifier(program: try .find())
    let cases = try Self.cases(of: family, upTo: count, inDimension: dimension)
    #expect(cases.count == count)
    var (complete, undecided) = (0, 0)
    for (pair, variety, theorem) in cases {
      let outcome = try await certifier.certify(
        Self.minors(of: theorem, in: variety.ring),
        of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
        arithmetic: .modular, timeLimit: .seconds(30))
      switch outcome {
      case .complete: complete += 1
      case .undecided(.singular(.timeLimit)): undecided += 1
      case .undecided(let reason): Issue.record("\(pair): \(reason)")
      case .incomplete(let missing): Issue.record("\(pair): \(missing)")
      }
    }
    #expect(undecided * 10 <= count && complete + undecided == count)
  }

  @Test func idealsWithBiases() async throws {
    try await compare(Pair.shallow, count: 60, inDimension: 18)
  }

  @Test func idealsOfDeepNetworks() async throws {
    try await compare(Pair.deep, count: 60, inDimension: 18)
  }

  /// Where determinantal rings give the series.
  @Test func hilbertSeries() async throws {
    let cases =
      try Self.cases(of: Pair.shallow, upTo: 400, inDimension: 24)
      + Self.cases(of: Pair.deep, upTo: 100, inDimension: 24)
    let compared = try await compareSeries(
      of: cases.filter { $0.theorem.shape.determinantalRings != nil })
    #expect(compared == 159)
  }

  /// Where characters give it; Example 31 of Alexandr and Montufar, and degree 188, come first.
  @Test func hilbertSeriesFromCharacters() async throws {
    let first = [
      Pair(widths: [3, 3, 2, 3, 3], hasBiases: false, patterns: ["111/11/111", "011/11/111"]),
      Pair(widths: [4, 3, 3], hasBiases: false, patterns: ["101", "011"]),
    ]
    let cases =
      try Self.cases(of: first, upTo: 2, inDimension: 24)
      + Self.cases(of: Pair.shallow, upTo: 400, inDimension: 18)
      + Self.cases(of: Pair.deep, upTo: 200, inDimension: 18)
    let chosen = cases.filter { $0.theorem.shape.determinantalRings == nil }.prefix(60)
    #expect(try await compareSeries(of: Array(chosen)) == 60)
  }

  /// Compares series with those of the leading monomials of Groebner bases of the minors.
  private func compareSeries(
    of cases: [(pair: Pair, variety: PatternVariety, theorem: TwoBlockTheorem)]
  ) async throws -> Int {
    let program = try SingularProgram.find()
    var count = 0
    for (pair, variety, theorem) in cases {
      let completeness = Completeness.complete(.theorem(.twoBlocks(theorem)))
      let known = try #require(completeness.hilbertInvariants(in: variety.ambientDimension))
      let script = SingularScript([
        SingularScript.leadingExponents,
        "ring r = 32003, (\(SingularScript.names("y", variety.ambientDimension))), dp;",
        SingularScript.ideal(
          "I", Self.minors(of: theorem, in: variety.ring).map(SingularScript.coordinateText)),
        "print(\"\(SingularAnswer.mark) leading \" + leadingExponents(std(I)));",
      ])
      let answer = try await program.answer(to: script, timeLimit: .seconds(60))
      let variables = variety.ambientDimension
      let leading = MonomialIdeal(
        generators: try answer.monomials("leading", variableCount: variables),
        variableCount: variables)
      #expect(try known.series == leading.hilbertSeries, "\(pair)")
      #expect(known.dimension == theorem.dimension)
      count += 1
    }
    return count
  }
}
