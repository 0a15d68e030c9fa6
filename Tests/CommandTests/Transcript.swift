import Foundation

/// What somebody typed at a shell and saw, as a document shows it: the blocks marked `console`.
///
/// A command begins with `$ `. It goes on behind a backslash, and up to the end of a here-document. What
/// follows is its output, in which a line `...` stands for any lines.
struct Transcript {
  struct Step {
    let command: String
    let output: [String]
  }

  private(set) var steps: [Step] = []

  init(_ blocks: [(language: String, text: String)]) {
    for block in blocks where block.language == "console" {
      var lines = block.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      if lines.last == "" { lines.removeLast() }
      while let first = lines.popFirst() {
        var command = [first.dropFirst(2)]
        while command.last?.hasSuffix("\\") == true, let next = lines.popFirst() {
          command.append(next)
        }
        if let end = first.firstMatch(of: /<<'(\w+)'/)?.1 {
          while command.last != end, let next = lines.popFirst() { command.append(next) }
        }
        let output = lines.prefix { !$0.hasPrefix("$ ") }
        lines = lines.dropFirst(output.count)
        steps.append(
          Step(
            command: command.joined(separator: "\n"), output: output.map(String.init)))
      }
    }
  }
}

extension Transcript.Step {
  /// Whether lines are what is shown.
  func shows(_ lines: [String]) -> Bool {
    let parts = output.split(separator: "...", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return output == lines }
    guard lines.starts(with: parts[0]) else { return false }
    var rest = lines.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      while !rest.starts(with: part) {
        if rest.isEmpty { return false }
        rest.removeFirst()
      }
      rest = rest.dropFirst(part.count)
    }
    let last = parts[parts.count - 1]
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}
