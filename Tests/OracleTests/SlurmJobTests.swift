import Foundation
import Oracles
import Programs
import Testing

/// What the jobs of a sweep rely on.
@Suite(
  .enabled("Slurm is not installed") { await SlurmCluster.isInstalled },
  .timeLimit(.minutes(30)))
struct SlurmJobTests {
  /// Notes its process in a file, is killed or waits to be killed in its first run, and leaves a
  /// result in its second.
  private static let twoRuns = """
    #!/bin/sh
    echo "run ${SLURM_RESTART_COUNT:-0}"
    echo $$ > process-$SLURM_ARRAY_TASK_ID
    if [ "${SLURM_RESTART_COUNT:-0}" = 0 ]; then FIRST_RUN; fi
    echo "$SLURM_RESTART_COUNT" > result-$SLURM_ARRAY_TASK_ID
    """

  private static let options = ["--requeue", "--open-mode=append", "--output=log-%a"]

  private func submit(
    firstRun: String, array: String, to cluster: SlurmCluster, in folder: TemporaryFolder
  ) async throws -> Int {
    let script = Self.twoRuns.replacing("FIRST_RUN", with: firstRun)
    try folder.write(script, to: "job.sh")
    return try await cluster.submit(
      Self.options + ["--array=\(array)", "job.sh"], in: folder)
  }

  private func expectSecondRun(
    of job: Int, task: Int, on cluster: SlurmCluster, in folder: TemporaryFolder
  ) async throws {
    let record = try await cluster.record(of: job, task: task)
    #expect(record == .init(state: "COMPLETED", exitCode: "0:0", restarts: 1))
    #expect(try folder.text(of: "result-\(task)") == "1\n")
    let runs = try folder.text(of: "log-\(task)").split(separator: "\n")
      .filter { $0.hasPrefix("run ") }
    #expect(runs == ["run 0", "run 1"])
  }

  @Test func arrayRuns() async throws {
    let cluster = try await SlurmCluster.shared
    let folder = try TemporaryFolder()
    let script = """
      #!/bin/sh
      echo "$GREETING $SLURM_ARRAY_TASK_ID of $SLURM_ARRAY_TASK_COUNT, $1" \
        > result-$SLURM_ARRAY_TASK_ID
      """
    try folder.write(script, to: "job.sh")
    let job = try await cluster.submit(
      ["--array=1-5%3", "--output=/dev/null", "job.sh", "argument"], in: folder,
      environment: ["GREETING": "task"])
    try await cluster.waitForJob(job)
    #expect(try folder.names.filter { $0.hasPrefix("result-") }.count == 5)
    for task in 1...5 {
      #expect(try folder.text(of: "result-\(task)") == "task \(task) of 5, argument\n")
      let record = try await cluster.record(of: job, task: task)
      #expect(record == .init(state: "COMPLETED", exitCode: "0:0", restarts: 0))
    }
  }

  /// Two tasks that each wait for the other end only if both run.
  @Test func tasksRunSideBySide() async throws {
    let cluster = try await SlurmCluster.shared
    let folder = try TemporaryFolder()
    let script = """
      #!/bin/sh
      touch here-$SLURM_ARRAY_TASK_ID
      until [ -e here-1 ] && [ -e here-2 ]; do sleep 0.1; done
      """
    try folder.write(script, to: "job.sh")
    let job = try await cluster.submit(
      ["--array=1-2", "--output=/dev/null", "job.sh"], in: folder)
    try await cluster.waitForJob(job)
    for task in 1...2 {
      #expect(try await cluster.record(of: job, task: task).state == "COMPLETED")
    }
  }

  @Test(arguments: [("exit 3", "3:0"), ("kill -9 $$", "0:9"), ("sh -c 'kill -9 $$'", "137:0")])
  func failureIsRecorded(command: String, exitCode: String) async throws {
    let cluster = try await SlurmCluster.shared
    let folder = try TemporaryFolder()
    let job = try await cluster.submit(
      ["--requeue", "--output=/dev/null", "--wrap", command], in: folder)
    try await cluster.waitForJob(job)
    // Not requeued: that is done for nodes that fail, not for programs that do.
    #expect(
      try await cluster.record(of: job)
        == .init(state: "FAILED", exitCode: exitCode, restarts: 0))
  }

  /// A script that survives what it ran can ask for another run.
  @Test func scriptRequeuesItself() async throws {
    let cluster = try await SlurmCluster.shared
    let folder = try TemporaryFolder()
    let job = try await submit(
      firstRun: "sh -c 'kill -9 $$' || scontrol requeue \"$SLURM_JOB_ID\"; sleep 600",
      array: "1-2", to: cluster, in: folder)
    try await cluster.waitForJob(job)
    for task in 1...2 {
      try await expectSecondRun(of: job, task: task, on: cluster, in: folder)
    }
  }

  /// Somebody else requeues a task that runs; the other tasks are left alone.
  @Test func runningTaskIsRequeued() async throws {
    let cluster = try await SlurmCluster.shared
    let folder = try TemporaryFolder()
    let job = try await submit(
      firstRun: "[ $SLURM_ARRAY_TASK_ID = 1 ] || exit 0; exec sleep 600", array: "1-2",
      to: cluster, in: folder)
    try await cluster.wait(for: "the first run") { processNumber(of: 1, in: folder) != nil }
    try await cluster.output(of: .scontrol, ["requeue", "\(job)_1"])
    try await cluster.waitForJob(job)
    try await expectSecondRun(of: job, task: 1, on: cluster, in: folder)
    #expect(
      try await cluster.record(of: job, task: 2)
        == .init(state: "COMPLETED", exitCode: "0:0", restarts: 0))
  }

  /// A task whose process is killed fails, and can be requeued after that.
  @Test func killedTaskIsRequeued() async throws {
    let cluster = try await SlurmCluster.shared
    let folder = try TemporaryFolder()
    let job = try await submit(
      firstRun: "exec sleep 600", array: "1", to: cluster, in: folder)
    try await cluster.wait(for: "the first run") { processNumber(of: 1, in: folder) != nil }
    let process = try #require(processNumber(of: 1, in: folder))
    #expect(kill(process, SIGKILL) == 0)
    try await cluster.waitForJob(job)
    #expect(
      try await cluster.record(of: job, task: 1)
        == .init(state: "FAILED", exitCode: "0:9", restarts: 0))
    #expect(!(try folder.names).contains("result-1"))

    try await cluster.output(of: .scontrol, ["requeue", "\(job)_1"])
    try await cluster.waitForJob(job)
    try await expectSecondRun(of: job, task: 1, on: cluster, in: folder)
  }

  /// The number that the task has noted, once it is there as a whole.
  private func processNumber(of task: Int, in folder: TemporaryFolder) -> Int32? {
    guard let text = try? folder.text(of: "process-\(task)"), text.hasSuffix("\n") else {
      return nil
    }
    return Int32(text.dropLast())
  }
}
