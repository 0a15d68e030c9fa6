import Foundation
import Programs
import Testing

/// Words are read by shells as they were.
@Suite struct ShellWordTests {
  private static let words = [
    "net.json", "my net.json", "a'b", "\"$HOME\" `x` \\", "", "-2:3,-1.5:2", "a\nb\tc",
    "\u{1}\u{7F}'\\\u{202E}", "\u{FC}\u{1F600}", "*?[a]!#~&;|<>(){}",
  ]

  @Test func plainWordsStay() {
    for word in ["net.json", "--box=-2:3,-1.5:2", "a/b_c@1+2%3"] {
      #expect(ShellWord.quoted(word) == word && ShellWord.shown(word) == word)
    }
    #expect(ShellWord.shown("a b'c") == ShellWord.quoted("a b'c"))
  }

  @Test(arguments: ["sh", "bash"])
  func shellsReadThem(name: String) async throws {
    guard let shell = SearchPath.program(name) else { return }
    let words = Self.words.map(name == "bash" ? ShellWord.shown : ShellWord.quoted)
    let list = words.joined(separator: " ")
    if name == "bash" {
      #expect(!list.contains { $0.isNewline } && !list.unicodeScalars.contains("\u{202E}"))
    }
    let run = try await ProgramRun(
      of: shell, ["-c", "printf '%s\\0' \(list)"], in: try TemporaryFolder()
    ).result()
    #expect(run.end == .exited(0))
    let read = run.output.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    #expect(read == Self.words + [""])
  }
}
