import Foundation
import Oracles
import Programs

/// The command as it was built, run as a user runs it.
struct Command {
  /// Beside the tests: they are a program in the folder of products on Linux, a bundle elsewhere.
  static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
    let isInside = bundle.bundleURL.pathExtension == "xctest"
    let folder = isInside ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
    return folder.appending(path: "reluvar")
  }()

  /// How long a run may take before it counts as hanging.
  private static let patience = DispatchTimeInterval.seconds(240)

  /// What a run ended with.
  struct Outcome: Equatable {
    /// The exit status, or the signal that ended the run.
    let status: Int32
    /// Whether a signal ended the run.
    let isSignalled: Bool
    /// What was written on standard output.
    let output: String
    /// What was written on standard error.
    let diagnostics: String

    var isSuccess: Bool { status == 0 && !isSignalled }
    var diagnosticLines: [Substring] { diagnostics.split(separator: "\n") }
  }

  /// Where the command runs.
  let folder: TemporaryFolder
  private let streams: TemporaryFolder

  init(in folder: TemporaryFolder? = nil) throws {
    self.folder = try folder ?? TemporaryFolder()
    streams = try TemporaryFolder()
  }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - output: where standard output goes; collected where it is `nil`.
  ///   - diagnostics: where standard error goes; collected where it is `nil`.
  ///   - input: what standard input is; empty where it is `nil`.
  ///   - environment: variables beyond those that the tests have.
  ///   - interruption: a signal to be sent when standard error has a first line.
  func run(
    _ arguments: [String], output: FileHandle? = nil, diagnostics: FileHandle? = nil,
    input: FileHandle? = nil, environment: [String: String] = [:], interruption: Int32? = nil
  ) async throws -> Outcome {
    try await Turnstile.programs.pass {
      try await start(
        arguments, output: output, diagnostics: diagnostics, input: input,
        environment: environment, interruption: interruption)
    }
  }

  private func start(
    _ arguments: [String], output: FileHandle?, diagnostics: FileHandle?,
    input: FileHandle?, environment: [String: String], interruption: Int32?
  ) async throws -> Outcome {
    for name in ["output", "diagnostics"] { _ = try streams.write("", to: name) }
    let collected = FileHandle(forWritingAtPath: streams.path("output"))
    let remarks = FileHandle(forWritingAtPath: streams.path("diagnostics"))
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = output ?? collected
    process.standardError = diagnostics ?? remarks
    // Help is filled to the width of a terminal, which tests do not have.
    process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "80"]) { $1 }
      .merging(environment) { $1 }
    let end = AsyncStream<Void> { end in process.terminationHandler = { _ in end.finish() } }
    // A signal that the tests were told to ignore, as behind nohup, would be ignored here too.
    let previous = interruption.map { ($0, signal($0, SIG_DFL)) }
    defer { previous.map { _ = signal($0, $1) } }
    try process.run()
    let identifier = process.processIdentifier
    let watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: watchdog)
    if let interruption { interrupt(identifier, by: interruption) }
    for await _ in end {}
    watchdog.cancel()
    for handle in [collected, remarks] { try handle?.close() }
    return Outcome(
      status: process.terminationStatus, isSignalled: process.terminationReason == .uncaughtSignal,
      output: try streams.text(of: "output"), diagnostics: try streams.text(of: "diagnostics"))
  }

  func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

  /// Sends a signal as soon as standard error has a line.
  ///
  /// On a thread of its own: a task might wait behind other tests until the run has ended.
  private func interrupt(_ identifier: Int32, by signal: Int32) {
    let path = streams.path("diagnostics")
    Thread.detachNewThread {
      for _ in 0..<3_000 {
        if FileManager.default.contents(atPath: path)?.contains(UInt8(ascii: "\n")) == true {
          break
        }
        usleep(10_000)
      }
      kill(identifier, signal)
    }
  }
}
