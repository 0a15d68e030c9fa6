import Interchange
import Testing

/// Patterns that do not fit the widths 2,2,3,2, whose hidden layers have 2 and 3 neurons.
@Suite struct PatternTests {
  @Test(arguments: [
    ("11/111/11", ["3 hidden layers", "expected 2"]),
    ("11", ["1 hidden layer", "expected 2"]),
    ("11111", ["1 hidden layer", "expected 2"]),
    ("''", ["expected"]),
    ("111/11", ["hidden layer 1", "3 neurons", "expected 2"]),
    ("11/11", ["hidden layer 2", "2 neurons", "expected 3"]),
    ("11/1111", ["hidden layer 2", "4 neurons", "expected 3"]),
    ("11//111", ["hidden layer 2", "empty"]),
    ("/11/111", ["hidden layer 1", "empty"]),
    ("11/111/", ["hidden layer 3", "empty"]),
    ("11/121", ["'2'", "not 0, 1 or /"]),
    ("ab/cde", ["'a'", "not 0, 1 or /"]),
    ("11 111", ["' '", "not 0, 1 or /"]),
    ("11|111", ["'|'", "not 0, 1 or /"]),
    ("\"11/111\\n\"", ["not 0, 1 or /"]),
    ("\"11/111\\r\"", ["not 0, 1 or /"]),
    ("\"11/111\\N\"", ["not 0, 1 or /"]),
    ("\"11/111\\L\\P\"", ["not 0, 1 or /"]),
    ("\"11/111\\e[2J\"", ["not 0, 1 or /"]),
    ("\"11/1\\x9b1\"", ["not 0, 1 or /"]),
    ("\u{FF11}1/111", ["not 0, 1 or /"]),
    ("1\u{301}1/111", ["not 0, 1 or /"]),
    ("[11, 111]", ["pattern", "expected 0 and 1"]),
    ("{a: 11}", ["pattern", "expected 0 and 1"]),
    ("1.1e1", ["'.'", "not 0, 1 or /"]),
    ("true", ["'t'", "not 0, 1 or /"]),
    ("~", ["'~'", "not 0, 1 or /"]),
  ])
  func doesNotFit(pattern: String, words: [String]) {
    expectRefused(
      "widths: [2, 2, 3, 2]\nblocks:\n- pattern: 11/111\n- pattern: \(pattern)", line: 4,
      saying: ["block 2"] + words)
  }

  /// One character may consist of any number of scalars.
  @Test func longCharactersAreShortened() {
    let pattern = "1\u{301}" + String(repeating: "\u{301}", count: 100_000)
    expectRefused(
      "widths: [2, 2, 2]\nblocks:\n- pattern: \(pattern)", line: 3,
      saying: ["block 1", "not 0, 1 or /"])
  }

  @Test func longPatternsAreShortened() {
    let pattern = String(repeating: "10", count: 500_000)
    expectRefused(
      "widths: [2, 2, 2]\nblocks:\n- pattern: \(pattern)", line: 3,
      saying: ["block 1", "1010...", "1000000 neurons", "expected 2"])
  }
}
