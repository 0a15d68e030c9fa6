import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import Testing
import Varieties

@testable import Certification

/// When generators are known to be all without another program.
@Suite struct CompletenessTests {
  /// A problem, the degree to which it is gone through, and the ground that is found.
  struct Example: Sendable, CustomTestStringConvertible {
    let widths: [Int]
    var hasBiases = false
    let patterns: [String]
    var points: [[[Rational]]] = []
    let degree: Int
    let ground: String

    var testDescription: String { "\(widths) \(patterns) \(points) \(degree)" }

    var variety: ReLUVariety {
      get throws {
        let architecture = try Architecture(widths: widths, hasBiases: hasBiases)
        let patterns = try patterns.map { try ActivationPattern(parsing: $0) }
        return points.isEmpty
          ? .pattern(try PatternVariety(of: architecture, on: patterns))
          : .output(
            try OutputVariety(
              of: architecture, on: zip(patterns, points).map { Block($0, points: $1) }))
      }
    }
  }

  static let examples = [
    Example(widths: [2, 2, 2], patterns: ["11"], degree: 1, ground: "linear 0"),
    Example(widths: [2, 3], patterns: [""], degree: 1, ground: "linear 0"),
    Example(widths: [2, 2, 2], patterns: ["00", "11"], degree: 1, ground: "linear 4"),
    Example(widths: [2, 2, 2], patterns: ["00"], degree: 3, ground: "linear 4"),
    Example(
      widths: [2, 2, 2], patterns: ["11"], points: [[[1, 2], [0, 1], [1, 3]]], degree: 2,
      ground: "linear 2"),
    Example(
      widths: [2, 2, 2], patterns: ["11"], points: [[[0, 0], [0, 0]]], degree: 1,
      ground: "linear 4"),
    Example(widths: [2, 1, 2], patterns: ["1"], degree: 2, ground: "hypersurface 2 0"),
    Example(widths: [2, 1, 2], patterns: ["1"], degree: 1, ground: "open"),
    Example(widths: [3, 2, 3], patterns: ["11"], degree: 3, ground: "hypersurface 3 0"),
    Example(
      widths: [2, 3, 2], hasBiases: true, patterns: ["100", "011"], degree: 2,
      ground: "hypersurface 2 0"),
    Example(
      widths: [2, 1, 2], patterns: ["1"], points: [[[1, 0], [0, 1], [1, 1]]], degree: 2,
      ground: "hypersurface 2 2"),
    Example(widths: [3, 3, 3], patterns: ["101", "011"], degree: 3, ground: "theorem two"),
    Example(widths: [3, 3, 3], patterns: ["101", "011"], degree: 2, ground: "open"),
    Example(widths: [4, 3, 3], patterns: ["101", "011"], degree: 3, ground: "open"),
    Example(widths: [4, 3, 3], patterns: ["101", "011"], degree: 4, ground: "theorem two"),
    Example(widths: [3, 1, 3], patterns: ["1"], degree: 2, ground: "theorem product"),
    Example(
      widths: [3, 1, 3, 3], patterns: ["1/111"], degree: 2, ground: "theorem product"),
    Example(
      widths: [3, 4, 3], patterns: ["1100", "1010", "1001"], degree: 4, ground: "open"),
  ]

  private static func name(_ completeness: Completeness) -> String {
    switch completeness {
    case .open: "open"
    case .complete(.linear(let relations)): "linear \(relations)"
    case .complete(.hypersurface(let degree, let relations)):
      "hypersurface \(degree) \(relations)"
    case .complete(.theorem(.twoBlocks)): "theorem two"
    case .complete(.theorem(.blockProduct)): "theorem product"
    case .complete(.theorem(.determinantalProduct)): "theorem product"
    case .complete(.certificate): "certificate"
    }
  }

  private func derived(
    _ variety: ReLUVariety, upTo degree: Int
  ) async throws -> (ideal: GradedIdeal, dimension: Dimension) {
    let computation = try variety.idealComputation
    let ideal = try await computation.ideal(upToDegree: degree)
    return (computation.restoring(ideal), variety.dimension(seed: 1))
  }

  @Test(arguments: examples)
  func ground(of example: Example) async throws {
    let variety = try example.variety
    let (ideal, dimension) = try await derived(variety, upTo: example.degree)
    let completeness = Completeness(of: ideal, of: variety, dimension: dimension)
    #expect(Self.name(completeness) == example.ground)
  }

