import Certification
import Foundation
import Oracles
import Programs
import Testing

/// Bad input of sweeps: one line that says what, where and what was expected, and nothing lost.
struct SweepRefusalTests {
  private static func expect(
    _ run: Command.Outcome, _ status: Int32, _ words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, "\(run.diagnostics)", sourceLocation: sourceLocation)
    #expect(run.diagnosticLines.count == 1, "\(run.diagnostics)", sourceLocation: sourceLocation)
    for word in words {
      #expect(
        run.diagnostics.contains(word), "\(word): \(run.diagnostics)",
        sourceLocation: sourceLocation)
    }
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    (["conjecture-6.2"], ["unknown claim 'conjecture-6.2'", "did you mean 'conjecture-6.1'"]),
    (["expected-dimensions"], ["did you mean 'expected-dimension'"]),
    (["stauts"], ["did you mean 'status'"]),
    (["zzz"], ["unknown claim 'zzz'", "codimension-by-cubics"]),
    (["conjecture-6.1", "--blocks", "3"], ["two blocks"]),
    (["conjecture-6.1", "--blocks", "0"], ["--blocks", "positive"]),
    (["conjecture-6.1", "--blocks", "3-2"], ["--blocks"]),
    (["conjecture-6.1", "--bias"], ["without biases"]),
    (["determinantal-generation", "--depth", "2"], ["shallow"]),
    (["expected-dimension", "--max-hidden", "3"], ["--max-hidden"]),
    (["expected-dimension", "--max-width", "0"], ["--max-width: 0", "from 1 to 64"]),
    (["expected-dimension", "--blocks", "9"], ["--blocks: 9"]),
    (["expected-dimension", "--workers", "0"], ["--workers: 0"]),
    (["expected-dimension", "--time-limit", "soon"], ["--time-limit", "90s"]),
    (["expected-dimension", "--memory-limit", "much"], ["--memory-limit"]),
    (["expected-dimension", "--memory-limit", "1KB"], ["--memory-limit", "50MB"]),
    (["determinantal-generation", "--blocks", "5"], ["at most 4 blocks"]),
    (["conjecture-6.1", "--max-degree", "99"], ["--max-degree: 99"]),
    (["export", "--format", "xml"], ["--format", "csv"]),
    (["export", "--fragment"], ["--fragment"]),
    (["show", "nonsense"], ["3,4,3: 1100"]),
    (["shallow-region-count", "--certify"], ["--certify means nothing", "random weights"]),
    (
      ["shallow-region-count", "--bias", "--max-degree", "3"],
      ["--bias, --max-degree mean nothing"]
    ),
    (
      ["shallow-region-count", "--blocks", "2", "--depth", "1"],
      ["--blocks, --depth mean nothing"]
    ),
    (["shallow-region-count", "--networks", "0"], ["--networks: 0", "from 1 to 10000"]),
    (["expected-dimension", "--networks", "5"], ["--networks means nothing for this claim"]),
  ])
  func usage(arguments: [String], words: [String]) async throws {
    let command = try Command()
    _ = try await command.run(SweepTests.small)
    let run = try await command.run(["sweep"] + arguments + ["--store", "a.db"])
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(run.diagnosticLines.count == 1 && run.output.isEmpty)
    for word in words { #expect(run.diagnostics.contains(word), "\(run.diagnostics)") }
  }

  @Test func noStore() async throws {
    let command = try Command()
    for verb in ["status", "export"] {
      Self.expect(
        try await command.run("sweep", verb, "--store", "none.db"), 65, "none.db", "no such store")
    }
    #expect(try command.folder.names.isEmpty)
    Self.expect(try await command.run("sweep", "status"), 64, "--store")
    let away = try await command.run(
      "sweep", "conjecture-6.1", "--max-width", "1", "--store", "no/folder/a.db")
    Self.expect(away, 65, "no/folder/a.db")
  }

  @Test func otherFiles() async throws {
    let command = try Command()
    try command.folder.write("This is no store.\n", to: "text")
    try command.folder.write(
      "This is no store either, but longer than the header of a database file has to be, which is "
        + "a hundred bytes.\n", to: "long")
    try FileManager.default.createDirectory(
      at: command.folder.url.appending(path: "folder"), withIntermediateDirectories: false)
    for name in ["text", "long"] {
      let before = try command.folder.text(of: name)
      Self.expect(
        try await command.run("sweep", "status", "--store", name), 65, name, "not a store")
      Self.expect(
        try await command.run("sweep", "conjecture-6.1", "--max-width", "1", "--store", name), 65,
        name, "not a store")
      #expect(try command.folder.text(of: name) == before)
    }
    for verb in [["status"], ["conjecture-6.1", "--max-width", "1"]] {
      Self.expect(
        try await command.run(["sweep"] + verb + ["--store", "folder"]), 65, "folder", "a folder")
      Self.expect(
        try await command.run(["sweep"] + verb + ["--store", ""]), 65, "an empty name")
    }
    // What SQLite would not take for names of files.
    for name in [":memory:", "file:x.db?mode=memory"] {
      #expect(
        try await command.run("sweep", "conjecture-6.1", "--max-width", "1", "--store", name)
          .isSuccess)
      #expect(try command.folder.names.contains(name))
    }
    // A link that leads to nothing yet.
    try FileManager.default.createSymbolicLink(
      atPath: command.folder.path("link"), withDestinationPath: command.folder.path("target"))
    #expect(
      try await command.run("sweep", "conjecture-6.1", "--max-width", "1", "--store", "link")
        .isSuccess)
    #expect(try command.folder.names.contains("target"))
    let status = try await command.run("sweep", "status", "--store", "link")
    #expect(status.isSuccess, "\(status.diagnostics)")
    #expect(status.output == (try await command.run("sweep", "status", "--store", "target")).output)
  }

  @Test func otherSweep() async throws {
    let command = try Command()
    _ = try await command.run(SweepTests.small)
    let table = try await command.run("sweep", "export", "--store", "a.db")
    let other = try await command.run(
      "sweep", "conjecture-6.1", "--max-width", "3", "--store", "a.db")
    Self.expect(other, 64, "a.db", "holds another sweep", "width 2", "width 3")
    #expect(try await command.run("sweep", "export", "--store", "a.db") == table)
  }

  /// Cut off anywhere, a store is refused and left as it is.
  @Test func truncated() async throws {
    let command = try Command()
    _ = try await command.run(SweepTests.small)
    let whole = try Data(contentsOf: command.folder.url.appending(path: "a.db"))
    #expect(whole.count > 8192)
    for length in [50, 1000, 4096, 5000, whole.count / 2, whole.count - 1] {
      try command.folder.write(whole.prefix(length), to: "cut.db")
      for arguments in [
        ["sweep", "status"], ["sweep", "export"], ["sweep", "conjecture-6.1", "--max-width", "2"],
      ] {
        let run = try await command.run(arguments + ["--store", "cut.db"])
        #expect(run.status == 65, "\(length): \(run.diagnostics)")
        #expect(run.diagnosticLines.count == 1, "\(run.diagnostics)")
        #expect(run.diagnostics.contains("cut.db"))
      }
      let after = try Data(contentsOf: command.folder.url.appending(path: "cut.db"))
      #expect(after == whole.prefix(length))
    }
  }

  /// Another version began the store, or wrote it in another format.
  @Test func otherVersions() async throws {
    let command = try Command()
    _ = try await command.run(SweepTests.small)
    try await command.edit("a.db", "UPDATE header SET value = '9.8.7' WHERE key = 'version'")
    Self.expect(
      try await command.run(SweepTests.small), 65, "begun with reluvar 9.8.7", "a.db")
    #expect(try await command.run("sweep", "status", "--store", "a.db").isSuccess)
    try await command.edit("a.db", "PRAGMA user_version = 77")
    for arguments in [SweepTests.small, ["sweep", "status", "--store", "a.db"]] {
      Self.expect(
        try await command.run(arguments), 65, "written by reluvar 9.8.7 in format 77",
        "expected format 2")
    }
  }

  /// The store is held by somebody else, who keeps it.
  @Test func locked() async throws {
    let command = try Command()
    _ = try await command.run(SweepTests.small)
    try await command.edit("a.db", "DELETE FROM finding WHERE number > 5")
    let holder = try StoreHolder(of: command.folder.path("a.db"))
    let run = try await command.run(SweepTests.small)
    Self.expect(run, 75, "a.db", "another process holds the store")
    try await holder.release()
    #expect(try await command.run(SweepTests.small).isSuccess)
  }

  /// On a small file system: what was finished is kept, and with more room the sweep goes on.
  @Test(.enabled(if: canMount, "file systems cannot be mounted here"))
  func fullDisk() async throws {
    let folder = try TemporaryFolder()
    let sweep = """
      '\(Command.executable.path)' sweep expected-dimension --max-width 2 --blocks 1-3 \
        --depth 1-2 --store small/a.db --quiet > last
      """
    let script = """
      mkdir small && mount -t tmpfs -o size=120k tmpfs small || exit 99
      \(sweep) 2> first; echo "status $?"
      '\(Command.executable.path)' sweep status --store small/a.db | grep finished
      mount -o remount,size=100m small
      \(sweep); echo "status $?"
      grep finished last; cat first
      """
    let run = try await Turnstile.programs.pass {
      try await ProgramRun(
        of: URL(filePath: "/usr/bin/unshare"), ["-rm", "/bin/sh", "-c", script], in: folder
      ).result()
    }
    let lines = run.output.split(separator: "\n")
    #expect(run.end == .exited(0) && lines.contains("status 75") && lines.contains("status 1"))
    #expect(run.output.contains("no room left on the disk"), "\(run.output)")
    let counts = lines.compactMap { line in
      line.wholeMatch(of: /(\d+) of (\d+) instances finished/).map { (Int($0.1)!, Int($0.2)!) }
    }
    #expect(counts.count == 2)
    #expect(counts.first.map { $0.0 > 50 && $0.0 < $0.1 } == true, "\(run.output)")
    #expect(counts.last.map { $0.0 == $0.1 } == true)
  }

  private static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["-rm", "mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func readOnly() async throws {
    let command = try Command()
    _ = try await command.run(SweepTests.small)
    try await command.edit("a.db", "DELETE FROM finding WHERE number > 5")
    let path = command.folder.path("a.db")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    Self.expect(try await command.run(SweepTests.small), 65, "a.db", "cannot be written to")
    #expect(try await command.run("sweep", "status", "--store", "a.db").isSuccess)
  }
}

extension Command {
  /// Changes a database by other means than the command.
  func edit(_ name: String, _ statement: String) async throws {
    let script =
      "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); "
      + "d.commit()"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, folder.path(name), statement]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}

/// Another process that holds a database in a transaction.
private final class StoreHolder {
  private let process = Process()
  private let input = Pipe()

  init(of path: String) throws {
    let script = """
      import sqlite3, sys
      d = sqlite3.connect(sys.argv[1], isolation_level=None)
      d.execute("BEGIN EXCLUSIVE")
      print("held", flush=True)
      sys.stdin.readline()
      """
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // Until it says that it holds the database.
    _ = output.fileHandleForReading.availableData
  }

  func release() async throws {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
