import ExactAlgebra
import Networks
import Testing

@testable import NetworkVarieties
@testable import Varieties

/// Ideals of products of matrices and pairs of blocks that theorems write down, against those that are
/// computed degree by degree without them.
@Suite struct ProductIdealTests {
  private static func variety(
    _ widths: [Int], _ patterns: [String], hasBiases: Bool = false
  ) throws -> PatternVariety {
    try TwoBlockTheoremTests.Pair(
      widths: widths, hasBiases: hasBiases, patterns: patterns
    ).variety
  }

  /// Two to four blocks of networks with one or two hidden layers, patterns among them that are equal.
  private static func random(_ count: Int, seed: UInt64) -> [(name: String, PatternVariety)] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).compactMap { _ in
      let depth = Int.random(in: 1...2, using: &generator)
      let hidden = (0..<depth).map { _ in Int.random(in: 2...5, using: &generator) }
      let widths =
        [.random(in: 1...3, using: &generator)] + hidden + [.random(in: 1...3, using: &generator)]
      let texts = { (index: Int) in
        (0..<hidden[index]).map { _ in Bool.random(using: &generator) ? "1" : "0" }.joined()
      }
      let common = hidden.indices.map(texts)
      let layer = Int.random(in: 0..<depth, using: &generator)
      let patterns = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        hidden.indices.map { $0 == layer ? texts($0) : common[$0] }.joined(separator: "/")
      }
      let hasBiases = Int.random(in: 0..<3, using: &generator) == 0
      return (try? variety(widths, patterns, hasBiases: hasBiases)).map {
        ("\(widths) \(patterns)\(hasBiases ? " with biases" : "")", $0)
      }
    }
  }

  @Test func randomProducts() async throws {
    var (count, relations, pairs, biases) = (0, 0, 0, 0)
    for (name, variety) in Self.random(900, seed: 21) {
      guard variety.ambientDimension <= 20, case .product(let product) = IdealTheorem(of: variety),
        product.largestMinorSize <= 3
      else { continue }
      let degree = product.largestMinorSize
      let ideal = product.ideal(upToDegree: degree, of: variety, seed: 1)
      try await NamedIdealChecks.agreement(of: ideal, of: variety, upToDegree: degree, name)
      let constraints = product.namedMinors(in: variety.coordinates).constraints
      for vector in ideal.highestWeightGenerators {
        guard case .condition(let number) = vector.origin else {
          Issue.record("no origin")
          continue
        }
        #expect(constraints[number].minorSize == vector.degree)
      }
      let rank = variety.minorJacobianRank(of: product.constraints, seed: 1)
      #expect(rank?.rank == variety.ambientDimension - product.dimension, "\(name)")
      let named = product.ideal(
        upToDegree: degree, of: variety, seed: 1, largestTermCount: (one: 0, all: 0))
      #expect(named.pieces == ideal.pieces && named.originCounts == ideal.originCounts, "\(name)")
      count += 1
      relations += product.relations.isEmpty ? 0 : 1
      biases += variety.architecture.hasBiases ? 1 : 0
      pairs += product.factors.contains { $0.combinations.count == 2 } ? 1 : 0
    }
    #expect(
      count > 150 && relations > 30 && pairs > 20 && biases > 20,
      "\(count) \(relations) \(pairs) \(biases)")
  }

  /// Three blocks whose ideals no search reaches.
  @Test func wide() async throws {
    let (ones, zeros) = (String(repeating: "1", count: 12), String(repeating: "0", count: 12))
    let variety = try Self.variety(
      [20, 48, 20],
      [ones + zeros + zeros + zeros, zeros + ones + zeros + zeros, zeros + zeros + ones + zeros])
    var options = ComputedIdeal.Options()
    options.usesTheorems = true
    let derivation = try await Derivation(
      of: .pattern(variety), to: .codimension(largestDegree: 64), options: options)
    #expect(derivation.ideal.isByTheorem && derivation.ideal.maximumDegree == 13)
    let minors = binomial(20, 13) * binomial(20, 13)
    #expect(derivation.ideal.unwritten.map(\.count) == [minors, minors, minors])
    #expect(derivation.ideal.pieces.last?.dimension == 3 * minors)
    #expect(derivation.dimension.isProved && derivation.generatorRank?.rank == 3 * 8 * 8)
  }
}
