public import Foundation
public import Programs

/// The Python packages that tests compare with, in an environment below `.build` that the first
/// use makes.
public enum PythonEnvironment {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Python")

  private static let preparation = Task { () -> URL? in
    let script = folder.appending(path: "prepare").path(percentEncoded: false)
    let run = ProgramRun(
      of: URL(filePath: "/bin/sh"), [script], in: try TemporaryFolder(), timeLimit: .seconds(300))
    let result = try await run.result()
    guard result.end == .exited(0) else { return nil }
    return result.output.split(separator: "\n").last.map { URL(filePath: String($0)) }
  }

  /// The interpreter, or `nil` where there is no Python or the packages cannot be had.
  public static var interpreter: URL? {
    get async { try? await preparation.value }
  }

  /// Whether there is an interpreter with the packages.
  public static var isAvailable: Bool { get async { await interpreter != nil } }

  /// The program msolve, which a package brings; `nil` where there is none for the machine.
  public static var msolve: URL? {
    get async {
      guard let environment = await interpreter?.deletingLastPathComponent() else { return nil }
      let libraries = environment.deletingLastPathComponent().appending(path: "lib")
      let versions = try? FileManager.default.contentsOfDirectory(
        at: libraries, includingPropertiesForKeys: nil)
      return versions?.map { $0.appending(path: "site-packages/sage_wheels/bin/msolve") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
    }
  }

  /// Runs one of the scripts beside `prepare`, without input.
  ///
  /// - Returns: its exit status, or the signal that killed it, and all it wrote.
  public static func run(
    _ script: String, _ arguments: [String], in folder: TemporaryFolder
  ) async throws -> (status: Int32, output: String) {
    guard let interpreter = await interpreter else { throw CocoaError(.fileNoSuchFile) }
    let path = Self.folder.appending(path: script).path(percentEncoded: false)
    let result = try await Turnstile.programs.pass {
      try await ProgramRun(of: interpreter, [path] + arguments, in: folder).result()
    }
    return (result.end.status, result.output)
  }
}
