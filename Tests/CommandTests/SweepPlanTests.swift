import Foundation
import Oracles
import Testing

/// A sweep in shards, without Slurm.
@Suite struct SweepPlanTests {
  private static let claim = [
    "expected-dimension", "--max-width", "2", "--blocks", "1-2", "--depth", "1-2",
  ]

  /// A plan of three shards in a folder `plan`.
  private func planned() async throws -> Command {
    let command = try Command()
    let run = try await command.run(
      ["sweep", "plan"] + Self.claim + ["--shards", "3", "--plan", "plan"])
    #expect(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics)")
    return command
  }

  private func task(_ shard: Int, _ command: Command) async throws -> Command.Outcome {
    try await command.run(
      "sweep", "task", "--plan", "plan", "--shard", "\(shard)", "--workers", "2", "--quiet")
  }

  private func merge(_ command: Command) async throws -> Command.Outcome {
    try await command.run("sweep", "merge", "--plan", "plan", "--store", "merged.db")
  }

  private func export(_ store: String, _ command: Command) async throws -> String {
    let run = try await command.run("sweep", "export", "--store", store, "--format", "json")
    #expect(run.isSuccess, "\(run.diagnostics)")
    return run.output
  }

  @Test func shardsMakeTheSameTable() async throws {
    let command = try await planned()
    let again = try await command.run(
      ["sweep", "plan"] + Self.claim + ["--shards", "3", "--plan", "plan/"])
    #expect(again.isSuccess && again.output.contains("already"))
    for shard in 1...2 { #expect(try await task(shard, command).isSuccess) }

    let incomplete = try await merge(command)
    #expect(incomplete.status == 75)
    #expect(incomplete.diagnosticLines.count == 1)
    #expect(incomplete.diagnostics.contains("1 shard (3)"), "\(incomplete.diagnostics)")

    let last = try await command.run(
      ["sweep", "task", "--plan", "plan", "--quiet"],
      environment: ["SLURM_ARRAY_TASK_ID": "3", "SLURM_CPUS_PER_TASK": "2"])
    #expect(last.isSuccess, "\(last.diagnostics)")
    #expect(try await merge(command).isSuccess)
    let merged = try await export("merged.db", command)
    let again2 = try await merge(command)
    #expect(again2.isSuccess && again2.output.hasPrefix("0 findings added"))

    let run = try await command.run(
      ["sweep"] + Self.claim + ["--store", "undivided.db", "--quiet"])
    #expect(run.status == 1)
    #expect(try await export("undivided.db", command) == merged)
    #expect(try await export("merged.db", command) == merged)
    #expect(merged.count > 1000)
  }

  @Test func damagedShardIsNamed() async throws {
    let command = try await planned()
    for shard in 1...3 { #expect(try await task(shard, command).isSuccess) }
    try command.folder.write("no database", to: "plan/shards/000002.db")
    let run = try await merge(command)
    #expect(run.status == 65 && run.diagnosticLines.count == 1)
    for word in ["000002.db", "not a store", "nothing was taken"] {
      #expect(run.diagnostics.contains(word), "\(run.diagnostics)")
    }
    #expect(!run.output.hasPrefix("0 findings"))
  }

  @Test func shardOfAnotherPlanIsNamed() async throws {
    let (command, other) = (try await planned(), try await planned())
    for shard in 1...3 { #expect(try await task(shard, command).isSuccess) }
    for file in ["instances", "shards"] {
      try FileManager.default.removeItem(atPath: other.folder.path("plan/\(file)"))
    }
    try FileManager.default.removeItem(atPath: other.folder.path("plan"))
    let plan = try await other.run(
      ["sweep", "plan"] + Self.claim + ["--seed", "2", "--shards", "3", "--plan", "plan"])
    #expect(plan.isSuccess)
    #expect(try await task(1, other).isSuccess)
    try FileManager.default.copyItem(
      atPath: other.folder.path("plan/shards/000001.db"),
      toPath: command.folder.path("plan/shards/000004.db"))
    let run = try await merge(command)
    #expect(run.status == 65 && run.diagnosticLines.count == 1)
    #expect(run.diagnostics.contains("000004.db: belongs to another plan"), "\(run.diagnostics)")
  }

  /// Without `sbatch` nothing is submitted; what would be is shown all the same.
  @Test func slurmIsMissing() async throws {
    let command = try await planned()
    let environment = ["PATH": "/nowhere"]
    let run = try await command.run(
      ["sweep", "submit", "--plan", "plan"], environment: environment)
    run.expectRefusal(code: 69, saying: ["sbatch", "reluvar sweep task"])
    let dry = try await command.run(
      [
        "sweep", "submit", "--plan", "plan", "--dry-run", "--at-once", "2", "--time-limit", "1.5m",
        "--memory-limit", "500MB", "--sbatch-option=--partition=a b", "--save-every", "90s",
      ],
      environment: environment)
    #expect(dry.isSuccess && dry.diagnostics.isEmpty)
    for word in [
      "--array=1-3%2", "'--partition=a b'", "--time-limit 90s", "--memory-limit 500000KB",
      "--save-every 90s", "#!/bin/sh", "--requeue",
    ] {
      #expect(dry.output.contains(word), "\(word): \(dry.output)")
    }
    #expect(!(try command.folder.names).contains("plan/task.sh"))
    for shard in 1...3 { #expect(try await task(shard, command).isSuccess) }
    let finished = try await command.run(
      ["sweep", "submit", "--plan", "plan"], environment: environment)
    #expect(finished.isSuccess && finished.output.contains("nothing to submit"))
  }

  /// What `sbatch` says, on one line, and whether it is worth trying again.
  @Test(arguments: [
    ("Batch job submission failed: Unable to contact slurm controller (connect failure)", 75),
    ("Batch job submission failed: Job violates accounting/QOS policy (job submit limit)", 75),
    ("Batch job submission failed: Invalid account specified", 69),
  ])
  func slurmRefuses(message: String, code: Int32) async throws {
    let command = try await planned()
    let sbatch = try command.folder.write(
      "#!/bin/sh\necho 'sbatch: warning: a' >&2\necho 'sbatch: error: \(message)' >&2\nexit 1\n",
      to: "sbatch")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sbatch)
    let run = try await command.run(
      ["sweep", "submit", "--plan", "plan"], environment: ["PATH": command.folder.url.path])
    run.expectRefusal(code: code, saying: ["sweep submit", "warning: a; error: \(message)"])
  }

  @Test(arguments: [
    ("plan expected-dimension --plan plan --shards 2", 64, ["--plan", "another plan"]),
    ("plan expected-dimension --plan new --shards 2 --shard-size 3", 64, ["not both"]),
    ("plan expected-dimension --plan new --shards 0", 64, ["--shards", "0"]),
    ("plan expected-dimension --plan new --shard-size=-1", 64, ["--shard-size", "-1"]),
    ("plan expected-dimensions --plan new", 64, ["unknown claim"]),
    ("plan expected-dimension --plan plan/plan.json", 64, ["plan.json: not a folder"]),
    ("plan expected-dimension --plan .", 64, ["holds other files"]),
    ("plan expected-dimension", 64, ["--plan"]),
    ("task --plan plan", 64, ["--shard", "SLURM_ARRAY_TASK_ID"]),
    ("task --plan plan --shard 4", 64, ["--shard 4", "has 3"]),
    ("task --plan plan --shard 0", 64, ["--shard 0", "has 3"]),
    ("task --plan plan --shard one", 64, ["--shard", "one"]),
    ("task --plan plan --shard 1 --save-every 0s", 64, ["--save-every"]),
    ("task --plan nowhere --shard 1", 65, ["nowhere: no finished plan"]),
    ("submit --plan nowhere", 65, ["nowhere: no finished plan"]),
    ("submit --plan plan --sbatch-option=long", 64, ["--sbatch-option 'long'"]),
    ("submit --plan plan --sbatch-option=--array=7", 64, ["--array=7", "is set by"]),
    ("submit --plan plan --sbatch-option=-a7", 64, ["-a7", "is set by"]),
    ("submit --plan plan --at-once 0", 64, ["--at-once", "0"]),
    ("submit --plan plan --cpus-per-task 0", 64, ["--cpus-per-task", "0"]),
    ("merge --plan nowhere --store merged.db", 65, ["nowhere: no finished plan"]),
    ("merge --plan plan", 64, ["--store"]),
    ("merge --plan plan --store plan/plan.json", 65, ["--store", "not a store"]),
  ])
  func isRefused(arguments: String, code: Int32, words: [String]) async throws {
    let command = try await planned()
    let run = try await command.run(
      ["sweep"] + arguments.split(separator: " ").map(String.init))
    run.expectRefusal(code: code, saying: words)
  }
}
