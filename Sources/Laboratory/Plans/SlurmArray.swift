import Algorithms

/// Tasks of an array of jobs: the numbers that Slurm gives them, and what is added to these.
///
/// Slurm's numbers are limited (`MaxArraySize`), so more shards than that take several arrays.
public struct SlurmArray: Hashable, Sendable {
  /// What is added to the number of a task to get that of its shard.
  public let offset: Int
  /// The numbers of the tasks, ascending.
  public let tasks: [Int]

  /// The arrays for shards, as few as possible.
  ///
  /// - Parameters:
  ///   - shards: their numbers, from 1, ascending.
  ///   - largestTask: the largest number that Slurm gives to a task, at least 1.
  public static func arrays(for shards: [Int], largestTask: Int) -> [SlurmArray] {
    precondition(largestTask >= 1, "arrays without tasks")
    return shards.chunked { ($0 - 1) / largestTask == ($1 - 1) / largestTask }.map { shards in
      let offset = (shards[shards.startIndex] - 1) / largestTask * largestTask
      return SlurmArray(offset: offset, tasks: shards.map { $0 - offset })
    }
  }
}

extension Collection where Element == Int {
  /// Ascending numbers with runs as ranges: `1-40,43`.
  public var compactRanges: String {
    chunked { $0 + 1 == $1 }.map { run in
      guard let first = run.first, run.count > 1 else { return run.map(String.init).joined() }
      return "\(first)-\(first + run.count - 1)"
    }.joined(separator: ",")
  }
}
