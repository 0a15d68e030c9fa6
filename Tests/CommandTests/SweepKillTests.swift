import Foundation
import Oracles
import Testing

/// A sweep that is killed loses what was in flight, and nothing else.
@Suite(.serialized) struct SweepKillTests {
  private static let sweep = [
    "sweep", "expected-dimension", "--max-width", "2", "--blocks", "1-3", "--depth", "1-2",
    "--workers", "2",
  ]

  /// Killed at twenty random moments, then left alone: the table of an undisturbed run.
  @Test func killedTwentyTimes() async throws {
    let command = try Command()
    let undisturbed = try await command.run(Self.sweep + ["--store", "whole.db"])
    // Some instances are defective.
    #expect(undisturbed.status == 1)
    let whole = try await command.run("sweep", "export", "--store", "whole.db")
    #expect(whole.output.split(separator: "\n").count > 300)

    var random = SystemRandomNumberGenerator()
    var (kills, longest, counts) = (0, 200_000, [Int]())
    while kills < 20 {
      let wait = Int.random(in: 1_000...longest, using: &random)
      if try await start(killedAfter: wait, in: command) {
        kills += 1
        counts.append(try await finishedCount(in: command))
      } else {
        // It came to its end: from the beginning, with less time.
        try FileManager.default.removeItem(atPath: command.folder.path("killed.db"))
        longest = max(longest / 2, 2_000)
        counts = []
      }
    }
    // What was finished stays finished.
    #expect(counts == counts.sorted())
    let rest = try await command.run(Self.sweep + ["--store", "killed.db"])
    #expect(rest.status == 1 && rest.output == undisturbed.output)
    for format in ["csv", "json", "latex"] {
      let options = ["sweep", "export", "--format", format, "--store"]
      let killed = try await command.run(options + ["killed.db"])
      #expect(killed.isSuccess)
      #expect(try await killed == command.run(options + ["whole.db"]))
    }
  }

  /// Runs the sweep and kills it and, after it, leaves no worker behind.
  ///
  /// - Returns: whether it was killed before it ended.
  private func start(killedAfter microseconds: Int, in command: Command) async throws -> Bool {
    try await Turnstile.programs.pass {
      let process = Process()
      process.executableURL = Command.executable
      process.arguments = Self.sweep + ["--store", "killed.db", "--quiet"]
      process.currentDirectoryURL = command.folder.url
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      let end = AsyncStream<Void> { end in process.terminationHandler = { _ in end.finish() } }
      try process.run()
      let identifier = process.processIdentifier
      DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(microseconds)) {
        kill(identifier, SIGKILL)
      }
      for await _ in end {}
      return process.terminationReason == .uncaughtSignal
    }
  }

  private func finishedCount(in command: Command) async throws -> Int {
    guard FileManager.default.fileExists(atPath: command.folder.path("killed.db")) else { return 0 }
    let status = try await command.run("sweep", "status", "--store", "killed.db")
    // Killed before the store had a header.
    if status.status == 65 {
      #expect(status.diagnostics.contains("not a store"))
      return 0
    }
    #expect(status.isSuccess, "\(status.diagnostics)")
    let line = try #require(status.output.firstMatch(of: /(\d+) of \d+ instances/))
    return try #require(Int(line.1))
  }
}
