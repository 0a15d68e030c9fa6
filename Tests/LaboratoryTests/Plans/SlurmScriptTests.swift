import Foundation
import Laboratory
import Oracles
import Programs
import Testing

/// What Slurm is given.
@Suite struct SlurmScriptTests {
  @Test(arguments: [
    ([], ""), ([7], "7"), ([1, 2], "1-2"), ([1, 2, 3, 5], "1-3,5"), ([2, 4, 6], "2,4,6"),
    (Array(1...40) + [43, 45, 46], "1-40,43,45-46"),
  ])
  func rangesAreCompact(numbers: [Int], text: String) {
    #expect(numbers.compactRanges == text)
  }

  @Test(arguments: [1, 2, 10, 1000])
  func arraysHaveAllShards(largestTask: Int) {
    let shards = Array(1...25) + [27, 30, 31, 1000, 1001, 2000, 2001]
    let arrays = SlurmArray.arrays(for: shards, largestTask: largestTask)
    #expect(arrays.flatMap { array in array.tasks.map { $0 + array.offset } } == shards)
    for array in arrays {
      #expect(!array.tasks.isEmpty)
      #expect(array.tasks.allSatisfy { (1...largestTask).contains($0) })
    }
    #expect(Set(arrays.map(\.offset)).count == arrays.count)
  }

  @Test func submissionLeavesOutWhatIsFinishedOrInTheQueue() async throws {
    let specimen = try PlanSpecimen(in: .count(9))
    try await specimen.treat(2, 9)
    let name = "reluvar-\(specimen.plan.digest)-"
    let queue: [SlurmClient.QueuedTask] = [
      .init(name: name + "0", task: 1, folder: specimen.folder.path),
      .init(name: name + "3", task: 2, folder: specimen.folder.path),
      .init(name: name + "0", task: 3, folder: "/another"),
      .init(name: "reluvar-another-0", task: 4, folder: specimen.folder.path),
    ]
    let submission = SlurmSubmission(
      of: specimen.plan, in: specimen.folder,
      request: .init(processors: 3, tasksAtOnce: 2, options: ["--partition=long"]),
      besides: queue, largestTask: 3)
    #expect(submission.shards == [3, 4, 6, 7, 8])
    let arguments = submission.arrays.map { array in
      submission.arguments(for: array, after: array.offset == 0 ? nil : 12)
    }
    #expect(arguments.map { $0[1] } == ["--array=3%2", "--array=1,3%2", "--array=1-2%2"])
    #expect(arguments.map(\.last) == ["0", "3", "6"])
    #expect(arguments.map { $0.contains("--dependency=afterany:12") } == [false, true, true])
    #expect(arguments.allSatisfy { $0.contains("--partition=long") })
    #expect(arguments.allSatisfy { $0.contains("--cpus-per-task=3") })
  }

  /// Runs the script by the shell, with a `scontrol` that notes its arguments and ends it.
  private func run(
    _ command: [String], in folder: TemporaryFolder, restarts: Int = 0, argument: String = "0"
  ) throws -> (status: Int32, output: String, requests: String) {
    try folder.write("", to: "requests")
    let scontrol = try folder.write(
      "#!/bin/sh\necho \"$@\" >> '\(folder.path("requests"))'\nkill -9 $PPID\n", to: "scontrol")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scontrol)
    let script = try folder.write(SlurmScript(running: command).text, to: "task.sh")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [script, argument]
    process.environment = [
      "PATH": "\(folder.url.path):/usr/bin:/bin", "SLURM_ARRAY_TASK_ID": "7",
      "SLURM_JOB_ID": "99", "SLURM_ARRAY_JOB_ID": "98", "SLURM_RESTART_COUNT": "\(restarts)",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: data, as: UTF8.self),
      try folder.text(of: "requests")
    )
  }

  /// Words with blanks, quotes and dollars arrive as they are; the shard is last.
  @Test func commandIsRun() throws {
    let words = ["it's", "a b", "$HOME", "`ls`", "*", "", "\"", "\\", "\n", "-x=1,2"]
    let folder = try TemporaryFolder()
    let run = try run(["printf", "<%s>"] + words, in: folder, argument: "2000")
    #expect(run.status == 0 && run.requests.isEmpty)
    let expected = (words + ["--shard", "2007"]).map { "<\($0)>" }.joined()
    #expect(run.output.hasSuffix(expected), "\(run.output)")
  }

  @Test(arguments: [1, 64, 65, 75]) func failureIsPassedOn(status: Int32) throws {
    let run = try run(["sh", "-c", "exit \(status)"], in: TemporaryFolder())
    #expect(run.status == status && run.requests.isEmpty)
  }

  /// Slurm asks the commands of a cancelled job to end, and may reach the script later.
  @Test(arguments: [("HUP", 129), ("INT", 130), ("TERM", 143)] as [(String, Int32)])
  func cancelledTaskIsNotRequeued(signal: String, status: Int32) throws {
    let run = try run(["sh", "-c", "kill -\(signal) $$"], in: TemporaryFolder())
    #expect(run.status == status && run.requests.isEmpty)
  }

  @Test(arguments: [0, 2, SlurmScript.restartLimit]) func killedTaskIsRequeued(
    restarts: Int
  ) throws {
    let run = try run(["sh", "-c", "kill -9 $$"], in: TemporaryFolder(), restarts: restarts)
    #expect(run.requests == (restarts < SlurmScript.restartLimit ? "requeue 98_7\n" : ""))
    #expect(run.status == (restarts < SlurmScript.restartLimit ? 9 : 137))
  }
}
