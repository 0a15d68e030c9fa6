internal import Foundation
public import Programs

/// A Slurm of one node with four processors, which is there for the tests of this process alone.
///
///     let cluster = try await SlurmCluster.shared
///     let job = try await cluster.submit(["--array=1-5", "job.sh"], in: folder)
///     try await cluster.waitForJob(job)
///
/// The first use starts it, and it ends with this process, of whatever cause; see the script
/// `start`. Jobs of several tests share its processors.
public struct SlurmCluster: Sendable {
  /// Why there is no answer from Slurm.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// The programs that talk to Slurm.
  public enum Client: String, Sendable {
    case sbatch, squeue, scontrol, scancel, sinfo
  }

  /// The state of a job that Slurm remembers, running or not.
  public struct JobRecord: Hashable, Sendable {
    /// As Slurm calls it: `PENDING`, `RUNNING`, `COMPLETED`, `FAILED`, ...
    public let state: String
    /// The exit status and the signal, separated by a colon.
    public let exitCode: String
    /// How many times it was started again.
    public let restarts: Int

    public init(state: String, exitCode: String, restarts: Int) {
      self.state = state
      self.exitCode = exitCode
      self.restarts = restarts
    }
  }

  private enum Start {
    case running(SlurmCluster)
    case missing(String)
  }

  private static let start = Task { () throws -> Start in
    let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Slurm")
    let name = "reluvar-slurm-\(UUID().uuidString)"
    // The folder stays when this process ends, and the script removes it.
    let folder = FileManager.default.temporaryDirectory.appending(path: name)
    let run = ProgramRun(
      of: URL(filePath: "/bin/bash"),
      [
        scripts.appending(path: "start").path(percentEncoded: false),
        folder.path(percentEncoded: false), "\(ProcessInfo.processInfo.processIdentifier)",
      ],
      in: try TemporaryFolder(), timeLimit: .seconds(300))
    let result = try await run.result()
    switch result.end {
    case .exited(0): return .running(SlurmCluster(environment: assignments(in: result.output)))
    case .exited(69): return .missing(result.output)
    default: throw Failure(description: "Slurm does not start: \(result.output)")
    }
  }

  /// Whether the machine has Slurm. One that is there and does not start is not missing.
  public static var isInstalled: Bool {
    get async {
      guard case .missing = try? await start.value else { return true }
      return false
    }
  }

  /// The one of this process.
  ///
  /// - Throws: ``Failure`` where Slurm is missing or does not start.
  public static var shared: SlurmCluster {
    get async throws {
      switch try await start.value {
      case .running(let cluster): return cluster
      case .missing(let message): throw Failure(description: message)
      }
    }
  }

  /// What programs need in their environment to find it.
  public let environment: [String: String]

  private static func assignments(in text: String) -> [String: String] {
    let pairs = text.split(separator: "\n").map { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    return Dictionary(pairs) { $1 }
  }

  /// Runs a client in a folder, without input.
  ///
  /// - Parameter environment: variables beyond those of this process.
  /// - Returns: its exit status, or the signal that killed it, and all it wrote.
  public func run(
    _ client: Client, _ arguments: [String], in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) async throws -> (status: Int32, output: String) {
    let folder = try folder ?? TemporaryFolder()
    let result = try await Turnstile.programs.pass {
      try await ProgramRun(
        of: URL(filePath: "/usr/bin/env"), [client.rawValue] + arguments, in: folder,
        environment: self.environment.merging(environment) { $1 }
      ).result()
    }
    return (result.end.status, result.output)
  }

  /// Runs a client that is to succeed.
  ///
  /// - Returns: all it wrote.
  /// - Throws: ``Failure`` where it does not succeed.
  @discardableResult
  public func output(
    of client: Client, _ arguments: [String], in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) async throws -> String {
    let (status, output) = try await run(
      client, arguments, in: folder, environment: environment)
    guard status == 0 else {
      throw Failure(
        description: "\(client) \(arguments.joined(separator: " ")): \(status), \(output)")
    }
    return output
  }
}
