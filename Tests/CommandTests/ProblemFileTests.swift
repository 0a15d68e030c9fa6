import Foundation
import Oracles
import Programs
import Testing

/// A problem file says the same as options.
@Suite struct ProblemFileTests {
  private static let problems: [(name: String, text: String, options: [String])] = [
    ("shallow.yaml", Invocations.shallowFile, Invocations.shallow),
    ("biased.json", Invocations.biasedFile, Invocations.biased),
    ("deep.json", Invocations.deepFile, Invocations.deep),
  ]

  @Test(arguments: problems, Invocations.verbs)
  func equalsOptions(
    problem: (name: String, text: String, options: [String]), verb: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(problem.text, to: problem.name)
    let command = try Command(in: folder)
    for format in ["text", "json"] {
      let fromFile = try await command.run(verb, problem.name, "--format", format)
      #expect(fromFile.isSuccess && !fromFile.output.isEmpty)
      #expect(try await command.run([verb, "--format", format] + problem.options) == fromFile)
    }
  }

  @Test func pathsAndPlaces() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Invocations.shallowFile, to: "a problem.yaml")
    try folder.write(Invocations.shallowFile, to: "-dash.yaml")
    let command = try Command(in: folder)
    let run = try await command.run("constraints", "a problem.yaml")
    #expect(run.isSuccess)
    #expect(try await command.run("constraints", path) == run)
    #expect(try await command.run("constraints", "--quiet", "a problem.yaml") == run)
    #expect(try await command.run("constraints", "--", "-dash.yaml") == run)
    #expect(try await command.run("constraints", "./-dash.yaml") == run)
  }

  @Test func repeatedBlocksAreMerged() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Invocations.shallowFile + "  - pattern: '1010'\n  - pattern: '1100'\n", to: "problem.yaml")
    let command = try Command(in: folder)
    let plain = try await command.run(["dimension"] + Invocations.shallow)
    let repeated = ["--pattern", "1010", "--pattern", "1100"]
    for arguments in [["problem.yaml"], Invocations.shallow + repeated] {
      let run = try await command.run(["dimension"] + arguments)
      #expect(run.isSuccess && run.output.contains("4 is block 2, 5 is block 1."))
      #expect(Self.withoutMerging(run.output) == plain.output)
      let remarks = try #require(run.diagnosticLines.count == 2 ? run.diagnosticLines : nil)
      for (remark, blocks) in zip(remarks, [("block 4", "block 2"), ("block 5", "block 1")]) {
        #expect(remark.contains(blocks.0) && remark.contains(blocks.1))
        #expect(remark.hasPrefix("reluvar dimension: ") && remark.contains("merged"))
      }
      let quiet = try await command.run(["dimension", "--quiet"] + arguments)
      #expect(quiet.output == run.output && quiet.diagnostics.isEmpty)
    }
  }

  /// The second and the third line say which blocks became one.
  private static func withoutMerging(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.prefix(1) + lines.dropFirst(3)).joined(separator: "\n")
  }
}
