import ExactAlgebra
import NetworkVarieties
import Specimens
import Testing
import Varieties

/// The rank that is put together from parts against the elimination of the whole matrix.
@Suite struct JacobianRankTests {
  static let field = PatternVariety.rankField

  static let networks =
    RandomNetwork.sample(60, from: .init(widths: 1...7), seed: 81)
    + RandomNetwork.sample(60, from: .init(widths: 1...7, biases: [true]), seed: 82)
    + RandomNetwork.sample(
      60, from: .init(hiddenLayers: 2...4, widths: 1...6, activity: 0.7), seed: 83)
    + RandomNetwork.sample(
      60, from: .init(hiddenLayers: 2...4, widths: 1...6, biases: [true], activity: 0.7), seed: 84)
    + RandomNetwork.sample(60, from: .withDeadLayers, seed: 85)
    // More blocks than neurons, and many neurons with one signature.
    + RandomNetwork.sample(
      40, from: .init(hiddenLayers: 1...2, widths: 2...4, blocks: 6...9, biases: [false, true]),
      seed: 86)
    + RandomNetwork.sample(
      40,
      from: .init(
        hiddenLayers: 1...3, widths: 3...8, blocks: 1...2, biases: [false, true], activity: 0.9),
      seed: 87)

  private func denseRank(_ map: PatternMap, seed: UInt64) -> Int {
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let values = Self.field.randomElements(map.parameterCount, using: &generator)
    return map.jacobian(at: values, over: Self.field).rank
  }

  @Test func sampleSize() {
    #expect(Self.networks.count == 380)
    #expect(Self.networks.filter { $0.patterns.count > 4 }.count > 30)
  }

  @Test(arguments: networks)
  func sameRankAsTheWholeMatrix(of network: RandomNetwork) throws {
    let map = try network.variety.patternMap
    for seed in 1...2 as ClosedRange<UInt64> {
      #expect(
        map.jacobianRank(seed: seed, over: Self.field).rank == denseRank(map, seed: seed))
    }
  }
}
