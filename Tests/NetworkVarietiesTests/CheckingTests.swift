import ExactAlgebra
import Specimens
import Testing
import Varieties

@testable import NetworkVarieties

/// Outputs of networks pass, others fail, exactly and up to a tolerance.
@Suite struct CheckingTests {
  static let cases = OutputVarietyTests.cases.filter { $0.pointCount > 2 }

  private static func outputs(of data: RandomData, seed: UInt64) throws -> [[Rational]] {
    var generator = SeededGenerator(seed: seed)
    let variety = try data.variety
    let map = try data.directMap(into: variety.ring)
    let values = map(
      at: (0..<map.parameterCount).map { _ in
        Rational(
          Integer(Int.random(in: -9...9, using: &generator)),
          Integer(Int.random(in: 1...4, using: &generator)))
      })
    let rows = variety.coordinates.rowCount
    return (0..<data.pointCount).map { point in Array(values[point * rows..<(point + 1) * rows]) }
  }

  private static func perturbation(
    of outputs: [[Rational]], by size: Rational, seed: UInt64
  ) -> [[Rational]] {
    var generator = SeededGenerator(seed: seed)
    return outputs.map { row in
      row.map {
        $0 + size * Rational(Integer(Int.random(in: -1000...1000, using: &generator)), 1000)
      }
    }
  }

  private static func length(_ values: some Sequence<Rational>) -> Double {
    values.map { Double(approximating: $0) }.map { $0 * $0 }.reduce(0, +).squareRoot()
  }

  @Test func caseCount() { #expect(Self.cases.count >= 80) }

  @Test(arguments: cases)
  func outputsOfNetworksPass(data: RandomData) throws {
    let variety = try data.variety
    let outputs = try Self.outputs(of: data, seed: 9)
    let exact = try variety.check(outputs)
    #expect(exact.isSatisfied)
    #expect(exact.relationCount == variety.relationCount)
    let relations = variety.rankConstraints.filter { $0.expression == nil }
    #expect(exact.constraintCount == variety.rankConstraints.count - relations.count)
    let approximate = try variety.check(outputs, tolerance: 1e-12)
    #expect(approximate.isSatisfied)
    #expect(approximate.constraintCount == exact.constraintCount)
  }

  /// Where something is tested, random outputs fail, in the same constraints with both methods,
  /// and exact values are those of minors.
  @Test(arguments: cases)
  func randomOutputsFail(data: RandomData) throws {
    let variety = try data.variety
    let zeros = (0..<data.pointCount).map { _ in
      [Rational](repeating: 0, count: variety.coordinates.rowCount)
    }
    let outputs = Self.perturbation(of: zeros, by: 5, seed: 31)
    let exact = try variety.check(outputs)
    let approximate = try variety.check(outputs, tolerance: 1e-9)
    let constraints = variety.rankConstraints
    #expect(exact.violations.count == constraints.count)
    #expect(approximate.violations.count == constraints.count)
    for violation in exact.violations {
      guard case .exact(let value) = violation.measure else {
        Issue.record("a value that is not exact")
        continue
      }
      #expect(!value.isZero)
      guard case .rank(let matrix, _, let bound, let minor?) = violation.subject else { continue }
      let constraint = try #require(constraints.first { $0.matrix == matrix })
      let values = constraint.condition.matrix(at: Array(outputs.joined()))
      #expect(minor.rank == values.rank && minor.rank > bound)
      #expect(minor.rows.count == bound + 1)
      let chosen = values.selecting(rows: minor.rows).transpose.selecting(rows: minor.columns)
      #expect(chosen.determinant == value)
    }
  }

  /// The distance that is stated is a lower bound: outputs that were perturbed are no further away
  /// than the perturbation.
  @Test(arguments: cases)
  func statedDistancesAreLowerBounds(data: RandomData) throws {
    let variety = try data.variety
    let outputs = try Self.outputs(of: data, seed: 4)
    let size = Self.length(outputs.joined())
    guard size > 0 else { return }
    let perturbed = Self.perturbation(of: outputs, by: Rational(1, 100), seed: 8)
    let change = Self.length(zip(outputs.joined(), perturbed.joined()).map(-))
    let verdict = try variety.check(perturbed, tolerance: 0)
    // The norm of the matrix of outputs is at least its length over the root of its rank.
    let rank = Double(min(variety.coordinates.rowCount, data.pointCount))
    let bound = change / (Self.length(perturbed.joined()) / rank.squareRoot())
    for violation in verdict.violations {
      guard case .relative(let distance) = violation.measure else {
        Issue.record("a distance that is not relative")
        continue
      }
      #expect(distance > 0 && distance <= bound * (1 + 1e-9))
    }
    #expect(try variety.check(perturbed, tolerance: min(bound * 1.001, 0.999)).isSatisfied)
  }

  /// Networks with more blocks than all of whose combinations are gone through.
  static let manyBlocks: [RandomData] = zip(
    0...,
    [
      RandomNetwork.Family(widths: 3...5, blocks: 9...14, biases: [false, true]),
      .init(hiddenLayers: 2...2, widths: 3...4, blocks: 9...12, biases: [false, true]),
    ]
  ).flatMap { index, family in
    RandomData.sample(
      RandomNetwork.sample(12, from: family, seed: UInt64(800 + index)) { $0.patterns.count > 8 },
      seed: UInt64(900 + index))
  }

  @Test(arguments: manyBlocks)
  func outputsOnManyBlocks(data: RandomData) throws {
    #expect(Self.manyBlocks.count == 24)
    let variety = try data.variety
    #expect(variety.blockCount > 8)
    let outputs = try Self.outputs(of: data, seed: 6)
    #expect(try variety.check(outputs).isSatisfied)
    #expect(try variety.check(outputs, tolerance: 1e-11).isSatisfied)
    let perturbed = Self.perturbation(of: outputs, by: 3, seed: 5)
    let exact = try variety.check(perturbed)
    // Each block is narrower than it might be, or is a combination of others.
    #expect(variety.relationCount == 0 && exact.constraintCount == 0 || !exact.isSatisfied)
    #expect(
      try variety.check(perturbed, tolerance: 1e-10).violations.count == exact.violations.count)
  }

