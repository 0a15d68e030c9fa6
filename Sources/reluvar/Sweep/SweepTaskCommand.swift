import ArgumentParser
import Foundation
import Laboratory
import Presentation

struct SweepTaskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "Treats one shard of a plan, or goes on with it.",
    discussion: """
      What a job of 'reluvar sweep submit' runs. Verdicts make no difference to the exit code: \
      it is 0 when every instance of the shard has a finding.
      """)

  @OptionGroup var place: SweepPlanOptions
  @OptionGroup var workload: SweepWorkloadOptions
  @OptionGroup var saving: SweepSavingOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of the shard, from 1 (default: SLURM_ARRAY_TASK_ID).", valueName: "k"))
  var shard: Int?

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    guard let number = shard ?? environment["SLURM_ARRAY_TASK_ID"].flatMap({ Int($0) }) else {
      throw Failure.usage("expected --shard, as there is no SLURM_ARRAY_TASK_ID")
    }
    var workload = workload
    workload.workers = workload.workers ?? environment["SLURM_CPUS_PER_TASK"].flatMap { Int($0) }
    let (plan, folder) = try place.read()
    try workload.check(for: plan.definition)
    let shard = try SweepPlans.report { try PlannedShard(number, of: plan, in: folder) }
    let run = SweepRun(
      into: shard.store, workload: workload, diagnostics: Diagnostics(isQuiet: quiet))
    do {
      try await run.run(shard, interval: saving.interval)
    } catch {
      throw SweepPlans.failure(error)
    }
    print("shard \(number): all of \(counted(shard.store.range.count, "instance")) finished")
  }
}

/// How often findings are written.
struct SweepSavingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The least time between two writes of findings (default: 10s): the longer it is, the less "
        + "a disk that many tasks share has to do, and the more a task that is killed has to do "
        + "again.", valueName: "time"),
    transform: TimeSpan.init(parsing:))
  var saveEvery: TimeSpan?

  var interval: Duration { saveEvery?.duration ?? .seconds(10) }
}
