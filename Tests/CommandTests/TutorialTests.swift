import Foundation
import Oracles
import Programs
import Testing

/// The tutorials: each command that they show does what they show, one after the other.
@Suite struct TutorialTests {
  private static let tutorials = [
    "algebra": 12, "information-theory": 9, "interpretability": 10, "verification": 9,
  ]

  /// All pages are here.
  @Test func pages() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: DocumentTests.root.appending(path: "docs/tutorials").path)
    #expect(Set(names) == Set(Self.tutorials.keys.map { $0 + ".md" }))
  }

  @Test(arguments: tutorials.keys.sorted()) func commands(of tutorial: String) async throws {
    let blocks = try DocumentTests.blocks(of: "docs/tutorials/\(tutorial).md")
    let transcript = Transcript(
      blocks.map { ($0.language, DocumentTests.withoutVersions($0.text)) })
    #expect(transcript.steps.count == Self.tutorials[tutorial])
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "examples"), withDestinationURL: ExampleTests.examples)
    let programs = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: programs.url.appending(path: "reluvar"), withDestinationURL: Command.executable)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for step in transcript.steps {
      if step.command.contains("Singular"), !ExternalProgram.singular.isInstalled { continue }
      let run = ProgramRun(
        of: URL(filePath: "/bin/sh"), ["-c", "exec 2>diagnostics\n" + step.command], in: folder,
        environment: ["PATH": programs.url.path + ":" + path])
      let result = try await Turnstile.programs.pass { try await run.result() }
      #expect(result.end.status == 0, "\(step.command)")
      #expect(step.shows(Self.lines(of: result.output)), "\(step.command)\n\(result.output)")
    }
  }

  /// Lines without the version of FLINT, which may differ.
  private static func lines(of output: String) -> [String] {
    var lines = DocumentTests.withoutVersions(output)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// What stands for any lines does not stand for other lines.
  @Test func omissions() {
    func step(_ shown: String) -> Transcript.Step {
      Transcript([("console", "$ x\n" + shown + "\n")]).steps[0]
    }
    #expect(step("a\n...\nd").shows(["a", "b", "c", "d"]))
    #expect(step("a\n...").shows(["a"]) && step("...\nb\n...").shows(["a", "b", "c"]))
    #expect(!step("a\n...\nd").shows(["a", "b", "d", "c"]) && !step("a\nb").shows(["a"]))
    #expect(!step("...\nb\n...").shows(["a", "c"]) && !step("a\n...\na").shows(["a"]))
    let files = Transcript([("console", "$ cat > f <<'END'\n$ x\nEND\n$ a \\\n  b\nout\n")])
    #expect(files.steps.map(\.command) == ["cat > f <<'END'\n$ x\nEND", "a \\\n  b"])
    #expect(files.steps.map(\.output) == [[], ["out"]])
  }
}
