import Foundation
import Testing

/// Every verb in every format.
@Suite struct VerbTests {
  @Test(arguments: Invocations.verbs, Invocations.formats)
  func succeeds(verb: String, format: String) async throws {
    let command = try Command()
    for problem in [Invocations.shallow, Invocations.biased, Invocations.deep] {
      let run = try await command.run([verb] + problem + ["--format", format, "--quiet"])
      #expect(run.isSuccess)
      #expect(run.diagnostics.isEmpty)
      #expect(run.output.hasSuffix("\n") && run.output.count > 100)
      if format == "json" {
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect((object as? [String: Any])?["variety"] as? String == "pattern")
      }
    }
    #expect(try command.folder.names.isEmpty)
  }

  @Test func resultIsText() async throws {
    let run = try await Command().run(["derive"] + Invocations.shallow)
    #expect(run.isSuccess)
    #expect(run.output.hasPrefix("Pattern variety of 3,4,3 on 1100, 1010, 1001\n"))
    #expect(run.output.contains("20 of 27 (proved") && run.output.contains("g6, degree 3, from "))
    // Progress is no part of the result.
    #expect(!run.output.contains("weights"))
    #expect(run.diagnosticLines.count == 3)
    #expect(run.diagnosticLines.allSatisfy { $0.hasPrefix("degree ") })
    // Not a terminal: nothing that moves a cursor.
    #expect(!run.diagnostics.contains("\r") && !run.diagnostics.contains("\u{1B}"))
  }

  @Test(arguments: ["all", "highest-weight", "none"])
  func generators(selection: String) async throws {
    let run = try await Command().run(
      ["derive", "--quiet", "--format", "json", "--generators", selection] + Invocations.shallow)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let generators = try #require((object as? [String: Any])?["generators"] as? [Any])
    #expect(generators.count == (selection == "none" ? 0 : 6))
  }

  @Test func seedIsRecorded() async throws {
    let command = try Command()
    let arguments = ["dimension", "--quiet"] + Invocations.shallow
    #expect(
      try await command.run(arguments + ["--seed", "18446744073709551615"])
        .output.contains("seed 18446744073709551615"))
    let first = try await command.run(arguments)
    #expect(first.output.contains("seed 1\n"))
    #expect(try await command.run(arguments + ["--seed", "1"]) == first)
  }

  @Test func timeIsShownOnlyOnRequest() async throws {
    let command = try Command()
    let plain = try await command.run(["derive"] + Invocations.shallow)
    let timed = try await command.run(["derive", "--timings"] + Invocations.shallow)
    #expect(timed.isSuccess && !plain.output.contains("Time "))
    let lines = timed.output.split(separator: "\n")
    #expect(lines.contains { $0.wholeMatch(of: /Time [0-9]+\.[0-9]{3} s/) != nil })
    #expect(lines.filter { !$0.hasPrefix("Time ") } == plain.output.split(separator: "\n"))
  }

  @Test func fragmentIsForLaTeX() async throws {
    let arguments = ["constraints", "--fragment", "--format", "latex"] + Invocations.shallow
    let run = try await Command().run(arguments)
    #expect(run.isSuccess && run.output.contains("\\section*"))
    #expect(!run.output.contains("\\documentclass"))
  }

  /// A linear network has no hidden layer, so its only pattern is the empty one.
  @Test func linearNetwork() async throws {
    let run = try await Command().run("dimension", "--widths", "2,3", "--pattern", "")
    #expect(run.isSuccess && run.output.contains("6 of 6 (proved"))
  }

  @Test func blanksBetweenWidths() async throws {
    let command = try Command()
    let run = try await command.run("dimension", "--widths", "3, 3 ,3", "--pattern", "101")
    #expect(run.isSuccess)
    #expect(try await command.run("dimension", "--widths", "3,3,3", "--pattern", "101") == run)
  }
}
