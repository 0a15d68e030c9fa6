import ExactAlgebra
import Interchange
import Networks
import Testing

/// One problem in many spellings; all of them say the same.
@Suite struct SpellingTests {
  private static let block = """
    widths: [2, 3, 2]
    bias: true
    blocks:
      - pattern: "110"
        points: [[1, 0], [2, 1/3], [0.5, -1]]
      - pattern: "011"
        points: [["-1", "5/7"]]

    """

  private static let json = """
    {
      "widths": [2, 3, 2],
      "bias": true,
      "blocks": [
        {"pattern": "110", "points": [[1, 0], [2, "1/3"], [0.5, -1]]},
        {"pattern": "011", "points": [[-1, "5/7"]]}
      ]
    }

    """

  private static let spellings: [(name: String, text: String)] = [
    ("block style", block),
    ("JSON", json),
    ("JSON on one line", json.split(separator: "\n").joined()),
    ("JSON with tabs", json.replacing("  ", with: "\t")),
    ("JSON with line breaks of Windows", json.replacing("\n", with: "\r\n")),
    ("line breaks of Windows", block.replacing("\n", with: "\r\n")),
    ("no line break at the end", String(block.dropLast())),
    ("blank lines at the end", block + "\n\n"),
    ("comments", "# widths first\n" + block.replacing("\n", with: " # a comment\n")),
    ("document markers", "---\n" + block + "...\n"),
    ("version of YAML", "%YAML 1.1\n---\n" + block),
    ("other quotes", block.replacing("\"", with: "'")),
    ("capital truth value", block.replacing("true", with: "True")),
    ("quoted keys", block.replacing("pattern:", with: "'pattern':")),
    (
      "no quotes",
      block.replacing("\"110\"", with: "110").replacing("\"011\"", with: "011")
    ),
    (
      "another order of keys",
      """
      blocks:
      - points: [[1, 0], [2, 1/3], [0.5, -1]]
        pattern: 110
      - {points: [[-1, 5/7]], pattern: 011}
      bias: true
      widths:
      - 2
      - 3
      - 2
      """
    ),
  ]

  @Test(arguments: spellings)
  func saysTheSame(name: String, text: String) throws {
    let content = try Content(problem(text))
    #expect(content.architecture == (try Architecture(widths: [2, 3, 2], hasBiases: true)))
    #expect(content.blocks.map(\.pattern.description) == ["110", "011"])
    let third = Rational(1, 3)
    #expect(content.blocks[0].points == [[1, 0], [2, third], [Rational(1, 2), -1]])
    #expect(content.blocks[1].points == [[-1, Rational(5, 7)]])
    #expect(content.maps == [nil, nil] && content.outputs == [nil, nil])
  }

  /// Editors of Windows put a byte order mark before a text in UTF-8.
  @Test(arguments: [block, json])
  func byteOrderMark(text: String) throws {
    #expect(try Content(problem("\u{FEFF}" + text)) == Content(problem(text)))
  }
}
