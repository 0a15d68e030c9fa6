import ExactAlgebra
import NetworkVarieties
import Specimens
import Testing
import Varieties

/// The rank constraints of small networks, one by one.
///
/// Source of the four families for two blocks: Alexandr and Montufar, *Constraining the
/// outputs of ReLU neural networks*, 2025, section 6.
@Suite struct RankConstraintTests {
  /// A constraint in few words: `[1 0 | 0 1] <= 3`, rows divided by semicolons, and after a
  /// colon the constants.
  private func text(_ constraint: RankConstraint) -> String {
    let row = { (combinations: [BlockCombination]) in
      combinations.map { $0.coefficients.map(\.description).joined(separator: " ") }
        .joined(separator: " | ")
    }
    guard let expression = constraint.expression else { return "" }
    let rows = zip(expression.entries, expression.constants).map { entries, constants in
      row(entries) + (constants.isEmpty ? "" : " : " + row(constants))
    }
    return "[" + rows.joined(separator: "; ") + "] <= \(constraint.condition.rankAtMost)"
  }

  private func texts(_ network: RandomNetwork) throws -> Set<String> {
    let constraints = try network.variety.rankConstraints
    let texts = Set(constraints.map(text))
    #expect(texts.count == constraints.count)
    return texts
  }

  @Test func twoBlocksWithFourInputs() throws {
    let network = try RandomNetwork([4, 3, 3], "101", "011")
    #expect(
      try texts(network) == ["[1 0] <= 2", "[0 1] <= 2", "[1 -1] <= 2", "[1 0; 0 1] <= 3"])
    // 12 cubic and 15 quartic minors, 6 of the quartics new: the golden numbers.
    let minors = try network.variety.rankConstraints.map { $0.condition.minorCount }
    #expect(minors.sorted() == [4, 4, 4, 15])
  }

  @Test func twoBlocksOfSquareMatrices() throws {
    // Side by side and stacked matrices have rank 3 by their sizes.
    let network = try RandomNetwork([3, 3, 3], "101", "011")
    #expect(try texts(network) == ["[1 0] <= 2", "[0 1] <= 2", "[1 -1] <= 2"])
  }

  @Test func disjointBlocks() throws {
    let network = try RandomNetwork([3, 3, 3], "110", "001")
    #expect(try texts(network) == ["[1 0] <= 2", "[0 1] <= 1"])
    let wide = try RandomNetwork([4, 3, 4], "110", "001")
    #expect(
      try texts(wide) == ["[1 0] <= 2", "[0 1] <= 1", "[1 0 | 0 1] <= 3", "[1 0; 0 1] <= 3"])
  }

  /// Example 37: all differences of two blocks have rank at most 2.
  @Test func threeBlocks() throws {
    let network = try RandomNetwork([3, 4, 3], "1100", "1010", "1001")
    #expect(
      try texts(network) == [
        "[1 0 0] <= 2", "[0 1 0] <= 2", "[0 0 1] <= 2",
        "[1 -1 0] <= 2", "[1 0 -1] <= 2", "[0 1 -1] <= 2",
      ])
  }

  @Test func fiveInputs() throws {
    // Each block has rank 3 = n_2 anyway.
    let network = try RandomNetwork([5, 4, 3], "1011", "0111")
    #expect(try texts(network) == ["[1 -1] <= 2", "[1 0; 0 1] <= 4"])
  }

  /// A combination other than a difference: neurons 1 and 2 cancel in `M_1 + M_2 - M_3`.
  @Test func longerCombination() throws {
    let network = try RandomNetwork([3, 4, 3], "1001", "0101", "1101")
    #expect(try texts(network).contains("[1 1 -1] <= 1"))
  }

  /// Four blocks in a square: in two of them each layer is the same.
  @Test func deepProduct() throws {
    let network = try RandomNetwork(
      [4, 4, 4, 4], "1110/1110", "1110/0111", "0111/1110", "0111/0111")
    let found = try texts(network)
    #expect(found.contains("[1 0 0 0] <= 3"))
    #expect(found.contains("[1 -1 0 0] <= 2") && found.contains("[0 0 1 -1] <= 2"))
    #expect(found.contains("[1 0 -1 0] <= 2") && found.contains("[0 1 0 -1] <= 2"))
    // They bound M_1 - M_2 - M_3 + M_4 = W_3 (D_2 - D'_2) W_2 (D_1 - D'_1) W_1 as well.
    #expect(found.contains("[1 -1 0 0 | 0 0 1 -1] <= 2"))
    #expect(found.contains("[1 0 -1 0; 0 1 0 -1] <= 2"))
    #expect(found.contains("[1 0 0 0; 0 1 0 0] <= 3"))
  }

  /// Example 31: blocks that differ in the first layer only.
  @Test func bottleneck() throws {
    let network = try RandomNetwork([3, 3, 2, 3, 3], "111/11/111", "011/11/111")
    #expect(
      try texts(network) == [
        "[1 0] <= 2", "[0 1] <= 2", "[1 -1] <= 1", "[1 0 | 0 1] <= 2",
      ])
  }

  /// With biases `b_2` cancels in the difference.
  @Test func augmentedDifference() throws {
    let network = try RandomNetwork([3, 3, 3], hasBiases: true, "101", "011")
    #expect(
      try texts(network)
        == ["[1 0] <= 2", "[0 1] <= 2", "[1 -1] <= 2", "[1 -1 : 1 -1] <= 2"])
    let wide = try RandomNetwork([3, 3, 4], hasBiases: true, "101", "011")
    #expect(try texts(wide).contains("[1 0 | 0 1 : 1 -1] <= 3"))
    let deep = try RandomNetwork([3, 2, 2, 3], hasBiases: true, "11/10", "11/01")
    #expect(try texts(deep).contains("[1 -1 : 1 -1] <= 2"))
  }

  /// Stacked blocks that go on alike: the constant of their layer cancels in the difference.
  @Test func augmentedStack() throws {
    let network = try RandomNetwork([4, 2, 3, 3], hasBiases: true, "11/110", "11/011")
    // The constants of the common layer make the rank of each block with constants 3.
    let found = try texts(network)
    #expect(found.contains("[1 0; 0 1] <= 2"))
    #expect(found.contains("[1 -1 : 1 -1] <= 2"))
  }

  @Test func sources() throws {
    let variety = try RandomNetwork([4, 3, 3], "101", "011").variety
    let sources = Dictionary(
      uniqueKeysWithValues: variety.rankConstraints.map { (text($0), $0.source) })
    #expect(
      sources == [
        "[1 0] <= 2": .block(layer: 1), "[0 1] <= 2": .block(layer: 1),
        "[1 -1] <= 2": .combination(layer: 1), "[1 0; 0 1] <= 3": .stacked(layer: 1),
      ])
    #expect(variety.rankConstraints.allSatisfy { $0.source.layer == 1 })
    let deep = try RandomNetwork([3, 3, 2, 3, 3], "111/11/111", "011/11/111").variety
    let layers = Dictionary(
      uniqueKeysWithValues: deep.rankConstraints.map { (text($0), $0.source.layer) })
    #expect(layers["[1 0] <= 2"] == 2 && layers["[1 -1] <= 1"] == 1)
  }

  /// The rows and columns of the condition are those of the expression.
  @Test func conditionEntries() throws {
    let variety = try RandomNetwork([2, 3, 2], hasBiases: true, "101", "011").variety
    let combination = BlockCombination([1, -2])
    let constraint = try #require(
      variety.rankConstraint(on: [[combination], [.block(1, of: 2)]]))
    let c = variety.coordinates
    #expect(constraint.condition.rowCount == 4 && constraint.condition.columnCount == 2)
    #expect(
      constraint.condition.entries[1][0] == [
        c.index(block: 0, row: 1, column: 0): 1, c.index(block: 1, row: 1, column: 0): -2,
      ])
    #expect(constraint.condition.entries[2][1] == [c.index(block: 1, row: 0, column: 1): 1])
    #expect(combination.support == [0, 1] && BlockCombination.block(1, of: 2).support == [1])
  }
}
