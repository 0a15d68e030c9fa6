import Foundation
import Testing

/// `--output`: a file that is written whole or not at all.
@Suite struct OutputFileTests {
  private static let arguments = ["dimension"] + Invocations.shallow

  @Test(arguments: Invocations.formats)
  func holdsTheResult(format: String) async throws {
    let command = try Command()
    let arguments = Self.arguments + ["--format", format]
    let printed = try await command.run(arguments)
    let run = try await command.run(arguments + ["--output", "result"])
    #expect(run.isSuccess && run.output.isEmpty && run.diagnostics.isEmpty)
    #expect(try command.folder.text(of: "result") == printed.output)
    #expect(try command.folder.names == ["result"])
  }

  @Test func replacesWhatWasThere() async throws {
    let command = try Command()
    try command.folder.write(String(repeating: "old\n", count: 10_000), to: "result")
    let run = try await command.run(Self.arguments + ["--output", "result"])
    #expect(run.isSuccess)
    let printed = try await command.run(Self.arguments)
    #expect(try command.folder.text(of: "result") == printed.output)
    #expect(try command.folder.names == ["result"])
  }

  private static let failures: [[String]] = [
    ["derive", "missing.yaml"],
    ["derive", "problem.yaml"],
    ["derive", "--widths", "3,4,3", "--pattern", "11"],
    ["derive", "--max-degree", "0"] + Invocations.shallow,
    ["derive", "--method", "weight-spaces", "--generators", "highest-weight"]
      + Invocations.shallow,
    ["derive", "--threads", "0"] + Invocations.shallow,
    ["derive", "--format", "foo"] + Invocations.shallow,
  ]

  @Test(arguments: failures)
  func staysAsItWas(failure: [String]) async throws {
    let command = try Command()
    try command.folder.write("widths: 3", to: "problem.yaml")
    let first = try await command.run(failure + ["--output", "result"])
    #expect(!first.isSuccess && first.output.isEmpty)
    #expect(try command.folder.names == ["problem.yaml"])
    try command.folder.write("old", to: "result")
    let second = try await command.run(failure + ["--output", "result"])
    #expect(second == first)
    #expect(try command.folder.names == ["problem.yaml", "result"])
    #expect(try command.folder.text(of: "result") == "old")
  }

  @Test(arguments: [
    (".", ["folder"]), ("", ["--output"]), ("/", ["folder"]), ("folder", ["folder"]),
    ("missing/result", ["there is no folder"]), ("file/result", ["there is no folder"]),
    (String(repeating: "a", count: 300), ["cannot be written"]),
  ])
  func cannotBeWritten(path: String, words: [String]) async throws {
    let command = try Command()
    try command.folder.write("old", to: "file")
    try FileManager.default.createDirectory(
      atPath: command.folder.path("folder"), withIntermediateDirectories: false)
    let run = try await command.run(Self.arguments + ["--output", path])
    run.expectRefusal(code: 74, saying: ["--output \(path)"] + words)
    #expect(try command.folder.names == ["file", "folder"])
    #expect(try command.folder.text(of: "file") == "old")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/version")))
  func cannotBeWrittenBySystem() async throws {
    for path in ["/proc/x", "/proc/version"] {
      let run = try await Command().run(Self.arguments + ["--output", path])
      run.expectRefusal(code: 74, saying: ["--output \(path)", "cannot be written"])
    }
  }

  @Test(.enabled(if: getuid() != 0, "a superuser may write everywhere"))
  func mayNotBeWritten() async throws {
    let command = try Command()
    let path = try command.folder.write("old", to: "result")
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    let run = try await command.run(Self.arguments + ["--output", "result"])
    run.expectRefusal(code: 74, saying: ["--output result", "cannot be written"])
    #expect(try command.folder.text(of: "result") == "old")
  }
}
