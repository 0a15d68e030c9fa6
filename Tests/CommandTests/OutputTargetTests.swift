import Foundation
import Testing

/// Outputs that are no plain files of their own.
@Suite struct OutputTargetTests {
  private static let arguments = ["dimension"] + Invocations.shallow

  /// The file that a link points to gets the result, and the link stays.
  @Test func symbolicLink() async throws {
    let command = try Command()
    try command.folder.write("old", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: command.folder.path("link"), withDestinationPath: "file")
    let run = try await command.run(Self.arguments + ["--output", "link"])
    #expect(run.isSuccess)
    let link = command.folder.path("link")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "file")
    #expect(try command.folder.text(of: "file").hasPrefix("Pattern variety"))
    #expect(try command.folder.names == ["file", "link"])
  }

  /// A pipe, as in `--output >(gzip)`, or a device such as /dev/null is written to, not replaced
  /// by a file: where a superuser runs the command, that would damage the system.
  @Test func namedPipe() async throws {
    let command = try Command()
    let path = command.folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let run = try await command.run(Self.arguments + ["--output", "pipe"])
    #expect(run.isSuccess)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.type] as? FileAttributeType != .typeRegular)
    #expect(try command.folder.names == ["pipe"])
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = max(read(reader, &bytes, bytes.count), 0)
    #expect(String(decoding: bytes[..<count], as: UTF8.self).hasPrefix("Pattern variety"))
  }

  /// What only its owner may read stays so.
  @Test(arguments: [0o600, 0o640, 0o664])
  func permissionsStay(permissions: Int) async throws {
    let command = try Command()
    let path = try command.folder.write("old", to: "result")
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    let run = try await command.run(Self.arguments + ["--output", "result"])
    #expect(run.isSuccess)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == permissions)
  }

  private static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

  /// A full disk behind standard output is a line, not a trace of a crash.
  @Test(.enabled(if: hasFullDevice, "there is no /dev/full"), arguments: Invocations.verbs)
  func fullOutput(verb: String) async throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let run = try await Command().run(
      [verb, "--quiet"] + Invocations.shallow, output: full)
    #expect(run.status == 74 && !run.isSignalled)
    #expect(run.diagnosticLines.count == 1)
    #expect(run.diagnostics.hasPrefix("reluvar \(verb): "))
  }

  /// Remarks that cannot be written are no reason to lose a result.
  @Test(.enabled(if: hasFullDevice, "there is no /dev/full"))
  func fullDiagnostics() async throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let run = try await Command().run(["derive"] + Invocations.shallow, diagnostics: full)
    #expect(run.isSuccess)
    #expect(run.output.contains("g6, degree 3, from "))
  }
}