  /// On few blocks single combinations find no less: what they leave has the same dimension.
  @Test func combinationsOfOneNeuronSuffice() throws {
    let (patterns, points) = (["110", "101", "011", "111"], RationalMatrix.identity(3).rows)
    let data = RandomData(
      try RandomNetwork([3, 3, 3], patterns: patterns), points: patterns.map { _ in points })
    let outputs = try Self.outputs(of: data, seed: 2)
    let variety = try data.variety
    let all = variety.reducedVariety.rankBounds(.allSpaces)
    let few = variety.reducedVariety.rankBounds(.principalVectors)
    #expect(!few.isEmpty && few.count < all.count)
    let field = PrimeField(prime: (1 << 61) - 1)
    let point = outputs.joined().map { $0.residue(in: field)! }
    let ranks = [all, few].map { bounds in
      ModularMatrix(
        bounds.flatMap { bound in
          bound.expression.condition(
            rankAtMost: bound.rankAtMost, in: variety.reducedVariety.coordinates
          ).conormalVectors(at: point, over: field)
        }, over: field
      ).rank
    }
    #expect(ranks[0] == ranks[1] && ranks[0] > 0)
    #expect(ranks[0] == variety.ambientDimension - variety.dimension(seed: 1).value)
  }

  /// A perturbation far above the tolerance is found, one far below it is not.
  @Test func tolerance() throws {
    let points: [[Rational]] = [[1, 2, 0], [0, 1, 1], [3, 0, 1], [1, 1, 1], [2, -1, 4]]
    let data = RandomData(try RandomNetwork([3, 2, 3], "11"), points: [points])
    let variety = try data.variety
    let outputs = try Self.outputs(of: data, seed: 3)
    // Two linear relations of three outputs each, and the rank of M_1.
    #expect(variety.relationCount == 6 && variety.rankConstraints.count == 2)
    for (size, isSatisfied) in [(Rational(1, 1_000_000_000), true), (Rational(1, 100), false)] {
      let perturbed = Self.perturbation(of: outputs, by: size, seed: 1)
      #expect(try variety.check(perturbed, tolerance: 1e-6).isSatisfied == isSatisfied)
      #expect(try variety.check(perturbed).isSatisfied == false)
    }
  }

  /// Block matrices, exactly and approximately.
  @Test func blockMatrices() throws {
    let variety = try RandomNetwork([3, 3, 3], hasBiases: true, "101", "011").variety
    let field = PrimeField(prime: 101)
    var generator = SeededGenerator(seed: 2)
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    let values = map(
      at: field.randomElements(map.parameterCount, using: &generator).map { Rational(Int($0)) })
    let c = variety.coordinates
    var matrices = (0..<2).map { block in
      (0..<3).map { row in
        (0..<4).map { values[c.index(block: block, row: row, column: $0)] }
      }
    }
    #expect(c.point(of: matrices) == values)
    #expect(try variety.check(matrices).isSatisfied)
    #expect(try variety.check(matrices).constraintCount == variety.rankConstraints.count)
    #expect(try variety.check(matrices, tolerance: 1e-12).isSatisfied)
    matrices[0][1][2] += 50
    let exact = try variety.check(matrices)
    let approximate = try variety.check(matrices, tolerance: 1e-9)
    #expect(!exact.violations.isEmpty)
    #expect(exact.violations.count == approximate.violations.count)
  }

  /// Generators beyond the rank constraints are tested on request.
  @Test func generators() async throws {
    let variety = try RandomNetwork([3, 3, 3], "110", "001").variety
    let generators = Array(try await variety.ideal(upToDegree: 3).generators)
    #expect(generators.count == 10)
    let ones = [Rational](repeating: 1, count: variety.ambientDimension)
    #expect(generators.violations(at: ones).isEmpty)
    #expect(generators.violations(at: ones, tolerance: 0).isEmpty)
    var generator = SeededGenerator(seed: 2)
    let point = ones.map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
    let exact = generators.violations(at: point)
    #expect(exact.count == 10)
    #expect(generators.violations(at: point, tolerance: 1e-9).count == 10)
    #expect(generators.violations(at: point, tolerance: 0.999).count < 10)
  }
}
