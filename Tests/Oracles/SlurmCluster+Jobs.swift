internal import Foundation
public import Programs

extension SlurmCluster {
  /// Submits a job from a folder.
  ///
  /// - Parameters:
  ///   - arguments: options of `sbatch`, the script, and its arguments.
  ///   - environment: variables beyond those of this process; jobs inherit them.
  /// - Returns: the number of the job, or of the array of jobs.
  public func submit(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) async throws -> Int {
    let output = try await output(
      of: .sbatch, ["--parsable"] + arguments, in: folder, environment: environment)
    guard let job = Int(output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Failure(description: "sbatch: \(output)")
    }
    return job
  }

  /// Waits until a job, with all tasks of an array, has left the queue.
  ///
  /// - Throws: ``Failure`` where it has not within the patience.
  public func waitForJob(_ job: Int, patience: Duration = .seconds(900)) async throws {
    try await wait(for: "job \(job) to leave the queue", patience: patience) {
      // The queue has nothing of a job that Slurm has forgotten, or never knew.
      let (status, output) = try await run(.squeue, ["--noheader", "--jobs=\(job)"])
      return status == 0 && output.isEmpty || output.contains("Invalid job id")
    }
  }

  /// Waits until something holds.
  ///
  /// - Parameter condition: said to those who read that it did not come to hold.
  /// - Throws: ``Failure`` where it does not within the patience.
  public func wait(
    for condition: String, patience: Duration = .seconds(900),
    until holds: () async throws -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + patience
    while try await !holds() {
      guard ContinuousClock.now < deadline else {
        throw Failure(description: "waited in vain for \(condition)")
      }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// What Slurm says of a job, or of the task of an array.
  ///
  /// - Throws: ``Failure`` where Slurm does not know it; it forgets a job five minutes after its end.
  public func record(of job: Int, task: Int? = nil) async throws -> JobRecord {
    let name = task.map { "\(job)_\($0)" } ?? "\(job)"
    let output = try await output(of: .scontrol, ["show", "job", "--oneliner", name])
    let pairs = output.split(whereSeparator: \.isWhitespace)
      .map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
      .filter { $0.count == 2 }.map { ($0[0], $0[1]) }
    let fields = Dictionary(pairs) { first, _ in first }
    guard let state = fields["JobState"], let exitCode = fields["ExitCode"],
      let restarts = fields["Restarts"].flatMap(Int.init)
    else { throw Failure(description: "scontrol: \(output)") }
    return JobRecord(state: state, exitCode: exitCode, restarts: restarts)
  }
}
