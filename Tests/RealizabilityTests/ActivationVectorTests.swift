import ExactAlgebra
import Networks
import Oracles
import Polyhedra
import Realizability
import Testing

/// The cells of central arrangements, and the patterns of shallow networks.
@Suite struct ActivationVectorTests {
  private static func points(
    _ count: Int, dimension: Int, size: Int, using generator: inout SeededGenerator
  ) -> [[Rational]] {
    (0..<count).map { _ in
      (0..<dimension).map { _ in Rational(Int.random(in: -size...size, using: &generator)) }
    }
  }

  private static func value(_ weights: [Rational], at point: [Rational], bias: Bool) -> Rational {
    zip(weights, bias ? point + [1] : point).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Random points with large coordinates are in general position.
  @Test(arguments: 1...4, [1, 2, 5, 9])
  func numberOfCover(dimension: Int, count: Int) {
    var generator = SeededGenerator(seed: 51)
    for bias in [false, true] where dimension > 1 || !bias {
      let inputs = bias ? dimension - 1 : dimension
      let points = Self.points(count, dimension: inputs, size: 1_000_000, using: &generator)
      let vectors = Array(ActivationVectors(on: points, hasBias: bias))
      let expected = 2 * (0..<dimension).reduce(Integer(0)) { $0 + binomial(count - 1, $1) }
      #expect(Integer(vectors.count) == expected)
      for vector in vectors {
        #expect(vector.isActive.count == count)
        for (point, isActive) in zip(points, vector.isActive) {
          let sign = Self.value(vector.weights, at: point, bias: bias).signum()
          #expect(sign == (isActive ? 1 : -1))
        }
      }
    }
  }

  /// All sign vectors, one by one, by elimination.
  @Test(arguments: [1, 2, 3], [false, true])
  func degenerateConfigurations(dimension: Int, bias: Bool) {
    var generator = SeededGenerator(seed: 52)
    let count = dimension == 3 ? 5 : 6
    var total = 0
    for _ in 0..<6 {
      let points = Self.points(count, dimension: dimension, size: 1, using: &generator)
      let vectors = ActivationVectors(on: points, hasBias: bias).map(\.isActive)
      let expected = (0..<1 << count).compactMap { number -> [Bool]? in
        let signs = (0..<count).map { number >> (count - 1 - $0) & 1 == 1 }
        let halfSpaces = zip(points, signs).map { point, isActive in
          let row = bias ? point + [1] : point
          return HalfSpace(normal: isActive ? row : row.map { -$0 })
        }
        let system = InequalitySystem(dimension: halfSpaces[0].dimension, halfSpaces)
        return isFeasibleByElimination(system) ? signs : nil
      }
      // The same ones, in lexicographic order.
      #expect(vectors == expected)
      total += vectors.count
    }
    // A point at the origin excludes all vectors where there is no bias.
    #expect(total > 0)
  }

  /// The first vectors come without the others, of which there are too many.
  @Test func vectorsAreLazy() {
    var generator = SeededGenerator(seed: 53)
    let points = Self.points(60, dimension: 12, size: 100, using: &generator)
    let first = ActivationVectors(on: points, hasBias: true).prefix(5).map(\.isActive)
    #expect(first.count == 5 && first[0] == Array(repeating: false, count: 60))
  }

  @Test(arguments: [1, 2, 3], [false, true])
  func patternsOfShallowNetworks(neurons: Int, isUpToPermutation: Bool) {
    let points: [[Rational]] = [[0], [1], [3]]
    let vectors = ActivationVectors(on: points, hasBias: true).map(\.isActive)
    #expect(vectors.count == 6)
    let patterns = ShallowPatterns(
      vectors: vectors, neuronCount: neurons, isUpToPermutation: isUpToPermutation)
    let all = Array(patterns)
    #expect(Integer(all.count) == patterns.exactCount && Set(all).count == all.count)
    #expect(all.allSatisfy { $0.count == 3 })
    let canonical = Set(all.map(CanonicalPatterns.init))
    if isUpToPermutation {
      #expect(canonical.count == all.count)
      #expect(all.count == [6, 21, 56][neurons - 1])
    } else {
      #expect(all.count == [6, 36, 216][neurons - 1])
      #expect(canonical.count == [6, 21, 56][neurons - 1])
    }
  }

  /// Each pattern that is listed has a network, and no other one has.
  @Test func patternsAreTheRealizableOnes() throws {
    let points: [[Rational]] = [[0, 0], [1, 0], [0, 1], [1, 1]]
    let architecture = try Architecture(widths: [2, 1, 1], hasBiases: true)
    let vectors = ActivationVectors(on: points, hasBias: true).map(\.isActive)
    let listed = Set(ShallowPatterns(vectors: vectors, neuronCount: 1))
    // All functions of two bits but exclusive or and its negation.
    #expect(listed.count == 14)
    for number in 0..<16 {
      let patterns = (0..<4).map { ActivationPattern([[number >> $0 & 1 == 1]]) }
      let problem = try RealizationProblem(
        architecture, blocks: zip(patterns, points).map { Block($0, points: [$1]) })
      #expect((try problem.realization().network != nil) == listed.contains(patterns))
    }
  }

  @Test func noVectors() {
    let vectors = ActivationVectors(on: [[1], [0]], hasBias: false)
    #expect(vectors.map(\.isActive).isEmpty)
    let patterns = ShallowPatterns(vectors: [], neuronCount: 2)
    #expect(patterns.exactCount.isZero && Array(patterns).isEmpty)
  }
}
