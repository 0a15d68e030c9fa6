import Foundation
import Oracles

/// Runs of the built executable.
struct Command {
  struct Outcome {
    let exitCode: Int32
    let output: String
    let diagnostics: String

    /// The lines on standard error.
    var complaints: [Substring] { diagnostics.split(separator: "\n") }
  }

  /// The executable lies beside the test bundle.
  static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appendingPathComponent("reluvar")

  static func run(_ arguments: [String], in folder: URL? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop the command while the other one is read.
    let files = try TemporaryFolder()
    let outputFile = URL(filePath: try files.write("", to: "stdout"))
    let errorFile = URL(filePath: try files.write("", to: "stderr"))
    let output = try FileHandle(forWritingTo: outputFile)
    let error = try FileHandle(forWritingTo: errorFile)
    process.standardOutput = output
    process.standardError = error
    try process.run()
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      diagnostics: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }

  /// Runs a command line whose arguments are separated by blanks.
  static func run(_ line: String, in folder: URL? = nil) throws -> Outcome {
    try run(line.split(separator: " ").map(String.init), in: folder)
  }
}
