import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing
import Varieties

/// The two methods, highest weights and weight spaces, give the same numbers and the same space
/// of generators.
@Suite struct MethodAgreementTests {
  @Test(arguments: Specimen.all)
  func golden(_ specimen: Specimen) async throws {
    let ideals = try await bothIdeals(of: specimen.variety, upToDegree: specimen.degrees.count)
    try compare(ideals)
    for ideal in ideals {
      #expect(ideal.pieces.map(\.dimension) == specimen.degrees.map { Integer($0.dimension) })
      #expect(
        ideal.pieces.map(\.minimalGeneratorCount)
          == specimen.degrees.map { Integer($0.minimalGenerators) })
      #expect(ideal.status.isProved)
    }
  }

  private static func ambient(_ range: ClosedRange<Int>) -> (RandomNetwork) -> Bool {
    { network in
      guard let variety = try? network.variety else { return false }
      return range.contains(variety.ambientDimension)
        && variety.dimension(seed: 1).value < variety.ambientDimension
    }
  }

  private static let families: [RandomNetwork.Family] = [
    .init(blocks: 1...3), .init(blocks: 1...3, biases: [true]),
    .init(hiddenLayers: 2...4, widths: 1...3, blocks: 1...3, activity: 0.7),
    .init(hiddenLayers: 2...3, blocks: 1...3, biases: [true], activity: 0.7),
    .withDeadLayers,
  ]

  /// Ambient dimensions with the degree up to which both methods are quick.
  private static let ranges = [(1...6, 5), (7...12, 4), (13...18, 3), (19...27, 2)]

  static let cases: [(network: RandomNetwork, degree: Int)] =
    zip(0..., families).flatMap { family in
      zip(0..., ranges).flatMap { range in
        RandomNetwork.sample(
          4, from: family.1, seed: UInt64(100 + 10 * family.0 + range.0),
          where: ambient(range.1.0)
        ).map { ($0, range.1.1) }
      }
    }

  @Test func sampleSize() {
    #expect(Self.cases.count >= 64)
    for blocks in 1...3 {
      #expect(Self.cases.count { $0.network.patterns.count == blocks } >= 8)
    }
  }

  @Test(arguments: cases)
  func random(_ example: (network: RandomNetwork, degree: Int)) async throws {
    let ideals = try await bothIdeals(of: example.network.variety, upToDegree: example.degree)
    try compare(ideals)
    #expect(ideals.allSatisfy { $0.status.isProved })
  }

  /// Generators occur, in several degrees.
  @Test func generatorsOccur() async throws {
    var degrees: Set<Int> = []
    for (network, degree) in Self.cases where degree > 2 {
      let ideal = try await network.variety.ideal(upToDegree: 3)
      degrees.formUnion(ideal.pieces.filter { !$0.minimalGeneratorCount.isZero }.map(\.degree))
    }
    #expect(degrees.isSuperset(of: [1, 2, 3]))
  }

  private func bothIdeals(
    of variety: PatternVariety, upToDegree degree: Int
  ) async throws -> [GradedIdeal] {
    let kernel = try variety.gradedKernel
    var ideals: [GradedIdeal] = []
    for method in [KernelMethod.highestWeights, .weightSpaces] {
      var options = GradedKernel.Options()
      options.method = method
      ideals.append(try await kernel.ideal(upToDegree: degree, options: options))
    }
    return ideals
  }

  private func compare(_ ideals: [GradedIdeal]) throws {
    let (a, b) = (ideals[0], ideals[1])
    try #require(a.pieces.count == b.pieces.count && a.limit == nil && b.limit == nil)
    for (left, right) in zip(a.pieces, b.pieces) {
      #expect(left.degree == right.degree)
      #expect(left.dimension == right.dimension)
      #expect(left.minimalGeneratorCount == right.minimalGeneratorCount)
      #expect(left.representation != nil && left.representation == right.representation)
      #expect(left.status == right.status)
    }
    // In the lowest degree the generators are a basis of the ideal.
    guard let lowest = a.pieces.first(where: { !$0.minimalGeneratorCount.isZero }) else { return }
    let lists = ideals.map { ideal in
      Array(ideal.generators).filter { $0.degree == lowest.degree }.map(\.polynomial)
    }
    let count = try #require(Int(exactly: lowest.minimalGeneratorCount))
    #expect(lists.map(\.count) == [count, count])
    #expect(linearRank(lists[0]) == count && linearRank(lists[1]) == count)
    #expect(linearRank(lists[0] + lists[1]) == count)
    #expect(b.highestWeightGenerators.isEmpty)
    #expect(a.generators.count == Integer(Array(a.generators).count))
  }
}
