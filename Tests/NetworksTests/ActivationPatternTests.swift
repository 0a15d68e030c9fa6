import Networks
import Testing

@Suite struct ActivationPatternTests {
  @Test(arguments: ["111/11/011", "0", "1/0/1", ""])
  func parsingAndDescription(text: String) throws {
    let pattern = try ActivationPattern(parsing: text)
    #expect(pattern.description == text)
    #expect(pattern == ActivationPattern(pattern.layers))
  }

  @Test func activity() throws {
    let pattern = try ActivationPattern(parsing: "101/01")
    #expect(pattern.layers == [[true, false, true], [false, true]])
    #expect(pattern.isActive(neuron: 2, inLayer: 1))
    #expect(!pattern.isActive(neuron: 0, inLayer: 2))
    #expect(try ActivationPattern(parsing: "").layers.isEmpty)
  }

  @Test func order() throws {
    let texts = ["00/11", "01/00", "01/01", "10/00", "11/00"]
    let patterns = try texts.map { try ActivationPattern(parsing: $0) }
    #expect(patterns.reversed().sorted().map(\.description) == texts)
  }

  static let wrong: [(text: String, error: ActivationPatternError, message: String)] = [
    (
      "10a1", .notZeroOrOne("a", text: "10a1"),
      "pattern '10a1': 'a' is not 0, 1 or / "
        + "(expected 0/1 for each neuron, / between hidden layers)"
    ),
    (
      "1 0", .notZeroOrOne(" ", text: "1 0"),
      "pattern '1 0': ' ' is not 0, 1 or / "
        + "(expected 0/1 for each neuron, / between hidden layers)"
    ),
    (
      "10//1", .emptyLayer(number: 2, text: "10//1"),
      "pattern '10//1': hidden layer 2 is empty, expected 0/1 for each neuron"
    ),
    (
      "/", .emptyLayer(number: 1, text: "/"),
      "pattern '/': hidden layer 1 is empty, expected 0/1 for each neuron"
    ),
    (
      "10/", .emptyLayer(number: 2, text: "10/"),
      "pattern '10/': hidden layer 2 is empty, expected 0/1 for each neuron"
    ),
  ]

  @Test func parsingErrors() {
    #expect(Self.wrong.count == 5)
    for (text, expected, message) in Self.wrong {
      let error = #expect(throws: ActivationPatternError.self) {
        try ActivationPattern(parsing: text)
      }
      #expect(error == expected)
      #expect(error?.description == message)
    }
  }

  private static let strange = [
    "1\n0", "1\r\n0", "1\u{7}0", "\u{1B}[31m1", "1\u{2028}0", "\u{85}", "1\u{0}",
    String(repeating: "1", count: 10_000) + "x", String(repeating: "\n", count: 100),
  ]

  /// Whatever the text holds, the message is one line of bounded length.
  @Test func messagesAreOneLine() throws {
    #expect(Self.strange.count == 9)
    for text in Self.strange {
      let error = #expect(throws: ActivationPatternError.self) {
        try ActivationPattern(parsing: text)
      }
      let message = try #require(error?.description)
      #expect(!message.contains { $0.isNewline })
      #expect(message.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
      #expect(message.count < 600)
    }
  }

  @Test func longTextsAreShortened() {
    let text = String(repeating: "1", count: 41) + "x"
    let error = #expect(throws: ActivationPatternError.self) {
      try ActivationPattern(parsing: text)
    }
    let start = "pattern '" + String(repeating: "1", count: 40) + "...': 'x'"
    #expect(error?.description.hasPrefix(start) == true)
  }

  typealias Misfit = (
    widths: [Int], text: String, error: ActivationPatternError, message: String
  )

  static let misfits: [Misfit] = [
    (
      [2, 2, 2], "10/1", .wrongLayerCount(2, expected: 1, text: "10/1"),
      "pattern '10/1': 2 hidden layers, expected 1"
    ),
    (
      [2, 2], "1", .wrongLayerCount(1, expected: 0, text: "1"),
      "pattern '1': 1 hidden layers, expected 0"
    ),
    (
      [2, 3, 2], "", .wrongLayerCount(0, expected: 1, text: ""),
      "pattern '': 0 hidden layers, expected 1"
    ),
    (
      [2, 3, 4, 2], "110/111", .wrongWidth(3, expected: 4, layer: 2, text: "110/111"),
      "pattern '110/111': hidden layer 2 has 3 neurons, expected 4"
    ),
    (
      [2, 3, 4, 2], "11/11", .wrongWidth(2, expected: 3, layer: 1, text: "11/11"),
      "pattern '11/11': hidden layer 1 has 2 neurons, expected 3"
    ),
  ]

  @Test func misfitsAreNamed() throws {
    #expect(Self.misfits.count == 5)
    for (widths, text, expected, message) in Self.misfits {
      let architecture = try Architecture(widths: widths)
      let pattern = try ActivationPattern(parsing: text)
      let error = #expect(throws: ActivationPatternError.self) {
        try pattern.validate(for: architecture)
      }
      #expect(error == expected)
      #expect(error?.description == message)
    }
    try ActivationPattern(parsing: "110/1011").validate(
      for: Architecture(widths: [2, 3, 4, 2]))
    try ActivationPattern(parsing: "").validate(for: Architecture(widths: [2, 2]))
  }
}
