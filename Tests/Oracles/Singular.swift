import Foundation

/// Singular, a program that answers questions about ideals independently of this project.
public enum Singular {
  /// Whether it is installed.
  public static let isAvailable = executable("Singular") != nil

  /// Runs a script and returns what it prints, without the remarks of the program itself.
  public static func run(_ script: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reluvar-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("script.sing")
    try Data((script + "\nquit;\n").utf8).write(to: file)

    let process = Process()
    process.executableURL = executable("Singular")
    process.arguments = ["-q", "--no-rc", file.path]
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("// **") }
  }

  /// A program on the search path.
  public static func executable(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
