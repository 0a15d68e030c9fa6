import ArgumentParser
import Foundation
import Laboratory
import Presentation
import Programs

struct SweepSubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Gives the shards of a plan to Slurm.",
    discussion: """
      Submits an array of jobs with one task for each shard that is neither finished nor in the \
      queue; more shards than Slurm takes in an array are several arrays. Done again, shards \
      that were not finished go on where they were.

      Examples:
        reluvar sweep submit --plan pairs --dry-run
        reluvar sweep submit --plan pairs --cpus-per-task 4 --at-once 50 \\
                             --sbatch-option=--partition=long \\
                             --sbatch-option=--time=2:00:00
      """)

  @OptionGroup var place: SweepPlanOptions
  @OptionGroup var limits: SweepLimitOptions
  @OptionGroup var saving: SweepSavingOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The processors, and worker processes, of a task.", valueName: "n"))
  var cpusPerTask = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tasks may run at once (default: no limit).", valueName: "n"))
  var atOnce: Int?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An option of sbatch, such as --sbatch-option=--partition=long; can be repeated.",
      valueName: "option"))
  var sbatchOption: [String] = []

  @Flag(help: "Show the script and the commands, and submit nothing.")
  var dryRun = false

  func run() async throws {
    let (plan, folder) = try place.read()
    try check()
    let submission = SlurmSubmission(
      of: plan, in: folder,
      request: .init(
        processors: cpusPerTask, tasksAtOnce: atOnce, isRetrying: limits.retry,
        options: sbatchOption),
      besides: await SlurmClient.queuedTasks(), largestTask: await SlurmClient.largestTask())
    guard !submission.shards.isEmpty else {
      let rest = folder.unfinishedShards(of: plan, isRetrying: limits.retry).count
      return print(
        rest == 0
          ? "All \(counted(plan.shardDigests.count, "shard")) are finished, nothing to submit"
          : "All \(counted(rest, "shard")) that are not finished are in the queue already")
    }
    let script = try SlurmScript(running: taskCommand(in: folder))
    if dryRun {
      show(script, for: submission)
    } else {
      try await submit(script, for: submission)
    }
  }

  private func check() throws {
    try (1...100_000).check(cpusPerTask, of: "--cpus-per-task")
    if let atOnce { try (1...100_000).check(atOnce, of: "--at-once") }
    for option in sbatchOption {
      guard option.hasPrefix("-") else {
        throw Failure.usage(
          "--sbatch-option '\(option)': expected an option, such as --partition=long")
      }
      let name = option.prefix { $0 != "=" }
      guard !["--array", "--wrap", "--job-name", "--chdir"].contains(name),
        !["-a", "-J", "-D"].contains(option.prefix(2))
      else {
        throw Failure.usage("--sbatch-option '\(option)': that is set by 'reluvar sweep submit'")
      }
    }
  }

  private func taskCommand(in folder: PlanFolder) throws -> [String] {
    let saving = saving.saveEvery.map { ["--save-every", $0.argument] } ?? []
    return [try SweepRun.executable().path, "sweep", "task", "--plan", folder.path]
      + limits.arguments + saving + ["--quiet"]
  }

  private func show(_ script: SlurmScript, for submission: SlurmSubmission) {
    print("# \(submission.scriptFile)\n\(script.text)\n# Commands")
    for array in submission.arrays {
      let previous = array == submission.arrays.first ? nil : 0
      let words = ["sbatch"] + submission.arguments(for: array, after: previous)
      print(words.map(ShellWord.quoted).joined(separator: " "))
    }
  }

  private func submit(_ script: SlurmScript, for submission: SlurmSubmission) async throws {
    var previous: Int?
    do {
      let client = try SlurmClient()
      try write(script, to: submission.scriptFile)
      for array in submission.arrays {
        let job = try await client.submit(submission.arguments(for: array, after: previous))
        print("job \(job): \(counted(array.tasks.count, "shard"))")
        previous = job
      }
    } catch let failure as SlurmClient.Failure {
      let rest = previous == nil ? "" : "; what was submitted before stays in the queue"
      switch failure {
      case .missing, .refused: throw Failure.missingProgram("sweep submit: \(failure)\(rest)")
      case .unreachable: throw Failure.limit("sweep submit: \(failure)\(rest)")
      }
    }
  }

  private func write(_ script: SlurmScript, to path: String) throws {
    do {
      try Data(script.text.utf8).write(to: URL(filePath: path), options: .atomic)
      try FileManager.default.createDirectory(
        atPath: place.folder().logsFolder, withIntermediateDirectories: true)
    } catch {
      throw Failure.data("--plan \(path): \(error.localizedDescription)")
    }
  }
}
