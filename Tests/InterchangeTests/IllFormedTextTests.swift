import Interchange
import Testing

/// Files that are no problems whatever they contain.
@Suite struct IllFormedTextTests {
  @Test(arguments: ["", " ", "\n", "\r\n\n", "# a comment", "# one\n\n# two\n", "\u{FEFF}"])
  func empty(text: String) {
    expectRefused(text, saying: ["empty", "expected a problem"])
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x61, 0x3A, 0xE2, 0x80],
      [0x77, 0x00, 0x69, 0x00], [0x00], Array("widths: [2, 2]\0".utf8),
      [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00],
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0x1F, 0x8B, 0x08, 0x00],
      Array(0...255),
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    expectRefused(bytes, saying: ["UTF-8", "expected YAML or JSON"])
  }

  @Test(arguments: [true, false], [true, false])
  func notUTF16(isBigEndian: Bool, hasMark: Bool) {
    let text = (hasMark ? "\u{FEFF}" : "") + "widths: [2, 2]\n"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let halves = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? halves : halves.reversed()
    }
    expectRefused(bytes, saying: ["UTF-8"])
  }

  @Test(arguments: [
    ("widths: [2, 2\nblocks: []\n", 2, "','"), ("widths: [2, 2]]\n", 1, "expected"),
    ("{\"widths\": [2, 2]", 2, "'}'"), ("{\"widths\": [2, 2]}}", 1, "expected"),
    ("\"widths\n", 2, "end of stream"), ("widths: [2, 2]\n bias: true\n", 2, "key"),
    ("widths: [2, 2]\nblocks:\n\t- pattern: 1\n", 3, "character"),
    ("widths: @\n", 1, "character"), ("widths: `a`\n", 1, "character"),
    ("widths: \"\\q\"\n", 1, "escape"), ("widths: %a\n", 1, "character"),
    ("%YAML 9.9\n---\na: 1\n", 1, "incompatible"), ("!a!b {}\n", 1, "tag"),
    ("a: 1\n---\nb: 2\n", 2, "document"),
    ("a: b: c\n", 1, "mapping"), ("a: \u{7}\n", 1, "control"),
    ("a: 1\nb: \u{FFFE}\n", 2, "control"),
  ])
  func illFormed(text: String, line: Int, word: String) {
    expectRefused(text, line: line, saying: ["not well-formed YAML or JSON", word])
  }

  @Test(arguments: [
    ("widths: &a [2, 2]\nblocks: []\n", 1), ("bias: true\nwidths: [&b 2, 2]\n", 2),
    ("a: 1\n&c b: 2\n", 2), ("&all\nwidths: [2, 2]\n", 1), ("{\"a\":&d\n1}", 1),
    ("a: &a [1]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", 1),
  ])
  func anchor(text: String, line: Int) {
    expectRefused(text, line: line, saying: ["anchors", "not supported"])
  }

  @Test func alias() {
    expectRefused("widths: [2, 2]\nblocks: *a\n", line: 2, saying: ["alias"])
  }

  @Test(arguments: ["[", "{", "{a: ", "- ", "? ", "[{a: ", "- - a: "])
  func deeplyNested(start: String) {
    for depth in [70, 500, 100_000] {
      let text = String(repeating: start, count: depth)
      let error = #expect(throws: DataError.self) { try problem(text) }
      #expect(isOneLine("\(error!)"), "\(error!)")
    }
  }

  /// Well-formed and nested up to, or beyond, what is read.
  @Test(arguments: [66, 200, 900])
  func closedBrackets(depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    expectRefused(text, saying: ["nested deeper than 64"])
  }

  @Test(arguments: [
    "a", "\"a\"", "'\n'", "a ", "# ", "[a, ", "a: ", "? a\n", "- a\n", "\t", "{a: b, ", "\\", "%",
    "!", "!!a ", "|\n ", ">\n\n", "\"\\n", "\u{20AC}",
  ])
  func longAndMeaningless(part: String) {
    let text = String(repeating: part, count: 20_000)
    let error = #expect(throws: DataError.self) { try problem(text) }
    #expect(isOneLine("\(error!)"), "\(error!)")
  }
}
