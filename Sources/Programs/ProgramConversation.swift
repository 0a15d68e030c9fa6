package import Foundation

/// A program that reads lines from its standard input and answers with lines on its standard output.
///
/// It is asked by one thread at a time; any thread may end it through its process number.
package final class ProgramConversation {
  private let handle: Process
  private let input: FileHandle
  private let output: FileHandle
  private var buffer = Data()
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts a program.
  ///
  /// - Throws: what the system says where it cannot be started.
  package init(_ executable: URL, _ arguments: [String]) throws {
    let (input, output) = (Pipe(), Pipe())
    handle = Process()
    handle.executableURL = executable
    handle.arguments = arguments
    handle.standardInput = input
    handle.standardOutput = output
    // What it says in its last moments is of no use; `end()` says how it ended.
    handle.standardError = FileHandle.nullDevice
    handle.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    try handle.run()
    self.input = input.fileHandleForWriting
    self.output = output.fileHandleForReading
  }

  /// The number of the process.
  package var process: pid_t { handle.processIdentifier }

  /// Sends a line. That nobody reads it shows when the answer is awaited; the signal for a broken
  /// pipe, which would end this process, is held back and dropped.
  package func send(_ line: Data) {
    #if os(Linux)
      var (pipe, previous) = (sigset_t(), sigset_t())
      sigemptyset(&pipe)
      sigaddset(&pipe, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, &pipe, &previous)
      defer {
        var now = timespec()
        sigtimedwait(&pipe, nil, &now)
        pthread_sigmask(SIG_SETMASK, &previous, nil)
      }
    #else
      _ = fcntl(input.fileDescriptor, F_SETNOSIGPIPE, 1)
    #endif
    try? input.write(contentsOf: line)
  }

  /// The next line, or `nil` at the end of the output.
  package func receive() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer = Data(buffer[buffer.index(after: end)...])
        return line
      }
      // `FileHandle.read(upToCount:)` waits for as many bytes as are asked for.
      let count = chunk.withUnsafeMutableBytes {
        read(output.fileDescriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return nil }
      buffer += chunk[..<count]
    }
  }

  /// Waits for the end of the process, and says how it ended.
  package func end() -> ProgramRun.End {
    handle.waitUntilExit()
    let status = handle.terminationStatus
    return handle.terminationReason == .uncaughtSignal
      ? .killed(signal: status) : .exited(status)
  }

  /// Ends the process, if it has not ended.
  package func kill() {
    if handle.isRunning { _ = Foundation.kill(handle.processIdentifier, SIGKILL) }
  }
}
