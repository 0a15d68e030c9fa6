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
  static func randomPairs(_ count: Int, seed: UInt64) -> [Pair] {
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
      let theorem = try #require(TwoBlockTheorem(of: variety))
      let rank = variety.patternMap.jacobianRank(
        seed: 1, over: PatternVariety.rankField, checking: {})
      #expect(theorem.dimension == rank.rank, "\(pair.testDescription)")
      statements[theorem.statement, default: 0] += 1
    }
    #expect(TwoBlockTheorem.Statement.allCases.allSatisfy { statements[$0, default: 0] > 40 })
  }

  /// What is listed contains what the theorem names: the same matrix with a bound that is no
  /// larger, or for a difference with constants the one without, since a column adds one at most.
  @Test func listedConstraintsSuffice() throws {
    var count = 0
    for pair in Self.randomPairs(400, seed: 2) where pair.patterns[0] != pair.patterns[1] {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      let listed = variety.rankConstraints
      for constraint in theorem.constraints {
        #expect(
          listed.contains { Self.implies($0, constraint) },
          "\(pair.testDescription): \(constraint.matrix)")
        count += 1
      }
    }
    #expect(count > 500)
  }

  /// The minimal generators that the theorem names, against those that are found degree by degree.
  @Test func minimalGenerators() async throws {
    var (count, beyond) = (0, 0)
    for pair in Self.randomPairs(600, seed: 3) {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      guard variety.ambientDimension <= 30, (2...4).contains(theorem.largestMinorSize) else {
        continue
      }
      let minors = theorem.shape.minimalMinors
      let ideal = try await variety.ideal(upToDegree: theorem.largestMinorSize)
      for piece in ideal.pieces {
        let named = minors.filter { $0.degree == piece.degree }
        let number = named.reduce(Integer(0)) { $0 + $1.count }
        #expect(number == piece.minimalGeneratorCount, "\(pair.testDescription) \(piece.degree)")
        beyond += named.contains { $0.family == .stacked || $0.family == .sideBySide } ? 1 : 0
      }
      #expect(minors.allSatisfy { $0.degree <= theorem.largestMinorSize })
      count += 1
    }
    #expect(count > 150 && beyond > 80, "\(count) \(beyond)")
  }

  private static func implies(_ listed: RankConstraint, _ needed: RankConstraint) -> Bool {
    guard case .blocks(let a) = listed.matrix, case .blocks(let b) = needed.matrix else {
      return false
    }
    // The span of the combinations, side by side, stacked, or alone.
    let (x, y) = (combinations(a), combinations(b))
    let rank = IntegerMatrix(x.map(\.coefficients)).rank
    guard IntegerMatrix((x + y).map(\.coefficients)).rank == rank else { return false }
    let isOneShape =
      x.count == 1 || y.count == 1 || (a.entries.count == 1) == (b.entries.count == 1)
    guard isOneShape || listed.rankAtMost == 0 else { return false }
    let missing = !b.constants[0].isEmpty && a.constants[0].isEmpty ? 1 : 0
    return listed.rankAtMost + missing <= needed.rankAtMost
  }

  private static func combinations(_ expression: BlockExpression) -> [BlockCombination] {
    expression.entries.flatMap { $0 }
  }

  @Test func examples() throws {
    let shallow = try #require(
      TwoBlockTheorem(of: Pair(widths: [4, 3, 3], patterns: ["101", "011"]).variety))
    #expect(shallow.constraints.map(\.minorSize) == [3, 3, 3, 4] && shallow.dimension == 18)
    #expect(shallow.statement == .shallow && shallow.shape.determinantalRings == nil)
    let example31 = try #require(
      TwoBlockTheorem(
        of: Pair(widths: [3, 3, 2, 3, 3], patterns: ["111/11/111", "011/11/111"]).variety))
    #expect(example31.constraints.map(\.minorSize) == [3, 3, 2, 3] && example31.dimension == 12)
    #expect(example31.layer == 1 && example31.statement == .deep)
    let square = try #require(
      TwoBlockTheorem(of: Pair(widths: [6, 6, 6], patterns: ["111100", "110011"]).variety))
    #expect(square.constraints.map(\.minorSize) == [5, 5, 5] && square.dimension == 60)
    #expect(square.shape.determinantalRings?.count == 3)
    // Differences in two layers, three blocks, no hidden layer.
    let others = [
      Pair(widths: [2, 2, 2, 2], patterns: ["10/11", "11/10"]),
      Pair(widths: [3, 4, 3], patterns: ["1100", "1010", "1001"]),
      Pair(widths: [2, 2], patterns: ["", ""]),
    ]
    for other in others { #expect(TwoBlockTheorem(of: try other.variety) == nil) }
  }

  /// Behind an inactive layer nothing before it matters.
  @Test func inactiveLayers() throws {
    let dead = Pair(widths: [2, 2, 2, 2], hasBiases: true, patterns: ["10/00", "11/11"])
    let theorem = try #require(TwoBlockTheorem(of: dead.variety))
    #expect(theorem.layer == 2 && theorem.shape.firstCount == 0 && theorem.shape.secondCount == 2)
    let apart = Pair(widths: [2, 2, 2, 2], hasBiases: true, patterns: ["00/10", "11/11"])
    #expect(TwoBlockTheorem(of: try apart.variety) == nil)
    let zero = Pair(widths: [2, 2, 2, 2], patterns: ["00/10", "11/11"])
    #expect(try #require(TwoBlockTheorem(of: zero.variety)).constraints.map(\.minorSize) == [1])
  }

  /// Hundreds of neurons cost nothing.
  @Test func wideNetworks() throws {
    let width = 300
    let patterns = [2, 3].map { step in
      (0..<width).map { $0.isMultiple(of: step) ? "0" : "1" }.joined()
    }
    let variety = try Pair(widths: [50, width, 40], hasBiases: true, patterns: patterns).variety
    let theorem = try #require(TwoBlockTheorem(of: variety))
    #expect(theorem.shape.sharedCount == 100 && theorem.shape.firstCount == 50)
    #expect(theorem.shape.secondCount == 100)
    #expect(theorem.constraints.isEmpty == false || theorem.dimension == variety.ambientDimension)
  }
}
