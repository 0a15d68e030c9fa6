import ExactAlgebra
import Testing

@testable import Presentation

/// Lines of texts.
@Suite struct TextLayoutTests {
  /// The fast way gives the lines of the other one.
  @Test func filled() {
    var generator = SeededGenerator(seed: 7)
    var lines = 0
    for _ in 0..<2_000 {
      let words = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        let length = [0, 1, 2, 5, 9, 40, 93, 94, 95, 96, 97, 130].randomElement(using: &generator)!
        let letter = ["a", "-", "~", "\u{e9}", "\r\n"][
          min(Int.random(in: 0...90, using: &generator), 4) == 4
            ? Int.random(in: 0...2, using: &generator) : Int.random(in: 0...4, using: &generator)]
        return String(repeating: letter, count: length)
      }
      let text = words.joined(separator: " ")
      for indent in ["", "  "] {
        let wrapped = TextLayout.wrapped(text, indent: indent)
        #expect(TextLayout.filled(text, indent: indent) == wrapped.joined(separator: "\n"))
        lines += wrapped.count
      }
    }
    #expect(lines > 10_000)
    #expect(TextLayout.filled("", indent: "  ") == "  ")
  }

  @Test func width() {
    let text = Array(repeating: "abcdefg", count: 60).joined(separator: " ")
    let lines = TextLayout.filled(text, indent: "  ").split(separator: "\n")
    #expect(lines.count == 6 && lines.allSatisfy { $0.count <= 96 && $0.hasPrefix("  abc") })
  }
}
