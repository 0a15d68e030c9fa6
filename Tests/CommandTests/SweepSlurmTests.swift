import Foundation
import Oracles
import Testing

/// A sweep on a real Slurm.
@Suite(
  .enabled("Slurm is not installed") { await SlurmCluster.isInstalled },
  .timeLimit(.minutes(45)))
struct SweepSlurmTests {
  /// Some seconds for each shard but the first.
  private static let claim = ["conjecture-6.1", "--max-width", "3"]
  private static let shards = 6

  private func planned() async throws -> Command {
    let command = try Command()
    let run = try await command.run(
      ["sweep", "plan"] + Self.claim + ["--shards", "\(Self.shards)", "--plan", "plan"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    return command
  }

  private func submit(
    _ command: Command, _ options: [String] = [], on cluster: SlurmCluster
  ) async throws -> Command.Outcome {
    try await command.run(
      ["sweep", "submit", "--plan", "plan", "--save-every", "0.1s"] + options,
      environment: cluster.environment)
  }

  /// The numbers of the jobs that a submission printed, each with its number of shards.
  private func jobs(in output: String) -> [(job: Int, shards: Int)] {
    output.matches(of: /job ([0-9]+): ([0-9]+) shards?\n/).compactMap { match in
      Int(match.1).flatMap { job in Int(match.2).map { (job, $0) } }
    }
  }

  /// The findings of a shard and its instances, once its store is there.
  private func state(
    ofShard shard: Int, _ command: Command
  ) async throws -> (finished: Int, total: Int)? {
    let run = try await command.run(
      "sweep", "status", "--store", "plan/shards/00000\(shard).db")
    guard let match = run.output.firstMatch(of: /([0-9]+) of ([0-9]+) instances finished/),
      let finished = Int(match.1), let total = Int(match.2)
    else { return nil }
    return (finished, total)
  }

  private func export(_ store: String, _ command: Command) async throws -> String {
    let run = try await command.run("sweep", "export", "--store", store)
    #expect(run.isSuccess, "\(run.diagnostics)")
    return run.output
  }

  private func expectUndisturbedTable(_ command: Command) async throws {
    let merge = try await command.run("sweep", "merge", "--plan", "plan", "--store", "merged.db")
    #expect(merge.isSuccess, "\(merge.diagnostics)")
    let local = try await command.run(
      ["sweep"] + Self.claim + ["--store", "local.db", "--quiet"])
    #expect(local.isSuccess, "\(local.diagnostics)")
    let table = try await export("merged.db", command)
    #expect(table.split(separator: "\n").count > 50)
    #expect(table == (try await export("local.db", command)))
  }

  /// One task is killed and one requeued half-way; both go on, and nothing is seen of it.
  @Test func disturbedTasksGoOn() async throws {
    try await Turnstile.$isUrgent.withValue(true) { try await disturbTasks() }
  }

  private func disturbTasks() async throws {
    let cluster = try await SlurmCluster.shared
    let command = try await planned()
    let (killed, requeued) = (Self.shards, Self.shards - 1)
    let stops = [killed, requeued].map { HalfWayStop(ofShard: $0, in: command.folder) }
    let submission = try await submit(command, on: cluster)
    #expect(submission.isSuccess, "\(submission.diagnostics)")
    let (job, count) = try #require(jobs(in: submission.output).first)
    #expect(count == Self.shards)

    _ = try await stops[1].process()
    try await cluster.output(of: .scontrol, ["requeue", "\(job)_\(requeued)"])
    let process = try await stops[0].process()
    // Nothing is submitted twice; a task that is stopped stays in the queue.
    let second = try await submit(command, on: cluster)
    #expect(second.isSuccess && second.output.contains("in the queue already"), "\(second)")
    #expect(kill(process, SIGKILL) == 0)

    try await cluster.waitForJob(job)
    for shard in 1...Self.shards {
      let record = try await cluster.record(of: job, task: shard)
      let restarts = [killed, requeued].contains(shard) ? 1 : 0
      #expect(
        record == .init(state: "COMPLETED", exitCode: "0:0", restarts: restarts), "\(shard)")
      let (finished, total) = try #require(try await state(ofShard: shard, command))
      #expect(finished == total && total > 0)
    }
    #expect(try await submit(command, on: cluster).output.contains("nothing to submit"))
    try await expectUndisturbedTable(command)
  }

  /// A task that was cancelled half-way is submitted again, alone, and goes on.
  @Test func cancelledTaskIsSubmittedAgain() async throws {
    try await Turnstile.$isUrgent.withValue(true) { try await cancelTask() }
  }

  private func cancelTask() async throws {
    let cluster = try await SlurmCluster.shared
    let command = try await planned()
    let stop = HalfWayStop(ofShard: Self.shards, in: command.folder)
    let submission = try await submit(command, ["--at-once", "4"], on: cluster)
    let job = try #require(jobs(in: submission.output).first).job
    _ = try await stop.process()
    try await cluster.output(of: .scancel, ["--full", "\(job)_\(Self.shards)"])
    try await cluster.waitForJob(job)
    let record = try await cluster.record(of: job, task: Self.shards)
    #expect(record.state == "CANCELLED" && record.restarts == 0)
    let (finished, total) = try #require(try await state(ofShard: Self.shards, command))
    #expect(finished > 0 && finished < total)
    let merge = try await command.run("sweep", "merge", "--plan", "plan", "--store", "merged.db")
    #expect(merge.status == 75)
    #expect(merge.diagnostics.contains("\(total - finished) instance"), "\(merge.diagnostics)")
    #expect(merge.diagnostics.contains("1 shard (\(Self.shards))"), "\(merge.diagnostics)")

    let second = try await submit(command, on: cluster)
    let rest = try #require(jobs(in: second.output).first)
    #expect(rest.shards == 1 && rest.job != job)
    try await cluster.waitForJob(rest.job)
    try await expectUndisturbedTable(command)
  }

  /// The regions of a network in shards, one of which is killed half-way: what one search reports.
  @Test func regionsInShards() async throws {
    try await Turnstile.$isUrgent.withValue(true) { try await countRegions() }
  }

  private func countRegions() async throws {
    let cluster = try await SlurmCluster.shared
    let command = try Command()
    let rows = (0..<100).map { "[\($0 * $0 % 23 - 11),\($0 * 7 % 19 - 9)]" }
    let biases = (0..<100).map { "\($0 * 5 % 17 - 8)" }.joined(separator: ",")
    try command.folder.write(
      "{\"activation\":\"relu\",\"layers\":[{\"weights\":[\(rows.joined(separator: ","))],"
        + "\"biases\":[\(biases)]},{\"weights\":[[\(rows.map { _ in "1" }.joined(separator: ","))]]}]}",
      to: "net.json")
    let plan = try await command.run(
      "sweep", "regions", "net.json", "--box=-3:3", "--volumes", "--statistics", "--shards", "3",
      "--part-size", "1", "--plan", "plan")
    #expect(plan.isSuccess, "\(plan.diagnostics)")
    let stop = HalfWayStop(ofShard: 2, in: command.folder)
    let submission = try await submit(command, on: cluster)
    let (job, count) = try #require(jobs(in: submission.output).first)
    #expect(count == 3)
    #expect(kill(try await stop.process(), SIGKILL) == 0)
    try await cluster.waitForJob(job)
    let record = try await cluster.record(of: job, task: 2)
    #expect(record == .init(state: "COMPLETED", exitCode: "0:0", restarts: 1))
    let merge = try await command.run("sweep", "merge", "--plan", "plan", "--store", "net.db")
    #expect(merge.isSuccess, "\(merge.diagnostics)")
    let report = try await command.run("regions", "--store", "net.db")
    let whole = try await command.run(
      "regions", "net.json", "--box=-3:3", "--volumes", "--statistics")
    #expect(report.isSuccess && whole.isSuccess)
    let lines = whole.output.split(separator: "\n").filter { !$0.hasPrefix("Network ") }
    #expect(lines.count > 20)
    #expect(report.output.split(separator: "\n").filter { !$0.hasPrefix("Added ") } == lines)
  }

  @Test func refusalOfSlurmIsPassedOn() async throws {
    let cluster = try await SlurmCluster.shared
    let command = try await planned()
    let run = try await submit(
      command, ["--sbatch-option=--partition=nowhere"], on: cluster)
    run.expectRefusal(code: 69, saying: ["sweep submit", "invalid partition"])
  }
}
