import Interchange
import Testing

/// Keys that are missing, unknown, repeated or no words at all.
@Suite struct KeyTests {
  @Test(arguments: [
    ("blocks: [{pattern: 11}]", 1, ["'widths'", "missing"]),
    ("bias: true", 1, ["'widths'", "missing"]),
    ("{}", 1, ["'widths'", "missing"]),
    ("widths: [2, 2, 2]", 1, ["'blocks'", "missing"]),
    ("# a comment\n\nwidths: [2, 2, 2]", 3, ["'blocks'", "missing"]),
    ("widths: [2, 2, 2]\nblocks:\n- {}", 3, ["block 1", "'pattern'", "missing"]),
    (
      "widths: [2, 2, 2]\nblocks:\n- pattern: 11\n- points: [[1, 2]]", 4,
      ["block 2", "'pattern'", "missing"]
    ),
  ])
  func missing(text: String, line: Int, words: [String]) {
    expectRefused(text, line: line, saying: words)
  }

  @Test(
    arguments: [
      ("widhts", "widths"), ("Widths", "widths"), ("width", "widths"), ("WIDTHS", nil),
      ("biases", "bias"), ("biass", "bias"), ("block", "blocks"), ("bloks", "blocks"),
      ("layers", nil), ("x", nil), ("", nil), ("<<", nil), ("\u{1F600}", nil),
    ] as [(String, String?)])
  func unknown(key: String, nearest: String?) {
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "unknown"
    expectRefused(
      "widths: [2, 2, 2]\n\"\(key)\": 3\nblocks: [{pattern: 11}]", line: 2,
      saying: ["unknown key '\(key)'", "the problem", hint, "(known: widths, bias, blocks)"])
  }

  @Test(
    arguments: [
      ("patern", "pattern"), ("patterns", "pattern"), ("point", "points"), ("mpa", nil),
      ("output", "outputs"), ("maps", "map"), ("weights", nil),
    ] as [(String, String?)])
  func unknownInBlock(key: String, nearest: String?) {
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "unknown"
    expectRefused(
      "widths: [2, 2, 2]\nblocks:\n- pattern: 11\n- \(key): 3", line: 4,
      saying: [
        "unknown key '\(key)'", "block 2", hint, "(known: pattern, points, map, outputs)",
      ])
  }

  @Test func longUnknownKeysAreShortened() {
    let key = String(repeating: "widths", count: 10_000)
    expectRefused("? \(key)\n: 3", line: 1, saying: ["unknown key 'widthswidths", "...'"])
  }

  @Test(arguments: [
    #"wi\ndths"#, #"wi\rdths"#, #"wi\Ldths"#, #"wi\Pdths"#, #"wi\Ndths"#, #"wi\edths"#,
  ])
  func unknownKeysStayOnOneLine(key: String) {
    expectRefused("\"\(key)\": 3", line: 1, saying: ["unknown key 'wi", "did you mean 'widths'?"])
  }

  @Test(arguments: ["? [widths]\n: 3", "? {widths: 1}\n: 3", "[widths]: 3"])
  func keysAreWords(text: String) {
    expectRefused(text, line: 1, saying: ["key", "not a word"])
  }

  /// The line is that of the first of the equal keys.
  @Test(arguments: [
    ("widths: [2, 2, 2]\nwidths: [3, 3, 3]\nblocks: []", 1, "widths"),
    ("widths: [2, 2, 2]\nbias: true\n'widths': [3, 3, 3]\nblocks: []", 1, "widths"),
    ("widths: [2, 2, 2]\nblocks:\n- pattern: 11\n  pattern: 10", 3, "pattern"),
    ("{\"widths\": [2, 2, 2],\n\"widths\": 1}", 1, "widths"),
  ])
  func repeated(text: String, line: Int, key: String) {
    expectRefused(text, line: line, saying: ["key '\(key)'", "twice"])
  }
}
