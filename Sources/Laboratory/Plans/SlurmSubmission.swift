import Foundation

/// The arrays of jobs for the shards of a plan that are not finished and not in the queue.
public struct SlurmSubmission: Hashable, Sendable {
  /// What Slurm is asked for.
  public struct Request: Hashable, Sendable {
    /// The processors for each task.
    public var processors: Int
    /// How many tasks may run at once; no limit where it is `nil`.
    public var tasksAtOnce: Int?
    /// Whether findings without a verdict are a reason to treat a shard again.
    public var isRetrying: Bool
    /// Further options of `sbatch`.
    public var options: [String]

    /// A request.
    public init(
      processors: Int = 1, tasksAtOnce: Int? = nil, isRetrying: Bool = false,
      options: [String] = []
    ) {
      self.processors = processors
      self.tasksAtOnce = tasksAtOnce
      self.isRetrying = isRetrying
      self.options = options
    }
  }

  /// The shards, ascending.
  public let shards: [Int]
  /// The arrays, which have these shards.
  public let arrays: [SlurmArray]
  /// Where the script is, which is the same for all arrays.
  public let scriptFile: String
  private let name: String
  private let folder: String
  private let request: Request

  /// The arrays for a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan in the folder.
  ///   - folder: given by an absolute path.
  ///   - request: what Slurm is asked for.
  ///   - queue: tasks that wait or run.
  ///   - largestTask: the largest number of a task.
  public init(
    of plan: SweepPlan, in folder: PlanFolder, request: Request,
    besides queue: [SlurmClient.QueuedTask], largestTask: Int
  ) {
    let prefix = "reluvar-\(plan.digest)-"
    let queued = Set(
      queue.lazy.filter { $0.folder == folder.path && $0.name.hasPrefix(prefix) }
        .compactMap { task in
          Int(task.name.dropFirst(prefix.count)).map { $0 + task.task }
        })
    shards = folder.unfinishedShards(of: plan, isRetrying: request.isRetrying)
      .filter { !queued.contains($0) }
    arrays = SlurmArray.arrays(for: shards, largestTask: largestTask)
    scriptFile = folder.path + "/task.sh"
    name = prefix
    self.folder = folder.path
    self.request = request
  }

  /// The arguments of `sbatch` for one of the arrays.
  ///
  /// - Parameters:
  ///   - array: one of the arrays.
  ///   - previous: the number of the job for the array before, if there is one. Where the tasks at
  ///     once are limited the arrays run one after the other, as Slurm limits those of each array
  ///     only.
  public func arguments(for array: SlurmArray, after previous: Int?) -> [String] {
    var tasks = array.tasks.compactRanges
    if let limit = request.tasksAtOnce { tasks += "%\(limit)" }
    var arguments = [
      "--parsable", "--array=\(tasks)", "--job-name=\(name)\(array.offset)",
      "--chdir=\(folder)", "--output=logs/%A_%a.log", "--open-mode=append", "--requeue",
      "--ntasks=1", "--cpus-per-task=\(request.processors)",
    ]
    if request.tasksAtOnce != nil, let previous {
      arguments.append("--dependency=afterany:\(previous)")
    }
    return arguments + request.options + [scriptFile, "\(array.offset)"]
  }
}
