import ExactAlgebra
import Interchange
import Networks
import Testing

/// Reads a text as a problem file of the name `test.yaml`.
func problem(_ text: String) throws(DataError) -> Problem {
  try Problem(bytes: Array(text.utf8), name: "test.yaml")
}

/// A problem of widths 2,2,2 whose only block has the pattern 11 and further lines, given with
/// their indentation.
func problem(withBlockLines lines: String) throws(DataError) -> Problem {
  try problem("widths: [2, 2, 2]\nblocks:\n  - pattern: \"11\"\n\(lines)")
}

/// Everything a problem says, in a form that can be compared.
struct Content: Equatable {
  let architecture: Architecture
  let blocks: [Block]
  let maps: [[[Rational]]?]
  let outputs: [[[Rational]]?]

  init(_ problem: Problem) {
    architecture = problem.architecture
    blocks = problem.entries.map(\.block)
    maps = problem.entries.map(\.map)
    outputs = problem.entries.map(\.outputs)
  }
}

/// Whether a message can be shown to a user as one line of moderate length.
///
/// Besides the line breaks of Unicode, control characters are excluded: they move the cursor of
/// a terminal.
func isOneLine(_ message: String) -> Bool {
  !message.isEmpty && message.utf8.count < 500
    && message.unicodeScalars.allSatisfy { scalar in
      !Character(scalar).isNewline && scalar.properties.generalCategory != .control
    }
}

/// Checks that a text is refused: one line that names the file, the line where one is given, and
/// says all of the given words.
func expectRefused(
  _ bytes: [UInt8], line: Int? = nil, saying words: [String],
  at location: SourceLocation = #_sourceLocation
) {
  let error = #expect(throws: DataError.self, sourceLocation: location) {
    try Problem(bytes: bytes, name: "test.yaml")
  }
  guard let error else { return }
  let place = line.map { "test.yaml:\($0): " } ?? "test.yaml: "
  #expect(!words.isEmpty && error.file == "test.yaml", sourceLocation: location)
  #expect(
    error.line == line && "\(error)".hasPrefix(place) && isOneLine("\(error)")
      && words.allSatisfy(error.message.contains),
    "'\(error)' should be one line that starts with '\(place)' and says \(words)",
    sourceLocation: location)
}

/// Checks that a text is refused.
func expectRefused(
  _ text: String, line: Int? = nil, saying words: [String],
  at location: SourceLocation = #_sourceLocation
) {
  expectRefused(Array(text.utf8), line: line, saying: words, at: location)
}
