import Foundation
import Oracles
import Synchronization
import Testing

/// Work that is stopped half-way leaves nothing behind, and a sweep all that it has found.
@Suite(.serialized) struct InterruptTests {
  /// What is finished is written, as at a limit.
  @Test(arguments: [SIGINT, SIGTERM], ["text", "jsonl"])
  func derivationKeepsItsDegrees(signal: Int32, format: String) async throws {
    let command = try Command()
    let run = try await command.run(
      Invocations.long + ["--output", "result", "--format", format], interruption: signal)
    // Neither finished nor killed because it did not listen.
    #expect(run.status == 75 && !run.isSignalled && run.output.isEmpty)
    #expect(run.diagnosticLines.last?.contains(" was interrupted") == true)
    #expect(try command.folder.names == ["result"])
    let text = try command.folder.text(of: "result")
    #expect(text.contains(format == "text" ? "43 of 75 (proved" : "\"dimension\":43"))
    #expect(text.contains(" was interrupted"))
  }

  private static let sweep = [
    "sweep", "conjecture-6.1", "--max-width", "4", "--max-degree", "3",
  ]
  /// The sweep, left alone.
  private static let whole = Task {
    try await Command().run(sweep + ["--store", "whole.db", "--workers", "2"])
  }

  /// A batch system reaches the workers first: what they work on is not lost for that.
  @Test(arguments: [SIGINT, SIGTERM])
  func sweepKeepsItsFindings(number: Int32) async throws {
    let command = try Command()
    let whole = try await Self.whole.value
    #expect(whole.isSuccess, "\(whole.diagnostics)")

    // What the tests were told to ignore, as in the background of a shell, the command would ignore.
    let previous = signal(number, SIG_DFL)
    defer { signal(number, previous) }
    let workers = Mutex<[Int32]>([])
    let path = command.folder.path("stopped.db")
    let stop = HalfWayStop(ofStore: path, withWords: ["sweep", "--store", path]) { process in
      let children = CommandProcess.all.filter { $0.parent == process }.map(\.identifier)
      for child in children { kill(child, number) }
      for signal in [number, SIGCONT] { kill(process, signal) }
      workers.withLock { $0 = children }
    }
    let end = try await Turnstile.$isUrgent.withValue(true) {
      try await command.run(Self.sweep + ["--workers", "2", "--store", path])
    }
    _ = try await stop.process()
    #expect(workers.withLock(\.count) == 2)
    #expect(end.isSignalled && end.status == number && end.output.isEmpty)
    let words = try #require(
      end.diagnostics.firstMatch(of: /interrupted: (\d+) of 203 instances finished; run it again/))
    #expect(try (1..<203).contains(#require(Int(words.1))))

    let status = try await command.run("sweep", "status", "--store", "stopped.db")
    #expect(status.output.contains("\(words.1) of 203 instances finished"))
    #expect(status.output.contains("not reached: 0\n"), "\(status.output)")
    let rest = try await command.run(Self.sweep + ["--store", "stopped.db"])
    #expect(rest.isSuccess && rest.output == whole.output)
  }
}
