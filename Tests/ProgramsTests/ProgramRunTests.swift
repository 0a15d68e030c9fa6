import Foundation
import Programs
import Testing

struct ProgramRunTests {
  private func output(
    of script: String, environment: [String: String] = [:]
  ) async throws -> ProgramRun.Result {
    try await ProgramRun(
      of: URL(filePath: "/bin/sh"), ["-c", script], in: TemporaryFolder(),
      environment: environment
    ).result()
  }

  /// Given variables come beside those of this process.
  @Test func environmentIsExtended() async throws {
    let inherited = try #require(ProcessInfo.processInfo.environment["PATH"])
    let script = "echo \"$RELUVAR_TEST_VALUE\"; echo \"$PATH\""
    let result = try await output(
      of: script, environment: ["RELUVAR_TEST_VALUE": "two words"])
    #expect(result.output == "two words\n\(inherited)\n")
    #expect(try await output(of: script).output == "\n\(inherited)\n")
  }

  /// A given variable takes the place of one that this process has.
  @Test func variableIsReplaced() async throws {
    #expect(ProcessInfo.processInfo.environment["PATH"] != "/nowhere")
    let result = try await output(of: "echo \"$PATH\"", environment: ["PATH": "/nowhere"])
    #expect(result.output == "/nowhere\n")
  }

  @Test func endsAreTold() async throws {
    #expect(try await output(of: "exit 3").end == .exited(3))
    #expect(try await output(of: "kill -9 $$").end == .killed(signal: 9))
  }
}
