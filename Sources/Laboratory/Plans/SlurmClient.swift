import Foundation
import Programs

/// Talks to a Slurm by its programs.
///
/// Source: the manual pages of sbatch, squeue and scontrol.
public struct SlurmClient: Sendable {
  /// Why Slurm does not do what it is asked for.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A program is not on the search path.
    case missing(program: String)
    /// Slurm does not answer; it may do so later.
    case unreachable(reason: String)
    /// Slurm refuses a job.
    case refused(reason: String)

    /// One line for the user.
    public var description: String {
      switch self {
      case .missing(let program):
        "\(program) is needed and not on the search path: run this where Slurm is (Debian: "
          + "slurm-client), or treat the shards by 'reluvar sweep task'"
      case .unreachable(let reason): "Slurm does not answer: \(reason)"
      case .refused(let reason): "Slurm refuses the job: \(reason)"
      }
    }
  }

  /// What Slurm allows where it does not say, which is its own default.
  private static let defaultArraySize = 1001

  private let sbatch: URL

  /// The Slurm on the search path.
  ///
  /// - Throws: ``Failure/missing(program:)``.
  public init() throws(Failure) {
    guard let sbatch = SearchPath.program("sbatch") else { throw .missing(program: "sbatch") }
    self.sbatch = sbatch
  }

  /// The largest number that a task of an array can have; Slurm's default where it is not known.
  public static func largestTask() async -> Int {
    guard let scontrol = SearchPath.program("scontrol"),
      let (status, output) = try? await run(scontrol, ["show", "config"]), status == 0
    else { return defaultArraySize - 1 }
    let line = output.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let size = line.flatMap { line in
      line.split(separator: "=").last.flatMap { Int($0.filter { !$0.isWhitespace }) }
    }
    return max(1, (size ?? defaultArraySize) - 1)
  }

  /// Submits an array of jobs.
  ///
  /// - Parameter arguments: options, the script, and its arguments.
  /// - Returns: the number of the job.
  /// - Throws: `Failure`.
  public func submit(_ arguments: [String]) async throws -> Int {
    let (status, output) = try await Self.run(sbatch, arguments)
    // Beside the number, `12` or `12;cluster`, there may be warnings.
    let numbers = output.split(separator: "\n").compactMap { line in
      line.split(separator: ";").first.flatMap { Int($0) }
    }
    if status == 0, let job = numbers.last { return job }
    let message = output.split(separator: "\n").joined(separator: "; ")
      .replacing("sbatch: ", with: "")
    throw Self.isTemporary(output)
      ? Failure.unreachable(reason: message) : .refused(reason: message)
  }

  /// Whether the same request may succeed later: the controller is away, busy, or has as many jobs
  /// as it takes.
  private static func isTemporary(_ output: String) -> Bool {
    [
      "Unable to contact slurm controller", "Socket timed out", "temporarily",
      "Could not establish a configuration source", "Zero Bytes were transmitted",
      "Job violates accounting/QOS policy", "MaxSubmit", "Connection refused",
      "Communication connection failure",
    ].contains { output.localizedStandardContains($0) }
  }

  /// A task of an array that waits or runs.
  public struct QueuedTask: Hashable, Sendable {
    /// The name of the job.
    public let name: String
    /// The number of the task.
    public let task: Int
    /// The folder in which it runs.
    public let folder: String

    /// A task.
    public init(name: String, task: Int, folder: String) {
      self.name = name
      self.task = task
      self.folder = folder
    }
  }

  /// The tasks of the user that wait or run; none where Slurm does not tell.
  public static func queuedTasks() async -> [QueuedTask] {
    guard let squeue = SearchPath.program("squeue"),
      let (status, output) = try? await run(
        squeue, ["--me", "--noheader", "--array", "--format=%K %j %Z"]),
      status == 0
    else { return [] }
    return output.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let task = Int(words[0]) else { return nil }
      return QueuedTask(name: String(words[1]), task: task, folder: String(words[2]))
    }
  }

  private static func run(
    _ program: URL, _ arguments: [String]
  ) async throws -> (status: Int32, output: String) {
    let result = try await ProgramRun(of: program, arguments, in: TemporaryFolder()).result()
    return (result.end.status, result.output)
  }
}
