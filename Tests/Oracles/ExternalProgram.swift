public import Foundation

/// A program that the machine may have.
public enum ExternalProgram: String {
  case singular = "Singular"
  case macaulay2 = "M2"
  case pdflatex

  /// Where it is, if it is on the search path.
  public var url: URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.map { URL(filePath: "\($0)/\(rawValue)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Whether the machine has it.
  public var isInstalled: Bool { url != nil }

  /// Runs the program in a folder, without input.
  ///
  /// - Returns: its exit status, and all it wrote.
  public func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> (
    status: Int32, output: String
  ) {
    // The folder goes with its last reference, which may be this one.
    defer { withExtendedLifetime(folder) {} }
    let path = try folder.write("", to: "output-of-\(rawValue)")
    let output = FileHandle(forWritingAtPath: path)
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do { try process.run() } catch { done.resume(throwing: error) }
    }
    try output?.close()
    let data = try Data(contentsOf: URL(filePath: path))
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