  /// Whatever is said to be complete is what elimination finds, for many problems.
  @Test(
    .enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func eliminationAgrees() async throws {
    var random = SeededGenerator(seed: 13)
    var counts: [String: Int] = [:]
    for _ in 0..<60 {
      let depth = Int.random(in: 1...2, using: &random)
      let widths = (0...depth + 1).map { _ in Int.random(in: 1...3, using: &random) }
      let hasBiases = Int.random(in: 0..<4, using: &random) == 0
      var patterns: [String] = []
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let pattern = widths.dropFirst().dropLast().map { width in
          (0..<width).map { _ in Bool.random(using: &random) ? "1" : "0" }.joined()
        }.joined(separator: "/")
        if !patterns.contains(pattern) { patterns.append(pattern) }
      }
      let example = Example(
        widths: widths, hasBiases: hasBiases, patterns: patterns, degree: 3, ground: "")
      let variety = try example.variety
      guard variety.ambientDimension <= 10 else { continue }
      let (ideal, dimension) = try await derived(variety, upTo: 3)
      let completeness = Completeness(of: ideal, of: variety, dimension: dimension)
      guard completeness.isComplete else { continue }
      counts[
        String(Self.name(completeness).split(separator: " ")[0]), default: 0] += 1
      let map = try variety.parametrization
      guard map.parameterCount > 0 else { continue }
      let comparison = try await SingularOracle.compare(
        ideal.generators.map(\.polynomial), with: map)
      #expect(comparison.generatorsAreContained && comparison.generatorsSuffice, "\(example)")
    }
    #expect(counts["linear", default: 0] >= 10, "\(counts)")
    #expect(counts["hypersurface", default: 0] >= 3, "\(counts)")
    #expect(counts["theorem", default: 0] >= 2, "\(counts)")
  }

  /// The minors that the theorem about two blocks names are those of the constraints.
  @Test(arguments: [
    ([3, 3, 3], ["101", "011"]), ([4, 3, 3], ["101", "011"]), ([3, 3, 4], ["110", "001"]),
    ([2, 2, 2], ["10", "01"]), ([4, 4, 4], ["1110", "1101"]), ([3, 2, 2], ["00", "11"]),
  ])
  func constraintsAreThoseOfTheTheorem(widths: [Int], patterns: [String]) async throws {
    let example = Example(widths: widths, patterns: patterns, degree: 1, ground: "")
    let variety = try example.variety
    guard case .complete(.theorem(.twoBlocks)) = Completeness(ofConstraintsOf: variety)
    else {
      Issue.record("not complete")
      return
    }
    guard case .pattern(let pattern) = variety else { return }
    let (first, second) = (BlockCombination([1, 0]), BlockCombination([0, 1]))
    let needed = [
      [[first]], [[second]], [[BlockCombination([1, -1])]], [[first, second]],
      [[first], [second]],
    ].compactMap { pattern.rankConstraint(on: $0) }.filter { !$0.condition.isTrivial }
    let known = Set(pattern.rankConstraints.map(\.condition))
    #expect(!needed.isEmpty)
    for constraint in needed { #expect(known.contains(constraint.condition)) }
  }

  /// A decided ideal costs nothing in high degrees, and its numbers are right.
  @Test func principalIdealsGoOn() async throws {
    let variety = try Example(
      widths: [3, 2, 3], patterns: ["11"], degree: 0, ground: ""
    ).variety
    let computation = try variety.idealComputation
    let ideal = try await computation.ideal(upToDegree: 60, ofCodimension: 1)
    #expect(ideal.pieces.count == 60 && ideal.limit == nil)
    let plain = try await computation.ideal(upToDegree: 6)
    #expect(plain.pieces.count == 6)
    for (piece, other) in zip(ideal.pieces, plain.pieces) {
      #expect(piece.dimension == other.dimension && piece.status == other.status)
      #expect(piece.minimalGeneratorCount == other.minimalGeneratorCount)
      #expect(piece.representation == other.representation)
    }
    #expect(ideal.pieces[59].dimension == binomial(8 + 57, 8))
    #expect(ideal.generators.count == 1)
    let whole = try Example(widths: [2, 2, 2], patterns: ["11"], degree: 0, ground: "").variety
    let zero = try await whole.idealComputation.ideal(upToDegree: 60, ofCodimension: 0)
    #expect(zero.pieces.count == 60 && zero.pieces.allSatisfy { $0.dimension == 0 })
    #expect(zero.limit == nil && zero.generators.isEmpty)
  }
}
