import Certification
import Foundation
import Oracles
import Programs
import Testing

/// The quick part of the papers that are reproduced; `make papers` does the rest.
struct PaperTests {
  private static let papers = ExampleTests.examples.deletingLastPathComponent()
    .appending(path: "papers")

  @Test func quickPart() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.papers.path)
    #expect(!names.isEmpty)
    for name in names {
      let script = Self.papers.appending(path: "\(name)/reproduce")
      let folder = try TemporaryFolder()
      let run = try await Turnstile.programs.pass {
        try await ProgramRun(
          of: script, [folder.path("out"), "quick"], in: folder,
          environment: ["RELUVAR": Command.executable.path], timeLimit: .seconds(500)
        ).result()
      }
      #expect(run.end == .exited(0), "\(run.output)")
      let lines = run.output.split(separator: "\n")
      #expect(lines.count { $0.hasPrefix("agrees") } >= 4, "\(run.output)")
      #expect(!lines.contains { $0.hasPrefix("DIFFERS") })
    }
  }

  /// A result that is not the expected one is noticed.
  @Test func differencesAreNoticed() async throws {
    let folder = try TemporaryFolder()
    let paper = Self.papers.appending(path: "alexandr-montufar-2025-constraining-outputs")
    let copy = folder.url.appending(path: "paper")
    try FileManager.default.copyItem(at: paper, to: copy)
    // A command that answers everything with the same line.
    let fake = try folder.write(
      "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = --output ] && echo wrong > \"$2\"; shift; done\n",
      to: "reluvar")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake)
    let run = try await Turnstile.programs.pass {
      try await ProgramRun(
        of: copy.appending(path: "reproduce"), [folder.path("out"), "quick"], in: folder,
        environment: ["RELUVAR": fake]
      ).result()
    }
    #expect(run.end == .exited(1))
    #expect(run.output.contains("DIFFERS   conjecture-6.1-width-2.csv"))
  }
}
