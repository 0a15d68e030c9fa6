import Testing

@testable import Drawing

@Suite struct NotationTests {
  /// Pieces as `[text]`, with `/` before what leans and `_` before what is lowered.
  private func marked(_ text: String) -> String {
    Notation(text).runs(size: 1).map { run in
      "[" + (run.isItalic ? "/" : "") + (run.drop > 0 ? "_" : "") + run.text + "]"
    }.joined()
  }

  @Test(arguments: [
    ("x_1", "[/x][_1]"), ("f_12(x)", "[/f][_12][(][/x][)]"), ("value", "[value]"),
    ("", ""), ("_a", "[_][/a]"), ("a_", "[/a][_]"), ("a__b", "[/a][_][_/b]"),
    ("two words", "[two][ ][words]"), ("tab\u{9}end\u{0}", "[tab][ ][end]"),
  ])
  func pieces(text: String, expected: String) {
    // What is lowered is marked after what leans.
    #expect(marked(text) == expected.replacing("_/", with: "/_"))
  }

  @Test(arguments: [("plain", "plain"), ("a\u{0}b", "ab"), ("a\nb", "a b"), ("\u{2029}", " ")])
  func drawableText(text: String, expected: String) {
    #expect(text.drawable == expected)
  }
}
