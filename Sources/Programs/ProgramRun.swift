public import Foundation
import LongWork
internal import Synchronization

/// One run of an external program, without input, in a folder of its own.
///
///     let result = try await ProgramRun(of: url, ["-q", "script"], in: folder).result()
///
/// A run is over when the program and those that it started are. When the task is cancelled or
/// the time is over, it is killed with all of them that stayed in its process group. When the
/// process that runs it dies, of whatever cause, a watchdog does the same and removes the folder.
public struct ProgramRun: Sendable {
  /// What a run left.
  public struct Result: Hashable, Sendable {
    /// How it ended.
    public let end: End
    /// All it wrote, diagnostics included.
    public let output: String
  }

  /// How a run ended.
  public enum End: Hashable, Sendable {
    /// By itself, with an exit status.
    case exited(Int32)
    /// By a signal that somebody else sent.
    case killed(signal: Int32)
    /// By the time limit.
    case timeLimit

    /// The exit status, or the number of the signal that ended the run.
    public var status: Int32 {
      switch self {
      case .exited(let status), .killed(let status): status
      case .timeLimit: SIGKILL
      }
    }
  }

  private let executable: URL
  private let arguments: [String]
  private let folder: TemporaryFolder
  private let environment: [String: String]
  private let timeLimit: Duration?

  /// A run that has not started.
  ///
  /// - Parameters:
  ///   - executable: the program.
  ///   - arguments: its arguments.
  ///   - folder: where it runs.
  ///   - environment: variables beyond those of this process, or in their place.
  ///   - timeLimit: when it is killed, if it is still there.
  public init(
    of executable: URL, _ arguments: [String], in folder: TemporaryFolder,
    environment: [String: String] = [:], timeLimit: Duration? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.timeLimit = timeLimit
  }

  /// Runs the program to its end.
  ///
  /// - Throws: `CancellationError` when the task is cancelled, and what the system says where the
  ///   program cannot be started.
  public func result() async throws -> Result {
    // The folder goes with its last reference, which may be this one.
    defer { withExtendedLifetime(folder) {} }
    try Task.checkCancellation()
    let path = try folder.write("", to: "output-of-\(executable.lastPathComponent)")
    guard let output = FileHandle(forWritingAtPath: path) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let process = RunningProcess(
      executable, arguments, in: folder.url, environment: environment, output: output)
    let alarm = timeLimit.map { limit in Alarm(after: limit) { process.kill(for: .timeLimit) } }
    defer { alarm?.cancel() }
    let end = try await withTaskCancellationHandler {
      try await process.end()
    } onCancel: {
      process.kill(for: .cancellation)
    }
    try output.close()
    try Task.checkCancellation()
    let data = try Data(contentsOf: URL(filePath: path))
    return Result(end: end, output: String(decoding: data, as: UTF8.self))
  }
}

/// A process that can be killed from any thread, at any time.
private final class RunningProcess: Sendable {
  enum Reason { case timeLimit, cancellation }

  private struct State {
    let process: Process
    var isRunning = false
    var watchdog: Watchdog?
    var reason: Reason?
  }

  // `Process` is touched under the lock only.
  private let state: Mutex<State>
  private let folder: URL

  init(
    _ executable: URL, _ arguments: [String], in folder: URL, environment: [String: String],
    output: FileHandle
  ) {
    self.folder = folder
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if !environment.isEmpty {
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    state = Mutex(State(process: process))
  }

  /// Starts the process and waits for its end.
  func end() async throws -> ProgramRun.End {
    try await withCheckedThrowingContinuation { done in
      state.withLock { state in
        guard state.reason == nil else { return done.resume(returning: .timeLimit) }
        state.process.terminationHandler = { process in
          let status = process.terminationStatus
          let isExit = process.terminationReason == .exit
          done.resume(returning: self.ended(isExit ? .exited(status) : .killed(signal: status)))
        }
        do {
          try state.process.run()
          state.isRunning = true
          state.watchdog = Watchdog(over: state.process.processIdentifier, in: folder)
        } catch {
          done.resume(throwing: error)
        }
      }
    }
  }

  private func ended(_ end: ProgramRun.End) -> ProgramRun.End {
    state.withLock { state in
      state.watchdog?.end()
      state.watchdog = nil
      // What the program left behind ends with it.
      if state.isRunning { Foundation.kill(-state.process.processIdentifier, SIGKILL) }
      state.isRunning = false
      return state.reason == .timeLimit ? .timeLimit : end
    }
  }

  func kill(for reason: Reason) {
    state.withLock { state in
      if state.reason == nil { state.reason = reason }
      if state.isRunning { Self.kill(state.process.processIdentifier) }
    }
  }

  /// Kills a process with its group; Foundation makes one for every process it starts.
  private static func kill(_ identifier: Int32) {
    switch getpgid(identifier) {
    case identifier: Foundation.kill(-identifier, SIGKILL)
    case -1: break
    default: Foundation.kill(identifier, SIGKILL)
    }
  }
}

/// A shell that waits for the end of this process, and then kills a process group and removes a
/// folder.
///
/// A process of its own group does not get the signals of a terminal, and nobody can act on
/// `SIGKILL`. But the system closes the pipe that the shell reads.
private struct Watchdog {
  private let shell: Process
  private let pipe: Pipe

  /// A watchdog, or `nil` where the machine has no shell.
  init?(over group: Int32, in folder: URL) {
    shell = Process()
    pipe = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c", "read line; kill -9 -\"$1\"; rm -rf -- \"$2\"", "watchdog", "\(group)",
      folder.path(percentEncoded: false),
    ]
    shell.standardInput = pipe
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = FileHandle.nullDevice
    guard (try? shell.run()) != nil else { return nil }
  }

  /// Calls it off. Killed before the pipe is closed, the shell does not get to read its end.
  func end() {
    if shell.isRunning { kill(shell.processIdentifier, SIGKILL) }
    try? pipe.fileHandleForWriting.close()
  }
}
