import Specimens
import Testing
import Varieties

@testable import NetworkVarieties

/// The codimension by rank constraints of first and last hidden layer, row by row and column by
/// column.
@Suite struct LayerConormalTests {
  static let field = PatternVariety.rankField

  static let networks =
    RandomNetwork.sample(100, from: .init(widths: 2...6), seed: 91)
    + RandomNetwork.sample(
      200, from: .init(hiddenLayers: 2...3, widths: 3...6, blocks: 2...4), seed: 92)
    + RandomNetwork.sample(50, from: .withDeadLayers, seed: 93)

  @Test func neverAboveTheCodimension() throws {
    #expect(Self.networks.count == 350)
    var reached = 0
    for network in Self.networks {
      let variety = try network.variety
      let codimension = variety.ambientDimension - variety.dimension(seed: 1).value
      for limit in [codimension, codimension + 3] {
        let rank = variety.layerConormalRank(
          upTo: limit, seed: 2, over: Self.field, checking: {})
        #expect(rank <= codimension, "\(network)")
        if codimension > 0, limit == codimension, rank == limit { reached += 1 }
      }
    }
    #expect(reached >= 40)
  }

  /// Three hidden layers of sixteen neurons in four blocks, where parameters minus symmetries do
  /// not reach the rank.
  @Test func provedAtOnce() throws {
    let variety = try RandomNetwork(
      [16, 16, 16, 16, 16],
      "1011010111100100/1010010110100110/0100001000111000",
      "1001011111000010/1100111100101101/1101010101001001",
      "1110111100000111/1110100100111100/1001001101001000",
      "1110001100111111/1010000010101100/0100010110100000"
    ).variety
    let dimension = variety.dimension(seed: 1)
    #expect(dimension == .proved(515, by: .rankConstraints, dimension.evidence))
    #expect(
      variety.layerConormalRank(
        upTo: 1024 - 515, seed: 1, over: Self.field, checking: {}) == 1024 - 515)
  }
}
