import Networks
import Testing

@Suite struct ArchitectureTests {
  @Test func counts() throws {
    let plain = try Architecture(widths: [3, 4, 5, 2])
    #expect(plain.inputCount == 3 && plain.outputCount == 2 && plain.layerCount == 3)
    #expect(Array(plain.hiddenWidths) == [4, 5])
    #expect(plain.parameterCount == 12 + 20 + 10)
    let biased = try Architecture(widths: [3, 4, 5, 2], hasBiases: true)
    #expect(biased.parameterCount == 42 + 4 + 5 + 2)
    #expect(plain != biased && !plain.hasBiases)
    let linear = try Architecture(widths: [2, 3], hasBiases: true)
    #expect(
      linear.hiddenWidths.isEmpty && linear.layerCount == 1 && linear.parameterCount == 9)
  }

  static let wrong: [(widths: [Int], error: ArchitectureError, message: String)] = [
    ([], .tooFewWidths(0), "widths: 0 given, expected at least two (inputs and outputs)"),
    ([3], .tooFewWidths(1), "widths: 1 given, expected at least two (inputs and outputs)"),
    (
      [3, 0, 2], .widthNotPositive(0, layer: 1),
      "widths: entry 2 is 0, expected a positive number"
    ),
    (
      [-4, 2], .widthNotPositive(-4, layer: 0),
      "widths: entry 1 is -4, expected a positive number"
    ),
    (
      [2, 4_097], .widthTooLarge(4_097, layer: 1),
      "widths: entry 2 is 4097, expected at most 4096"
    ),
    (
      [Int](repeating: 1, count: 66), .tooDeep(65), "widths: 65 layers, expected at most 64"
    ),
    (
      [1_024, 1_024, 1], .tooManyParameters(1_049_600),
      "widths: 1049600 parameters, expected at most 1048576"
    ),
    (
      [.max, .max], .widthTooLarge(.max, layer: 0),
      "widths: entry 1 is \(Int.max), expected at most 4096"
    ),
  ]

  @Test func errors() {
    #expect(Self.wrong.count == 8)
    for (widths, expected, message) in Self.wrong {
      let error = #expect(throws: ArchitectureError.self) { try Architecture(widths: widths) }
      #expect(error == expected)
      #expect(error?.description == message)
      #expect(!message.contains { $0.isNewline })
    }
  }

  @Test func limitsAreAccepted() throws {
    #expect(try Architecture(widths: [4_096, 256]).parameterCount == 1 << 20)
    #expect(try Architecture(widths: [Int](repeating: 1, count: 65)).layerCount == 64)
    // Biases count.
    #expect(throws: ArchitectureError.tooManyParameters((1 << 20) + 256)) {
      try Architecture(widths: [4_096, 256], hasBiases: true)
    }
  }
}
