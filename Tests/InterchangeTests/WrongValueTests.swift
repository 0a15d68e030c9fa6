import Interchange
import Testing

/// Values of a wrong kind or size.
@Suite struct WrongValueTests {
  @Test(arguments: [
    ("[3]", ["widths", "1 given", "at least two"]),
    ("[]", ["widths", "0 given", "at least two"]),
    ("[3, 0, 3]", ["widths", "entry 2", "0", "positive"]),
    ("[3, 4, -3]", ["widths", "entry 3", "-3", "positive"]),
    ("[100000, 100000]", ["widths", "entry 1", "100000", "at most"]),
    ("[3, 1000000000000000000000000000000]", ["widths", "too large"]),
    ("[3, -1000000000000000000000000000000]", ["widths", "-1000000000000000000000000000000"]),
    ("[3, 1e30]", ["widths", "'1e30'", "not an integer"]),
    ("[3, 1\(String(repeating: "0", count: 20_000))]", ["widths", "..."]),
    ("[4096, 4096, 4096]", ["widths", "parameters", "at most"]),
    ("[\(String(repeating: "1, ", count: 66)) 1]", ["widths", "66 layers", "at most"]),
    ("[3, 2.0]", ["widths", "'2.0'", "not an integer"]),
    ("[3, 1/1]", ["widths", "'1/1'", "not an integer"]),
    ("[3, x]", ["widths", "'x'", "not an integer"]),
    ("[3, ]x", ["expected"]),
    ("[3, '']", ["widths", "not an integer"]),
    ("[3, null]", ["widths", "'null'", "not an integer"]),
    ("[3, true]", ["widths", "'true'", "not an integer"]),
    ("[3, [4]]", ["widths", "expected an integer"]),
    ("[3, {a: 4}]", ["widths", "expected an integer"]),
    ("[3, \"4\\n4\"]", ["widths", "not an integer"]),
    ("[3, \"4\\N4\"]", ["widths", "not an integer"]),
    ("3", ["widths", "expected a list"]),
    ("3,4,3", ["widths", "expected a list"]),
    ("", ["widths", "expected a list"]),
    ("~", ["widths", "expected a list"]),
    ("{a: 3}", ["widths", "expected a list"]),
  ])
  func widths(value: String, words: [String]) {
    expectRefused("bias: false\nwidths: \(value)\nblocks: [{pattern: 1}]", line: 2, saying: words)
  }

  @Test(arguments: [
    ("1", ["bias", "'1'", "true or false"]), ("yes", ["bias", "'yes'", "true or false"]),
    ("on", ["bias", "'on'", "true or false"]), ("", ["bias", "true or false"]),
    ("[true]", ["bias", "expected true or false"]),
    ("{a: true}", ["bias", "expected true or false"]),
    ("\"tr\\nue\"", ["bias", "true or false"]), ("\"tr\\Lue\"", ["bias", "true or false"]),
    ("\"true\\e[1A\"", ["bias", "true or false"]),
  ])
  func bias(value: String, words: [String]) {
    expectRefused(
      "widths: [1, 1, 1]\nbias: \(value)\nblocks: [{pattern: 1}]", line: 2, saying: words)
  }

  @Test(arguments: [
    ("[]", ["blocks", "at least one"]), ("", ["blocks", "expected a list"]),
    ("3", ["blocks", "expected a list"]), ("null", ["blocks", "expected a list"]),
    ("{pattern: 1}", ["blocks", "expected a list"]),
    ("[3]", ["block 1", "mapping", "pattern, points, map, outputs"]),
    ("['1']", ["block 1", "mapping", "pattern, points, map, outputs"]),
    ("[{pattern: 1}, [1]]", ["block 2", "mapping"]),
    ("[{pattern: 1}, ]x", ["expected"]), ("[{pattern: 1}, null]", ["block 2", "mapping"]),
  ])
  func blocks(value: String, words: [String]) {
    expectRefused("widths: [1, 1, 1]\nblocks: \(value)", line: 2, saying: words)
  }

  @Test(arguments: ["[1, 2]", "3", "widths", "'widths: [2, 2, 2]'", "[widths, blocks]", "null"])
  func root(text: String) {
    expectRefused(text, line: 1, saying: ["the problem", "mapping", "widths, bias, blocks"])
  }
}
