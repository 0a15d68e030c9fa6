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

    /// A pair of shallow patterns, with biases.
    static func shallow(using generator: inout SeededGenerator) -> Pair {
      let outer = (0..<2).map { _ in Int.random(in: 1...3, using: &generator) }
      let counts = [0...3, 0...2, 0...2].map { Int.random(in: $0, using: &generator) }
      let signatures = zip(["11", "10", "01"], counts).flatMap { Array(repeating: $0, count: $1) }
      let patterns = (0..<2).map { block in
        signatures.map { String(Array($0)[block]) }.joined()
      }
      return Pair(
        widths: [outer[0], signatures.count, outer[1]], hasBiases: true, patterns: patterns)
    }

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

  /// Different pairs with equations and few coordinates.
  private static func pairs(
    _ count: Int, seed: UInt64, drawing draw: (inout SeededGenerator) -> Pair
  ) throws -> [(pair: Pair, variety: PatternVariety, theorem: TwoBlockTheorem)] {
    var generator = SeededGenerator(seed: seed)
    var seen: Set<String> = []
    var pairs: [(Pair, PatternVariety, TwoBlockTheorem)] = []
    while pairs.count < count {
      let pair = draw(&generator)
      guard pair.widths.allSatisfy({ $0 > 0 }), pair.patterns[0] != pair.patterns[1],
        seen.insert(pair.description).inserted
      else { continue }
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety), "\(pair)")
      guard !theorem.constraints.isEmpty, theorem.largestMinorSize > 1,
        variety.ambientDimension <= 18
      else { continue }
      pairs.append((pair, variety, theorem))
    }
    return pairs
  }

  private static func minors(of theorem: TwoBlockTheorem, in ring: PolynomialRing) -> [Polynomial] {
    theorem.constraints.flatMap { constraint in
      constraint.condition.matrix(in: ring).minors(ofSize: constraint.minorSize).map {
        $0.submatrix.determinant
      }.filter { !$0.isZero }
    }
  }

  private func complete(
    _ count: Int, seed: UInt64, drawing draw: (inout SeededGenerator) -> Pair
  ) async throws {
    let certifier = Certifier(program: try .find())
    var (complete, undecided) = (0, 0)
    for (pair, variety, theorem) in try Self.pairs(count, seed: seed, drawing: draw) {
      let outcome = try await certifier.certify(
        Self.minors(of: theorem, in: variety.ring),
        of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
        method: .elimination, arithmetic: .modular, timeLimit: .seconds(4))
      switch outcome {
      case .complete: complete += 1
      case .undecided(let reason):
        if reason != .singular(.timeLimit) { Issue.record("\(pair): \(reason)") }
        undecided += 1
      case .incomplete(let missing): Issue.record("\(pair): \(missing)")
      }
      if (complete + undecided) % 20 == 0 { print(seed, complete, undecided) }
    }
    #expect(undecided * 10 <= count && complete + undecided == count)
  }

  @Test func idealsWithBiases() async throws {
    try await complete(240, seed: 1, drawing: Pair.shallow)
  }

  @Test func idealsOfDeepNetworks() async throws {
    try await complete(80, seed: 2, drawing: Pair.deep)
  }

  /// The series of Singular end with an entry that says nothing.
  @Test func hilbertSeries() async throws {
    let program = try SingularProgram.find()
    let pairs =
      try Self.pairs(120, seed: 3, drawing: Pair.shallow)
      + Self.pairs(60, seed: 4, drawing: Pair.deep)
    var count = 0
    for (pair, variety, theorem) in pairs {
      let completeness = Completeness.complete(.theorem(.twoBlocks(theorem)))
      guard let known = completeness.hilbertInvariants(in: variety.ambientDimension)
      else { continue }
      let script = SingularScript([
        "ring r = 32003, (\(SingularScript.names("y", variety.ambientDimension))), dp;",
        SingularScript.ideal(
          "I", Self.minors(of: theorem, in: variety.ring).map(SingularScript.coordinateText)),
        "ideal G = std(I);",
        "print(\"\(SingularAnswer.mark) numerator \" + string(hilb(G, 2)));",
        "print(\"\(SingularAnswer.mark) dimension \" + string(dim(G)));",
      ])
      let answer = try await program.answer(to: script, timeLimit: .seconds(60))
      let numerator = try answer.text("numerator").split(separator: ",").dropLast().map(String.init)
      #expect(known.series?.numerator.map(\.description) == numerator, "\(pair)")
      #expect(try answer.text("dimension") == "\(known.dimension)", "\(pair)")
      count += 1
    }
    print("series \(count)")
    #expect(count >= 30)
  }
}
