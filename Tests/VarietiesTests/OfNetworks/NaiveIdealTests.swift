import ExactAlgebra
import Specimens
import Testing
import Varieties

/// The certified kernel against an independent naive method, on random networks.
@Suite struct NaiveIdealTests {
  private static func ambient(_ range: ClosedRange<Int>) -> (RandomNetwork) -> Bool {
    { network in
      guard let variety = try? network.variety else { return false }
      // Most random varieties fill their space; keep those with equations.
      return range.contains(variety.ambientDimension)
        && variety.dimension(seed: 1).value < variety.ambientDimension
    }
  }

  private static let shallow = RandomNetwork.Family(widths: 1...4)
  private static let shallowWithBiases = RandomNetwork.Family(widths: 1...3, biases: [true])
  private static let deep = RandomNetwork.Family(
    hiddenLayers: 2...4, widths: 1...3, activity: 0.7)
  private static let deepWithBiases = RandomNetwork.Family(
    hiddenLayers: 2...3, widths: 1...3, biases: [true], activity: 0.7)

  static let cubics =
    RandomNetwork.sample(14, from: shallow, seed: 81, where: ambient(4...12))
    + RandomNetwork.sample(12, from: shallowWithBiases, seed: 82, where: ambient(4...12))
    + RandomNetwork.sample(14, from: deep, seed: 83, where: ambient(4...12))
    + RandomNetwork.sample(12, from: deepWithBiases, seed: 84, where: ambient(4...12))
    + RandomNetwork.sample(8, from: .withDeadLayers, seed: 85, where: ambient(4...12))
  static let quadrics =
    RandomNetwork.sample(8, from: shallow, seed: 86, where: ambient(13...18))
    + RandomNetwork.sample(8, from: shallowWithBiases, seed: 87, where: ambient(13...18))
    + RandomNetwork.sample(8, from: deep, seed: 88, where: ambient(13...18))
    + RandomNetwork.sample(8, from: deepWithBiases, seed: 89, where: ambient(13...18))

  @Test func sampleSize() {
    #expect(Self.cubics.count == 60 && Self.quadrics.count == 32)
    let all = Self.cubics + Self.quadrics
    for blocks in 1...4 {
      #expect(all.filter { $0.patterns.count == blocks }.count > 5, "\(blocks) blocks")
    }
  }

  private func compare(_ network: RandomNetwork, upToDegree degree: Int) async throws {
    let variety = try network.variety
    let naive = try NaiveIdeal(of: network, upToDegree: degree)
    let ideal = try await variety.ideal(upToDegree: degree)
    #expect(ideal.pieces.map(\.dimension) == naive.dimensions.map { Integer($0) })
    #expect(
      ideal.pieces.map(\.minimalGeneratorCount)
        == naive.minimalGeneratorCounts.map { Integer($0) })
    #expect(ideal.status.isProved)
    #expect(naive.dimensions.count == degree)
    let map = variety.patternMap.polynomialMap(into: variety.ring)
    for generator in ideal.generators {
      #expect(map.pullback(of: generator.polynomial).isZero)
    }
  }

  @Test(arguments: cubics)
  func upToDegreeThree(_ network: RandomNetwork) async throws {
    try await compare(network, upToDegree: 3)
  }

  @Test(arguments: quadrics)
  func upToDegreeTwo(_ network: RandomNetwork) async throws {
    try await compare(network, upToDegree: 2)
  }

  /// Some of the equations are found at all.
  @Test func equationsOccur() async throws {
    var degrees: Set<Int> = []
    for network in Self.cubics {
      let ideal = try await network.variety.ideal(upToDegree: 3)
      degrees.formUnion(ideal.generators.map(\.degree))
    }
    #expect(degrees == [1, 2, 3])
  }
}
