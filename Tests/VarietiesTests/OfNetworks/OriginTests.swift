import Algorithms
import ExactAlgebra
import NetworkVarieties
import Specimens
import Testing

@testable import Varieties

/// Which rank constraint a minimal generator comes from.
@Suite struct OriginTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let widths: [Int]
    var hasBiases = false
    let patterns: [String]
    let degree: Int
    /// The generators with an origin in a condition, the new ones, and those of unknown origin.
    let counts: [Int]
    var testDescription: String { "\(widths) \(patterns)" }
  }

  static let examples = [
    Example(widths: [3, 3, 3], patterns: ["101", "011"], degree: 3, counts: [3, 0, 0]),
    Example(widths: [4, 3, 3], patterns: ["101", "011"], degree: 4, counts: [18, 0, 0]),
    Example(
      widths: [3, 4, 3], patterns: ["1100", "1010", "1001"], degree: 5, counts: [6, 45, 0]),
    Example(
      widths: [3, 3, 2, 3, 3], patterns: ["111/11/111", "011/11/111"], degree: 3,
      counts: [19, 0, 0]),
    Example(
      widths: [3, 3, 3], hasBiases: true, patterns: ["101", "011"], degree: 3, counts: [6, 0, 0]),
    Example(widths: [2, 2, 2], patterns: ["00", "11"], degree: 2, counts: [4, 0, 0]),
  ]

  private func traced(
    _ variety: ReLUVariety, upTo degree: Int
  ) async throws -> (plain: GradedIdeal, traced: GradedIdeal) {
    let conditions = try #require(try variety.comparedConstraints()).map(\.condition)
    var computation = try await variety.idealComputation.eliminatingLinearForms()
    let ideal = try await computation.ideal(upToDegree: degree)
    let plain = computation.restoring(ideal)
    computation = computation.namingRelations(by: conditions)
    return (
      plain,
      computation.restoring(try computation.tracingOrigins(of: ideal, to: conditions))
    )
  }

  /// The origins of known ideals; what comes from a condition is a combination of its minors, all of
  /// them expanded.
  @Test(arguments: examples)
  func origins(of example: Example) async throws {
    let pattern = try RandomNetwork(
      example.widths, hasBiases: example.hasBiases, patterns: example.patterns
    ).variety
    let variety = ReLUVariety.pattern(pattern)
    let (plain, ideal) = try await traced(variety, upTo: example.degree)
    #expect(ideal.generators.count == plain.generators.count)
    var counts = [0, 0, 0]
    var byCondition: [Int: [Polynomial]] = [:]
    for generator in ideal.generators {
      switch generator.origin {
      case .condition(let index):
        counts[0] += 1
        byCondition[index, default: []].append(generator.polynomial)
      case .new: counts[1] += 1
      case .relation, nil: counts[2] += 1
      }
    }
    #expect(counts == example.counts)
    let conditions = try #require(try variety.comparedConstraints()).map(\.condition)
    for (index, polynomials) in byCondition {
      let minors = Self.minors(of: conditions[index], in: variety.ring)
      #expect(Self.rank(minors + polynomials) == Self.rank(minors), "condition \(index)")
    }
    // The same ideal: every vector still generates its own representation.
    for (a, b) in zip(plain.highestWeightGenerators, ideal.highestWeightGenerators) {
      #expect(a.degree == b.degree && a.representation == b.representation)
    }
    for group in ideal.highestWeightGenerators.chunked(by: {
      $0.degree == $1.degree && $0.representation == $1.representation
    }) {
      #expect(Self.rank(group.map(\.polynomial)) == group.count)
      for vector in group {
        #expect(try variety.parametrization.vanishing(of: vector.polynomial, seed: 1) == .proved)
      }
    }
  }

  /// Outputs on points in all positions: what is said comes from minors vanishes, and the numbers of
  /// generators stay.
  @Test func outputs() async throws {
    let family = RandomNetwork.Family(widths: 1...3, blocks: 1...2, biases: [false, true])
    let sample = RandomData.sample(RandomNetwork.sample(30, from: family, seed: 4), seed: 6)
      .filter { $0.pointCount <= 6 }
    #expect(sample.count >= 10)
    var counts = [0, 0, 0]
    for data in sample {
      let variety = ReLUVariety.output(try data.variety)
      let (plain, ideal) = try await traced(variety, upTo: 2)
      #expect(ideal.generators.count == plain.generators.count, "\(data)")
      for vector in ideal.highestWeightGenerators {
        #expect(try variety.parametrization.vanishing(of: vector.polynomial, seed: 1) == .proved)
        switch vector.origin {
        case .condition: counts[0] += 1
        case .relation: counts[1] += 1
        case .new, nil: counts[2] += 1
        }
      }
    }
    #expect(counts[0] >= 5 && counts[1] >= 5, "\(counts)")
  }

  /// Without any conditions everything is new.
  @Test func nothingToCompareWith() async throws {
    let variety = ReLUVariety.pattern(try RandomNetwork([3, 3, 3], "101", "011").variety)
    let computation = try variety.idealComputation
    let ideal = try await computation.ideal(upToDegree: 3)
    let traced = try computation.tracingOrigins(of: ideal, to: [])
    #expect(traced.highestWeightGenerators.count == 3)
    #expect(traced.highestWeightGenerators.allSatisfy { $0.origin == .new })
  }

  /// With so many blocks constraints are not compared, and nothing is said of where generators come from.
  @Test func manyBlocks() async throws {
    let variety = ReLUVariety.pattern(
      try RandomNetwork(
        [2, 7, 2], "1000000", "0100000", "0010000", "0001000", "0000100", "0000010", "0000001"
      ).variety)
    let isCompared = try variety.comparedConstraints() != nil
    #expect(!isCompared)
    let derivation = try await Derivation(of: variety, to: .degree(2))
    #expect(derivation.ideal.highestWeightGenerators.count == 7)
    #expect(derivation.ideal.highestWeightGenerators.allSatisfy { $0.origin == nil })
    #expect(derivation.ideal.originCounts.isEmpty && derivation.comparedConstraints.isEmpty)
  }

  /// Weight spaces have no highest weight vectors; their generators stay as they are.
  @Test func weightSpaces() async throws {
    let variety = ReLUVariety.pattern(try RandomNetwork([3, 3, 3], "101", "011").variety)
    let computation = try variety.idealComputation
    var options = GradedKernel.Options()
    options.method = .weightSpaces
    let ideal = try await computation.ideal(upToDegree: 3, options: options)
    let conditions = try #require(try variety.comparedConstraints()).map(\.condition)
    let traced = try computation.tracingOrigins(of: ideal, to: conditions)
    #expect(traced.generators.count == 3 && Array(traced.generators) == Array(ideal.generators))
  }

  private static func minors(of condition: RankCondition, in ring: PolynomialRing) -> [Polynomial] {
    let matrix = condition.matrix(in: ring)
    let size = condition.minorSize
    return (0..<condition.rowCount).combinations(ofCount: size).flatMap { rows in
      (0..<condition.columnCount).combinations(ofCount: size).map { columns in
        PolynomialMatrix(rows: size, columns: size, in: ring) { matrix[rows[$0], columns[$1]] }
          .determinant
      }
    }
  }

  /// The dimension of the span of polynomials.
  private static func rank(_ polynomials: [Polynomial]) -> Int {
    var columns: [[Int]: Int] = [:]
    for term in polynomials.flatMap(\.terms) where columns[term.variables] == nil {
      columns[term.variables] = columns.count
    }
    guard !polynomials.isEmpty, !columns.isEmpty else { return 0 }
    var matrix = RationalMatrix(rows: polynomials.count, columns: columns.count)
    for (row, polynomial) in polynomials.enumerated() {
      for term in polynomial.terms { matrix[row, columns[term.variables]!] = term.coefficient }
    }
    return matrix.rank
  }
}
