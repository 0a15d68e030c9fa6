import Certification
import Foundation
import Oracles
import Programs

/// A shell script in the place of Singular.
struct FakeSingular {
  let program: SingularProgram
  let folder: TemporaryFolder

  /// A script in a new folder, in one with a given name where somebody else has to know it.
  init(_ body: String, in name: String? = nil) throws {
    folder = try name.map { try TemporaryFolder(named: $0) } ?? TemporaryFolder()
    let text = try folder.write("#!/bin/sh\n\(body)\n", to: "text")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: text)
    // A file that this process wrote itself may still be open for writing in a process that
    // another test is about to start, and would be refused as busy.
    let copy = Process()
    copy.executableURL = URL(filePath: "/bin/cp")
    copy.arguments = ["-p", text, folder.path("Singular")]
    try copy.run()
    copy.waitUntilExit()
    program = SingularProgram(at: URL(filePath: folder.path("Singular")))
  }

  /// The identifier that the script wrote to a file, once it is there.
  func process(_ name: String) async throws -> Int32 {
    for _ in 0..<500 {
      if let text = try? folder.text(of: name), text.hasSuffix("\n"),
        let identifier = Int32(text.dropLast())
      {
        return identifier
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Whether a process ends within a second.
  static func ends(_ identifier: Int32) async throws -> Bool {
    for _ in 0..<100 {
      if !isRunning(identifier) { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  /// A process that ended and that nobody has waited for counts as ended.
  private static func isRunning(_ identifier: Int32) -> Bool {
    guard kill(identifier, 0) == 0 else { return false }
    guard let status = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
    else { return true }
    return status.split(separator: ")").last?.hasPrefix(" Z") != true
  }
}
