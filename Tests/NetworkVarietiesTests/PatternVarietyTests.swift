import NetworkVarieties
import Networks
import Specimens
import Testing

@Suite struct PatternVarietyTests {
  private func error(_ widths: [Int], _ patterns: [String]) throws -> PatternVarietyError? {
    let architecture = try Architecture(widths: widths)
    let patterns = try patterns.map { try ActivationPattern(parsing: $0) }
    return #expect(throws: PatternVarietyError.self) {
      try PatternVariety(of: architecture, on: patterns)
    }
  }

  @Test func errors() throws {
    let none = try error([2, 2, 2], [])
    #expect(none == .noBlocks)
    #expect(
      none?.description == "blocks: none given, expected at least one activation pattern")

    let misfit = try error([2, 2, 2], ["10", "1"])
    #expect(misfit == .misfit(.wrongWidth(1, expected: 2, layer: 1, text: "1"), block: 1))
    #expect(
      misfit?.description
        == "block 2: pattern '1': hidden layer 1 has 1 neurons, expected 2")

    let repeated = try error([2, 2, 2], ["10", "01", "10"])
    #expect(
      repeated == .repeated(try ActivationPattern(parsing: "10"), first: 0, second: 2))
    #expect(repeated?.description == "block 3: pattern '10' is that of block 1 already")

    let large = try error([300, 1, 300], ["1"])
    #expect(large == .tooLarge(ambientDimension: 90_000))
    #expect(
      large?.description
        == "the space of block matrices has dimension 90000, expected at most 65536")

    let ones = String(repeating: "1", count: 200)
    let wide = try error([200, 200, 200, 200], [ones + "/" + ones])
    #expect(wide == .jacobianTooLarge(parameters: 80_000, ambientDimension: 40_000))
    #expect(
      wide?.description
        == "80000 live parameters of hidden layers times the smaller of these and the ambient "
        + "dimension 40000, expected a product of at most 268435456")
  }

  @Test func numbers() throws {
    let variety = try RandomNetwork([3, 4, 2], hasBiases: true, "1100", "0110").variety
    #expect(variety.blockCount == 2)
    #expect(variety.ambientDimension == 2 * 2 * 4)
    #expect(variety.ring.variableCount == 16)
    // Neuron 4 is dead: 3 neurons with 3 weights, a bias, 2 weights; 2 biases of the outputs.
    #expect(variety.patternMap.parameterCount == 3 * 6 + 2)
    #expect(variety.liveNetwork.liveHiddenNeuronCount == 3)
    #expect(variety.expectedDimension == 16)
  }

  /// Block by block, each matrix column by column, constants after the matrix of their block.
  @Test func names() throws {
    let plain = try RandomNetwork([2, 2, 2], "10", "01").variety
    #expect(
      plain.ring.variableNames
        == ["m1_11", "m1_21", "m1_12", "m1_22", "m2_11", "m2_21", "m2_12", "m2_22"])
    let biased = try RandomNetwork([1, 2, 2], hasBiases: true, "10", "01").variety
    #expect(
      biased.ring.variableNames
        == ["m1_11", "m1_21", "c1_1", "c1_2", "m2_11", "m2_21", "c2_1", "c2_2"])
    let wide = try RandomNetwork([12, 1, 10], "1").variety
    #expect(wide.ring.variableNames.count == 120)
    #expect(Set(wide.ring.variableNames).count == 120)
    #expect(wide.ring.variableNames[0] == "m1_11")
    #expect(wide.ring.variableNames[9] == "m1_10_1")
    #expect(wide.ring.variableNames[119] == "m1_10_12")
  }

  @Test func coordinatePositions() throws {
    let coordinates = try RandomNetwork([3, 2, 2], hasBiases: true, "10", "01").variety
      .coordinates
    #expect(coordinates.count == 16 && coordinates.extendedColumnCount == 4)
    var seen: Set<Int> = []
    for block in 0..<2 {
      for column in 0..<4 {
        for row in 0..<2 {
          let index = coordinates.index(block: block, row: row, column: column)
          let entry = coordinates.entry(at: index)
          #expect(entry.block == block && entry.row == row)
          #expect(entry.column == (column < 3 ? column : nil))
          seen.insert(index)
        }
      }
    }
    #expect(seen == Set(0..<16))
  }

  /// A network without hidden layers is any affine map.
  @Test func noHiddenLayers() async throws {
    for hasBiases in [false, true] {
      let variety = try RandomNetwork([2, 3], hasBiases: hasBiases, "").variety
      #expect(variety.dimension(seed: 1).value == (hasBiases ? 9 : 6))
      #expect(variety.dimension(seed: 1).isProved)
      #expect(variety.rankConstraints.isEmpty)
      let ideal = try await variety.ideal(upToDegree: 2)
      #expect(ideal.pieces.map(\.dimension) == [0, 0])
    }
  }

  /// Where nothing reaches the output the variety is a point.
  @Test func everythingDead() async throws {
    for network in [
      try RandomNetwork([2, 2, 2], "00"), try RandomNetwork([2, 1, 2, 2], "1/00"),
    ] {
      let variety = try network.variety
      #expect(variety.patternMap.parameterCount == 0)
      #expect(variety.dimension(seed: 1).value == 0 && variety.dimension(seed: 1).isProved)
      let ideal = try await variety.ideal(upToDegree: 2)
      #expect(ideal.pieces.map(\.dimension) == [4, 10])
      #expect(ideal.pieces.map(\.minimalGeneratorCount) == [4, 0])
    }
  }
}
