import Foundation
import Testing

/// Work that is stopped half-way leaves nothing behind.
@Suite(.serialized) struct InterruptTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func leavesNoFile(signal: Int32) async throws {
    let command = try Command()
    let run = try await command.run(
      Invocations.long + ["--output", "result"], interruption: signal)
    #expect(run.status != 0)
    // Neither finished nor killed because it did not listen.
    #expect(run.status != SIGKILL)
    #expect(run.output.isEmpty)
    #expect(try command.folder.names.isEmpty)
  }

  @Test func leavesTheOldFile() async throws {
    let command = try Command()
    try command.folder.write("old", to: "result")
    let run = try await command.run(
      Invocations.long + ["--output", "result"], interruption: SIGINT)
    #expect(run.status != 0 && run.status != SIGKILL)
    #expect(try command.folder.names == ["result"])
    #expect(try command.folder.text(of: "result") == "old")
  }
}
