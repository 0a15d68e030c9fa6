import Foundation
import Oracles
import Testing

/// A store that version 0.1.0 wrote: every verb says so in one line, and leaves the file alone.
@Suite struct OldStoreCommandTests {
  private let command: Command
  private let bytes: Data

  init() async throws {
    command = try Command()
    let fixture = (0..<2).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }.appending(path: "LaboratoryTests/Fixtures/version-0.1.0.db")
    bytes = try Data(contentsOf: fixture)
    #expect(bytes.count == 24576)
    try bytes.write(to: command.folder.url.appending(path: "old.db"))
  }

  private func expectRefusal(_ run: Command.Outcome, of name: String) throws {
    #expect(run.status == 65 && run.output.isEmpty, "\(run.diagnostics)")
    #expect(run.diagnosticLines.count == 1, "\(run.diagnostics)")
    #expect(
      run.diagnostics.contains(
        "\(name): written by reluvar 0.1.0 in format 1, expected format 2"),
      "\(run.diagnostics)")
    #expect(try Data(contentsOf: command.folder.url.appending(path: name)) == bytes)
  }

  @Test(arguments: [
    ["status"], ["show", "0"], ["export"], ["export", "--format", "json", "--summary"],
    ["conjecture-6.1", "--max-width", "2"], ["run", "shallow-region-count", "--max-width", "1"],
    ["conjecture-6.1", "--max-width", "2", "--retry"],
  ])
  func verbs(arguments: [String]) async throws {
    let run = try await command.run(["sweep"] + arguments + ["--store", "old.db"])
    try expectRefusal(run, of: "old.db")
    #expect(try command.folder.names == ["old.db"])
  }

  /// As the store of a merge, and as one of its shards.
  @Test func merge() async throws {
    let plan = try await command.run(
      "sweep", "plan", "conjecture-6.1", "--max-width", "1", "--shards", "1", "--plan", "plan")
    #expect(plan.isSuccess, "\(plan.diagnostics)")
    try expectRefusal(
      await command.run("sweep", "merge", "--plan", "plan", "--store", "old.db"), of: "old.db")
    try bytes.write(to: command.folder.url.appending(path: "plan/shards/000001.db"))
    let merge = try await command.run(
      "sweep", "merge", "--plan", "plan", "--store", "new.db", "--quiet")
    #expect(merge.status == 65 && merge.diagnosticLines.count == 1, "\(merge.diagnostics)")
    #expect(
      merge.diagnostics.contains(
        "plan/shards/000001.db: written by reluvar 0.1.0 in format 1, expected format 2"))
    #expect(merge.diagnostics.contains("nothing was taken from it"))
    #expect(merge.output.contains("0 findings added from 1 file"))
    let task = try await command.run("sweep", "task", "--plan", "plan", "--shard", "1")
    #expect(task.status == 65 && task.diagnostics.contains("in format 1"), "\(task.diagnostics)")
    let shard = command.folder.url.appending(path: "plan/shards/000001.db")
    #expect(try Data(contentsOf: shard) == bytes)
  }
}
