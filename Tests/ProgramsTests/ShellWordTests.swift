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
      #expect(ShellWord.quoted(word) == word)
    }
  }

  @Test func bashReadsThem() async throws {
    guard let bash = SearchPath.program("bash") else { return }
    let folder = try TemporaryFolder()
    let list = Self.words.map(ShellWord.quoted).joined(separator: " ")
    #expect(!list.contains { $0.isNewline } && !list.unicodeScalars.contains("\u{202E}"))
    let run = try await ProgramRun(
      of: bash, ["-c", "LC_ALL=C.UTF-8; printf '%s\\0' \(list)"], in: folder
    ).result()
    #expect(run.end == .exited(0))
    let read = run.output.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    #expect(read == Self.words + [""])
  }
}
