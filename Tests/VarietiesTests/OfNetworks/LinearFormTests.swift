import ExactAlgebra
import NetworkVarieties
import Oracles
import Specimens
import Testing
import Varieties

/// Ideals with linear forms, with these solved for and without.
@Suite struct LinearFormTests {
  private static let families: [RandomNetwork.Family] = [
    .init(widths: 1...3, blocks: 3...6), .init(widths: 1...3, blocks: 3...5, biases: [true]),
    .init(hiddenLayers: 2...2, widths: 1...3, blocks: 2...4), .withDeadLayers,
  ]

  static let networks: [RandomNetwork] = zip(0..., families).flatMap { index, family in
    RandomNetwork.sample(12, from: family, seed: UInt64(700 + index)) { network in
      guard let variety = try? network.variety, variety.ambientDimension <= 27 else {
        return false
      }
      return variety.dimension(seed: 1).value < variety.ambientDimension
    }
  }

  @Test(arguments: networks)
  func agreement(network: RandomNetwork) async throws {
    let variety = try network.variety
    let degree = variety.ambientDimension <= 12 ? 4 : 3
    let plain = try await variety.ideal(upToDegree: degree)
    let computation = try await ReLUVariety.pattern(variety).idealComputation
      .eliminatingLinearForms()
    let ideal = computation.restoring(try await computation.ideal(upToDegree: degree))
    #expect(computation.coordinateCount == Self.rest(of: plain, variety.ambientDimension))
    try #require(ideal.pieces.count == degree && plain.pieces.count == degree)
    for (a, b) in zip(ideal.pieces, plain.pieces) {
      #expect(a.dimension == b.dimension)
      #expect(a.minimalGeneratorCount == b.minimalGeneratorCount)
      #expect(a.representation == b.representation)
      #expect(a.status == b.status)
    }
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    let generators = Array(ideal.generators)
    #expect(Integer(generators.count) == plain.generators.count)
    for generator in generators { #expect(map.pullback(of: generator.polynomial).isZero) }
    // Up to degree 2 both lists span the same space, as far as nothing comes from below.
    let linear = [ideal, plain].map { $0.generators.filter { $0.degree == 1 }.map(\.polynomial) }
    #expect(linearRank(linear[0] + linear[1]) == linear[0].count)
    let rank = computation.jacobianRank(
      of: try await computation.ideal(upToDegree: degree), seed: 1)
    #expect(rank.rank == (try variety.gradedKernel).jacobianRank(of: plain, seed: 1).rank)
    #expect(rank.columnCount == variety.ambientDimension)
  }

  private static func rest(of ideal: GradedIdeal, _ ambient: Int) -> Int {
    ambient - (ideal.pieces[0].dimension.flatMap { Int(exactly: $0) } ?? 0)
  }

  @Test func linearFormsOccur() async throws {
    #expect(Self.networks.count >= 36)
    var (some, all) = (0, 0)
    for network in Self.networks {
      let ideal = try await network.variety.ideal(upToDegree: 1)
      let count = ideal.pieces[0].dimension.flatMap { Int(exactly: $0) } ?? 0
      if count > 0 { some += 1 }
      if count == (try network.variety).ambientDimension { all += 1 }
    }
    #expect(some >= 20 && all >= 1)
  }

  /// Weight spaces are the second way, and solve for nothing.
  @Test func weightSpacesDoWithout() async throws {
    let network = try RandomNetwork([2, 2, 2], "00", "11")
    var options = GradedKernel.Options()
    options.method = .weightSpaces
    let computation = try await ReLUVariety.pattern(network.variety).idealComputation
      .eliminatingLinearForms(options: options)
    #expect(computation.coordinateCount == 8)
  }
}
